package org.al4j.models.distil;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;

/**
 * Which layers of its teacher a student begins with: start from {@link #evenly} or {@link
 * #chosen(List)}.
 *
 * @param count how many, evenly spaced and the last among them; 0 where they are chosen
 * @param chosen their numbers from 0, rising; empty where they are evenly spaced
 */
public record StudentLayers(int count, List<Integer> chosen) {
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,4}(,[0-9]{1,4})*");

  /** Checks the numbers. */
  public StudentLayers {
    chosen = List.copyOf(chosen);
    boolean rising = true;
    for (int i = 1; i < chosen.size(); i++) {
      rising &= chosen.get(i) > chosen.get(i - 1);
    }
    if (!rising || (!chosen.isEmpty() && chosen.get(0) < 0)) {
      throw InvalidInputException.ofSettings(
          "{layers} must rise, and count from 0, found %s", chosen);
    }
    if (chosen.isEmpty() && count < 1) {
      throw InvalidInputException.ofSettings(
          "{layers} must be at least one layer, found %s", count);
    }
  }

  /** So many, evenly spaced: of a teacher with 12 layers 4 are 2, 5, 8 and 11. */
  public static StudentLayers evenly(int count) {
    return new StudentLayers(count, List.of());
  }

  /** These, counted from 0 as in the names of Hugging Face's tensors. */
  public static StudentLayers chosen(List<Integer> layers) {
    return new StudentLayers(0, layers);
  }

  /**
   * Reads {@code 4} (so many, evenly spaced) or {@code 1,3,5} (these, from 0).
   *
   * @throws InvalidInputException if it is neither
   */
  public static StudentLayers of(String text) {
    if (!NUMBERS.matcher(text).matches()) {
      throw InvalidInputException.ofSettings(
          "{layers} must be a number of layers, as 4, or the teacher's layers from 0, as 1,3,5,"
              + " found '%s'",
          text);
    }
    List<Integer> numbers = Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
    return numbers.size() == 1 ? evenly(numbers.get(0)) : chosen(numbers);
  }

  /**
   * The teacher's layers, from 0.
   *
   * @param layers how many the teacher has
   * @throws InvalidInputException if it has not so many
   */
  List<Integer> of(int layers) {
    int most = chosen.isEmpty() ? count : chosen.get(chosen.size() - 1) + 1;
    if (most > layers) {
      throw InvalidInputException.ofSettings(
          "{layers}: the teacher has %s layers%s, found %s",
          layers, chosen.isEmpty() ? "" : ", 0 to " + (layers - 1), this);
    }
    return chosen.isEmpty()
        ? IntStream.range(0, count).mapToObj(i -> (i + 1) * layers / count - 1).toList()
        : chosen;
  }

  /** As {@link #of(String)} reads it, but for a single chosen layer. */
  @Override
  public String toString() {
    return chosen.isEmpty()
        ? Integer.toString(count)
        : chosen.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
