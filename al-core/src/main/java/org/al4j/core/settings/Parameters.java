package org.al4j.core.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.al4j.core.InvalidInputException;

/**
 * The parameters that a provider of learners, strategies or the like was given as text, read with
 * their rules:
 *
 * <pre>{@code
 * Parameters given = Parameters.of("nearest", parameters, "k", "weighted");
 * int k = given.whole("k", 5, 1, 1000);
 * boolean weighted = given.flag("weighted", false);
 * }</pre>
 *
 * <p>A parameter that was not given has its default. What is wrong is an {@link
 * InvalidInputException} of one line, always in these words: {@code nearest: k must be a whole
 * number from 1 to 1000, found '0'}; a name that is not known is refused with those like it, and
 * all that are. Immutable.
 */
public final class Parameters {
  private final String part;
  private final TreeMap<String, String> values;
  private final TreeMap<String, String> others;

  private Parameters(String part, Map<String, String> given, Collection<String> names) {
    this.part = part;
    values = new TreeMap<>(given);
    values.keySet().retainAll(names);
    others = new TreeMap<>(given);
    others.keySet().removeAll(names);
  }

  /**
   * Parameters of a part that has these and no others.
   *
   * @param part the name that errors start with, a provider's usually
   * @param known all names that there are
   * @throws InvalidInputException if another one was given
   */
  public static Parameters of(String part, Map<String, String> given, Collection<String> known) {
    Parameters parameters = new Parameters(part, given, known);
    if (!parameters.others.isEmpty()) {
      throw parameters.unknown(parameters.others.firstKey(), new TreeSet<>(known));
    }
    return parameters;
  }

  /** As {@link #of(String, Map, Collection)}. */
  public static Parameters of(String part, Map<String, String> given, String... known) {
    return of(part, given, Arrays.asList(known));
  }

  /**
   * Parameters of a part that hands those it does not know on to other parts, which {@link #others}
   * are for.
   */
  public static Parameters own(String part, Map<String, String> given, String... own) {
    return new Parameters(part, given, Arrays.asList(own));
  }

  /** What was given under other names than the part's own, by name; a new map. */
  public Map<String, String> others() {
    return new TreeMap<>(others);
  }

  /** Whether a parameter was given. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** A parameter as it was written. */
  public String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  /**
   * A parameter that must be given.
   *
   * @param what it is, for the error: {@code "a Hugging Face directory"}
   */
  public String required(String name, String what) {
    String value = values.get(name);
    if (value == null) {
      throw new InvalidInputException(part + " needs the parameter '" + name + "': " + what);
    }
    return value;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean fallback) {
    return oneOf(name, fallback ? List.of("true", "false") : List.of("false", "true"))
        .equals("true");
  }

  /** One of some words, of which the first is the default. */
  public String oneOf(String name, String... words) {
    return oneOf(name, List.of(words));
  }

  /** A constant of an enumeration, written in lower case and with hyphens. */
  public <E extends Enum<E>> E oneOf(String name, E fallback) {
    Map<String, E> constants = new TreeMap<>();
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      constants.put(word(constant), constant);
    }
    List<String> words = new ArrayList<>(constants.keySet());
    words.remove(word(fallback));
    words.add(0, word(fallback));
    return Objects.requireNonNull(constants.get(oneOf(name, words)), name);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String oneOf(String name, List<String> words) {
    String value = text(name, words.get(0));
    if (words.contains(value)) {
      return value;
    }
    int last = words.size() - 1;
    String all = last == 0 ? "" : String.join(", ", words.subList(0, last)) + " or ";
    throw refused(name, all + words.get(last));
  }

  /**
   * Words with plus signs between them, such as {@code length+price}; none of them is blank. An
   * empty default is no word.
   */
  public List<String> words(String name, String fallback) {
    if (fallback.isEmpty() && !has(name)) {
      return List.of();
    }
    List<String> words = List.of(text(name, fallback).split("\\+", -1));
    if (words.stream().anyMatch(String::isBlank)) {
      throw refused(name, "names joined by plus signs");
    }
    return words;
  }

  /** A whole number. */
  public int whole(String name, int fallback) {
    return whole(name, fallback, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public int whole(String name, int fallback, int least, int most) {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw refused(name, "a whole number" + range(least, most));
  }

  private static String range(int least, int most) {
    if (most == Integer.MAX_VALUE) {
      return least == Integer.MIN_VALUE ? "" : " of at least " + least;
    }
    return least == Integer.MIN_VALUE ? " of at most " + most : " from " + least + " to " + most;
  }

  /** A finite number. */
  public double real(String name, double fallback) {
    return real(name, fallback, "a number", any -> true);
  }

  /** A number from {@code least} to {@code most}, both included. */
  public double real(String name, double fallback, double least, double most) {
    String rule = "a number from " + plain(least) + " to " + plain(most);
    return real(name, fallback, rule, value -> value >= least && value <= most);
  }

  /**
   * A finite number with a rule of its own.
   *
   * @param rule for the error: {@code "a number between 0 and 1"}
   */
  public double real(String name, double fallback, String rule, DoublePredicate fits) {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number) && fits.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw refused(name, rule);
  }

  /** A finite number above 0. */
  public double positive(String name, double fallback) {
    return real(name, fallback, "a positive number", value -> value > 0);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * The error of a value that breaks a rule of the provider's own, for it to throw.
   *
   * @param rule what the value must be: {@code "whole numbers as in 0:1:4:8"}
   */
  public InvalidInputException refused(String name, String rule) {
    String value = values.get(name);
    String found = value == null ? "none" : "'" + value + "'";
    return new InvalidInputException(part + ": " + name + " must be " + rule + ", found " + found);
  }

  /** The error of parameters that do not go together, for the provider to throw. */
  public InvalidInputException refused(String rule) {
    return new InvalidInputException(part + ": " + rule);
  }

  private InvalidInputException unknown(String name, Collection<String> known) {
    String like = nearest(name, known).map(near -> "; nearest: " + near).orElse("");
    String all =
        known.isEmpty() ? "it takes none" : "known parameters: " + String.join(", ", known);
    return new InvalidInputException(part + " has no parameter '" + name + "'" + like + "; " + all);
  }

  /** Those that a slip of the hand or half a name may have meant, the likeliest first. */
  private static Optional<String> nearest(String name, Collection<String> known) {
    int most = name.length() < 4 ? 1 : Math.max(2, name.length() / 3);
    Predicate<String> isLike =
        one ->
            (name.length() > 2 && (one.contains(name) || name.contains(one)))
                || changes(name, one) <= most;
    List<String> near =
        known.stream()
            .filter(one -> one.length() > 1 && isLike.test(one))
            .sorted(Comparator.comparingInt(one -> changes(name, one)))
            .limit(3)
            .toList();
    return near.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", near));
  }

  /** How many letters to put in, take out or change make one word of another. */
  private static int changes(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
