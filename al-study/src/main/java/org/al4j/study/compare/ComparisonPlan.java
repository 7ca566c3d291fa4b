package org.al4j.study.compare;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.study.StudyPlan;

/**
 * What is compared: learners, batch sizes, strategies, all up to the same number of labels.
 *
 * @param models descriptions of learners, such as {@code minilm} or {@code head(c=1)}; the first is
 *     what the others are compared with
 * @param batches texts a round; so is the first
 * @param strategies by name; {@code random} is what others are compared with beside
 * @param seeds how many, from 1 on
 * @param initial texts at random first
 * @param total texts at the end, the first included
 */
public record ComparisonPlan(
    List<String> models,
    List<Integer> batches,
    List<String> strategies,
    int seeds,
    int initial,
    int total) {
  /**
   * Copies the lists.
   *
   * @throws InvalidInputException if one is empty or has something twice, or a batch size does not
   *     lead from the first texts to the last
   */
  public ComparisonPlan {
    models = different("models", models);
    batches = different("batches", batches);
    strategies = List.copyOf(strategies);
    int between = total - initial;
    if (initial < 1 || between < 1) {
      throw InvalidInputException.ofSettings(
          "{total} must be more than {initial}, and {initial} at least 1, found %s and %s",
          total, initial);
    }
    for (int batch : batches) {
      if (batch < 1 || between % batch != 0) {
        throw InvalidInputException.ofSettings(
            "{batches} must divide the %s labels between {initial} %s and {total} %s, as %s do,"
                + " found %s",
            between, initial, total, divisors(between), batch);
      }
    }
  }

  private static <T> List<T> different(String setting, List<T> all) {
    if (all.isEmpty() || all.stream().distinct().count() < all.size()) {
      throw InvalidInputException.ofSettings(
          "{" + setting + "} must be different ones, at least one, found %s", all);
    }
    return List.copyOf(all);
  }

  /** Some of them, for whoever chose another. */
  private static String divisors(int number) {
    return IntStream.rangeClosed(1, number)
        .filter(one -> number % one == 0 && one >= number / 20)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  /** The study of a batch size. */
  StudyPlan study(int batch) {
    return new StudyPlan(strategies, 1, seeds, initial, batch, (total - initial) / batch);
  }
}
