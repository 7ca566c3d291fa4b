package org.al4j.core.data;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Classes that are probably no classes of their own. */
final class OddClasses {
  private static final Set<String> MISSING =
      Set.of(
          "nan",
          "none",
          "null",
          "nil",
          "na",
          "n/a",
          "#n/a",
          "nat",
          "<na>",
          "undefined",
          "missing",
          "unknown",
          "unlabelled",
          "unlabeled",
          "-",
          "--",
          "?",
          ".");

  private static final Pattern LIST = Pattern.compile("\\[.*]|\\(.*\\)|\\{.*}", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("([\"'`]).*\\1", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}([.,]\\d{1,30})?");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,30}([.]\\d{1,30})?");
  private static final List<String> SEPARATORS = List.of(",", ";", "|", "\t");
  private static final int SHOWN = 40;
  private static final int FEW = 20;

  private OddClasses() {}

  /**
   * Warnings about classes, a line each.
   *
   * @param classes with the number of their texts
   * @param texts how many there are with a label
   * @param sets whether a text has any number of classes, not one
   */
  static List<String> warnings(Map<String, Integer> classes, int texts, boolean sets) {
    List<String> warnings = new ArrayList<>();
    Map<String, Integer> found = new LinkedHashMap<>(classes);
    found.values().removeIf(count -> count == 0);
    missing(found, sets, warnings);
    unprintable(found, warnings);
    twins(found, warnings);
    sizes(found, texts, sets, warnings);
    separated(found, texts, sets).ifPresent(warnings::add);
    if (!sets) {
      numbers(found).ifPresent(warnings::add);
    }
    return warnings;
  }

  /**
   * Names that are probably several each: most of the texts have one with the separator in it, and
   * what stands between is named again, alone or beside others.
   */
  private static Optional<String> separated(Map<String, Integer> classes, int texts, boolean sets) {
    for (String separator : SEPARATORS) {
      List<String> joined = classes.keySet().stream().filter(n -> n.contains(separator)).toList();
      List<String> parts =
          classes.keySet().stream()
              .flatMap(name -> Stream.of(name.split(Pattern.quote(separator), -1)))
              .map(String::strip)
              .toList();
      int rows = joined.stream().mapToInt(classes::get).sum();
      boolean again = Set.copyOf(parts).size() < parts.size();
      boolean words = parts.stream().noneMatch(String::isEmpty);
      if (words
          && !joined.isEmpty()
          && (again || classes.size() == 1)
          && (sets || 2 * rows > texts)) {
        String first = joined.get(0);
        return Optional.of(
            (sets ? "class " : "labels look like sets: class ")
                + quoted(first, classes.getOrDefault(first, 0))
                + (sets ? " looks like several with '" : " has '")
                + shown(separator)
                + (sets ? "' between them" : "' between names")
                + ", as "
                + joined.size()
                + " of "
                + classes.size()
                + " do; --labels set"
                + (separator.equals(",") ? "" : " --label-separator " + option(separator))
                + " reads them so");
      }
    }
    return Optional.empty();
  }

  private static String option(String separator) {
    return separator.equals("\t") ? "$'\\t'" : "\"" + separator + "\"";
  }

  /** Names that are numbers all, and not all of them whole ones. */
  private static Optional<String> numbers(Map<String, Integer> classes) {
    boolean all = classes.keySet().stream().allMatch(name -> DECIMAL.matcher(name).matches());
    return classes.keySet().stream()
        .filter(name -> all && new BigDecimal(name).stripTrailingZeros().scale() > 0)
        .findFirst()
        .map(
            name ->
                "labels look like numbers: class "
                    + quoted(name, classes.getOrDefault(name, 0))
                    + ", and all others are numbers, too; --labels number reads them so");
  }

  private static void missing(Map<String, Integer> classes, boolean sets, List<String> warnings) {
    classes.forEach(
        (name, count) -> {
          if (MISSING.contains(visible(name).toLowerCase(Locale.ROOT))) {
            warnings.add(
                "class "
                    + quoted(name, count)
                    + " may stand for a missing label; leave the cell empty");
          } else if (LIST.matcher(visible(name)).matches()) {
            warnings.add(
                "class "
                    + quoted(name, count)
                    + " looks like a list"
                    + (sets ? "" : "; a text has one class"));
          } else if (QUOTED.matcher(visible(name)).matches()) {
            warnings.add(
                "class " + quoted(name, count) + " stands in quotes; are they part of the name?");
          }
        });
  }

  private static void unprintable(Map<String, Integer> classes, List<String> warnings) {
    classes.forEach(
        (name, count) -> {
          if (!shown(name).equals(clipped(name))) {
            warnings.add("class " + quoted(name, count) + " has characters that one does not see");
          }
        });
  }

  private static void twins(Map<String, Integer> classes, List<String> warnings) {
    twins(classes, OddClasses::visible, "look alike", warnings);
    twins(
        classes,
        name -> visible(name).toLowerCase(Locale.ROOT),
        "differ in upper and lower case only",
        warnings);
    twins(classes, OddClasses::number, "are the same number", warnings);
  }

  /** Groups that a coarser key makes of names that the finer ones before did not. */
  private static void twins(
      Map<String, Integer> classes, UnaryOperator<String> key, String what, List<String> warnings) {
    classes.keySet().stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(
            names -> {
              boolean alike = names.stream().map(OddClasses::visible).distinct().count() == 1;
              if (names.size() > 1 && (what.equals("look alike") || !alike)) {
                warnings.add(
                    "classes "
                        + names.stream()
                            .map(name -> quoted(name, count(classes, name)))
                            .collect(Collectors.joining(" and "))
                        + " "
                        + what);
              }
            });
  }

  private static void sizes(
      Map<String, Integer> classes, int texts, boolean sets, List<String> warnings) {
    if (classes.size() == 1) {
      warnings.add("there is one class only, '" + shown(classes.keySet().iterator().next()) + "'");
    }
    if (sets && texts > 1) {
      classes.forEach(
          (name, count) -> {
            if (count == texts) {
              warnings.add("class " + quoted(name, count) + " is one of every text");
            }
          });
    }
    if (classes.size() > FEW && 2 * classes.size() > texts) {
      warnings.add(
          classes.size() + " classes for " + texts + " texts; is it the right column of labels?");
      return;
    }
    List<String> single =
        classes.keySet().stream().filter(name -> count(classes, name) == 1).toList();
    if (!single.isEmpty()) {
      warnings.add(
          (single.size() == 1 ? "1 class has" : single.size() + " classes have")
              + " one text only: "
              + single.stream().limit(FEW).map(OddClasses::shown).collect(Collectors.joining(", "))
              + (single.size() > FEW ? ", ..." : ""));
    }
  }

  /** What one sees of a name: compatible characters alike, no invisible ones, single blanks. */
  private static String visible(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\\p{Cf}\\p{Co}\\p{Cn}]+", "")
        .replaceAll("[\\p{Cc}\\p{Z}]+", " ")
        .strip();
  }

  private static String number(String name) {
    return NUMBER.matcher(name).matches()
        ? new BigDecimal(name.replace(',', '.')).stripTrailingZeros().toPlainString()
        : name;
  }

  private static int count(Map<String, Integer> classes, String name) {
    return Objects.requireNonNull(classes.get(name), name);
  }

  private static String quoted(String name, int count) {
    return "'" + shown(name) + "' (" + count + (count == 1 ? " text)" : " texts)");
  }

  private static String clipped(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN - 3) + "...";
  }

  /** The name with what one does not see spelt out, and its end cut off where it is long. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    for (char c : clipped(name).toCharArray()) {
      boolean hidden =
          Character.getType(c) == Character.FORMAT
              || Character.isISOControl(c)
              || (c != ' ' && (Character.isSpaceChar(c) || Character.isWhitespace(c)));
      shown.append(hidden ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
    }
    return shown.toString();
  }
}
