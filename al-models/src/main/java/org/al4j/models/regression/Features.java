package org.al4j.models.regression;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.settings.Configured;

/** The numbers that a regressor reads from an instance. Stateless. */
public interface Features extends Configured {
  /** How many there are. */
  int size();

  /**
   * Reads them.
   *
   * @param out receives the finite features, {@code out[0]} to {@code out[size() - 1]}
   * @throws org.al4j.core.InvalidInputException if the instance does not have them; the message
   *     names it
   */
  void read(Instance x, double[] out);

  /** What they are, equal for equal features: a saved model is read only with the same. */
  @Override
  String describe();

  /**
   * The attributes of the given names, as numbers. Their scale matters to a ridge, so bring them to
   * comparable ones.
   */
  static Features attributes(List<String> names) {
    return new AttributeFeatures(names);
  }

  /**
   * How often each word occurs, divided by the length of the vector of counts. Words are
   * lower-cased runs of letters, marks and digits, and where a script puts no spaces between words,
   * as in Chinese, Japanese and Thai, one to three characters; those with equal hashes share a
   * feature.
   *
   * @param size how many features; some times the number of words that matter keeps collisions rare
   */
  static Features hashedWords(int size) {
    return new HashedWordCounts(size, false);
  }

  /**
   * The features that {@link #describe} of the library's own says; empty for others. Names of
   * attributes with a comma in them cannot be told apart.
   */
  static Optional<Features> described(String text) {
    if (text.matches("[1-9]\\d{0,8} hashed words")) {
      return Optional.of(hashedWords(Integer.parseInt(text.substring(0, text.indexOf(' ')))));
    }
    String attributes = "attributes ";
    return text.startsWith(attributes)
        ? Optional.of(attributes(List.of(text.substring(attributes.length()).split(", ", -1))))
        : Optional.empty();
  }
}
