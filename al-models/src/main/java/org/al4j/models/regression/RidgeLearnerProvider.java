package org.al4j.models.regression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link RidgeLearner}s by the name {@code ridge}. Parameters: {@code strength} (1), and what
 * it reads: {@code words}, how many features the words of a text are hashed to (2048), or {@code
 * attributes}, the names of columns with numbers, joined by plus signs, such as {@code
 * length+price}.
 */
public final class RidgeLearnerProvider implements LearnerProvider {
  private static final String STRENGTH = "strength";
  private static final String WORDS = "words";
  private static final String ATTRIBUTES = "attributes";

  /** Beyond, a saved model has tens of megabytes of weights: a slip. */
  private static final int MOST_WORDS = 1 << 20;

  @Override
  public String name() {
    return "ridge";
  }

  @Override
  public String summary() {
    return "ridge regression of a number on hashed words or on number columns";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(RealValue.class);
  }

  @Override
  public Set<Output> offers() {
    return RidgeRegressor.OFFERS;
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Map<String, String> left = new TreeMap<>(parameters);
    double strength = strength(left.remove(STRENGTH));
    Features features = features(left.remove(WORDS), left.remove(ATTRIBUTES));
    if (!left.isEmpty()) {
      throw new InvalidInputException(
          "ridge has no parameter '"
              + left.keySet().iterator().next()
              + "'; known parameters: attributes, strength, words");
    }
    return RidgeLearner.of(features, strength);
  }

  private static double strength(@Nullable String text) {
    try {
      double value = text == null ? 1 : Double.parseDouble(text);
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(STRENGTH, "a positive number", text);
    }
    throw bad(STRENGTH, "a positive number", text);
  }

  private static Features features(@Nullable String words, @Nullable String attributes) {
    if (attributes == null) {
      return Features.hashedWords(words == null ? RidgeLearner.HASHED_WORDS : count(words));
    }
    if (words != null) {
      throw new InvalidInputException("ridge reads words or attributes, found both; leave one out");
    }
    List<String> names = List.of(attributes.split("\\+", -1));
    if (names.stream().anyMatch(String::isBlank)) {
      throw bad(ATTRIBUTES, "names joined by plus signs", attributes);
    }
    return Features.attributes(names);
  }

  private static int count(String text) {
    String rule = "a whole number from 1 to " + MOST_WORDS;
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= MOST_WORDS) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(WORDS, rule, text);
    }
    throw bad(WORDS, rule, text);
  }

  private static InvalidInputException bad(String name, String rule, @Nullable String found) {
    return new InvalidInputException(
        "ridge: " + name + " must be " + rule + ", found '" + found + "'");
  }
}
