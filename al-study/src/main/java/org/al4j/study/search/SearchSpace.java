package org.al4j.study.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.strategies.StrategyDescription;

/**
 * The learners to choose from: a learner's name with its parameters, each with one value, several
 * between bars, or a range of numbers: {@code head(c=1|10|100)}, {@code
 * transformer(checkpoint=minilm,learning-rate=1e-5..1e-3,epochs=3|5)}.
 *
 * @param name of the learner
 * @param values of each parameter, by its name, in the order in which they are varied
 */
public record SearchSpace(String name, Map<String, List<String>> values) {
  /** More learners than anybody would train. */
  static final long MOST = 10_000;

  private static final int TRIES = 100; // for each that is drawn, where a range has few values
  private static final String NUMBER = "\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?";
  private static final Pattern RANGE = Pattern.compile("(" + NUMBER + ")\\.\\.(" + NUMBER + ")");

  /** Copies the lists, keeping the order. */
  public SearchSpace {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((parameter, list) -> copy.put(parameter, List.copyOf(list)));
    values = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads a description.
   *
   * @throws InvalidInputException if it is malformed, a value is empty or given twice, or a range
   *     does not go up from a number above 0
   */
  public static SearchSpace parse(String text) {
    StrategyDescription learner = StrategyDescription.parse(text);
    Map<String, List<String>> values = new LinkedHashMap<>();
    learner
        .parameters()
        .forEach(
            (parameter, list) -> {
              List<String> all =
                  StrategyDescription.parts(list, '|', () -> refusal(parameter, list, text));
              if (all.contains("") || Set.copyOf(all).size() < all.size()) {
                throw refusal(parameter, list, text);
              }
              all.stream()
                  .map(RANGE::matcher)
                  .filter(Matcher::matches)
                  .forEach(range -> require(range, all.size(), parameter));
              values.put(parameter, all);
            });
    return new SearchSpace(learner.name(), values);
  }

  private static InvalidInputException refusal(String parameter, String list, String text) {
    return new InvalidInputException(
        "values to try are written "
            + parameter
            + "=a|b|c, each once and none empty, found '"
            + list
            + "' in '"
            + text
            + "'");
  }

  private static void require(Matcher range, int values, String parameter) {
    double from = Double.parseDouble(range.group(1));
    double to = Double.parseDouble(range.group(2));
    if (!(from > 0 && from < to && Double.isFinite(to)) || values > 1) {
      throw new InvalidInputException(
          "a range is written "
              + parameter
              + "=from..to, alone, from above 0 and below to, since it is drawn from evenly by"
              + " the logarithm, found '"
              + range.group()
              + "'");
    }
  }

  /**
   * All learners of the grid, the last parameter varied fastest.
   *
   * @throws InvalidInputException if a parameter has a range, or there are more than {@value #MOST}
   */
  public List<String> grid() {
    List<String> ranges =
        values.entrySet().stream()
            .filter(one -> RANGE.matcher(one.getValue().get(0)).matches())
            .map(one -> one.getKey() + "=" + one.getValue().get(0))
            .toList();
    if (!ranges.isEmpty()) {
      throw InvalidInputException.ofSettings(
          "%s is a range, of which a grid has no end; give {random}, how many to draw, or values"
              + " as a|b|c",
          String.join(" and ", ranges));
    }
    requireFew(size());
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, List<String>> one : values.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> before : all) {
        for (String value : one.getValue()) {
          Map<String, String> with = new LinkedHashMap<>(before);
          with.put(one.getKey(), value);
          longer.add(with);
        }
      }
      all = longer;
    }
    return all.stream().map(this::description).toList();
  }

  private long size() {
    long size = 1;
    for (List<String> list : values.values()) {
      size = Math.min(MOST + 1, size * list.size());
    }
    return size;
  }

  private static void requireFew(long learners) {
    if (learners > MOST) {
      throw InvalidInputException.ofSettings(
          "there are more than %s learners to try; give fewer values, or {random}, how many to"
              + " draw",
          MOST);
    }
  }

  /**
   * Learners drawn at random, all different: of lists each value with equal chances, of ranges
   * evenly by the logarithm, whole numbers where both ends are. Where there are not so many, all of
   * the lists.
   *
   * @param count how many, at least 1
   * @param seed of the draw
   * @throws InvalidInputException if that many cannot be
   */
  public List<String> drawn(int count, long seed) {
    if (count < 1 || count > MOST) {
      throw InvalidInputException.ofSettings(
          "{random} must lie between 1 and %s, found %s", MOST, count);
    }
    boolean lists =
        values.values().stream().noneMatch(list -> RANGE.matcher(list.get(0)).matches());
    if (lists && size() <= count) {
      return grid();
    }
    RandomGenerator random = new Seeds(seed).generator("search", 0);
    Set<String> drawn = new LinkedHashSet<>();
    for (long i = 0; i < (long) TRIES * count && drawn.size() < count; i++) {
      Map<String, String> one = new LinkedHashMap<>();
      values.forEach((parameter, list) -> one.put(parameter, draw(list, random)));
      drawn.add(description(one));
    }
    return List.copyOf(drawn);
  }

  private static String draw(List<String> list, RandomGenerator random) {
    Matcher range = RANGE.matcher(list.get(0));
    if (!range.matches()) {
      return list.get(random.nextInt(list.size()));
    }
    double from = Math.log(Double.parseDouble(range.group(1)));
    double to = Math.log(Double.parseDouble(range.group(2)));
    double value = Math.exp(from + random.nextDouble() * (to - from));
    boolean whole = range.group().matches("\\d+\\.\\.\\d+");
    return whole ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.3g", value);
  }

  private String description(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? name
        : parameters.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining(",", name + "(", ")"));
  }
}
