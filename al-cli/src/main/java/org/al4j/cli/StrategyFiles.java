package org.al4j.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that strategies name as parameters, such as {@code representative(target=FILE)}. */
final class StrategyFiles {
  private static final Pattern FILE =
      Pattern.compile(
          "([(,]\\s*(target|reference|validation|descriptions|checkpoint)\\s*=\\s*)([^=(),]+)");

  /** What would end the value of a parameter. */
  private static final Pattern SEPARATOR = Pattern.compile("[=(),]");

  private StrategyFiles() {}

  /** The same strategies wherever the program is started, at any depth of nesting. */
  static List<String> absolute(List<String> strategies) {
    return strategies.stream()
        .map(strategy -> FILE.matcher(strategy).replaceAll(StrategyFiles::absolute))
        .toList();
  }

  private static String absolute(MatchResult found) {
    String value = found.group(3);
    // a checkpoint may be a name
    boolean file = !found.group(2).equals("checkpoint") || ModelOption.isThere(value.strip());
    return Matcher.quoteReplacement(found.group(1) + (file ? absolutePath(value) : value));
  }

  private static String absolutePath(String value) {
    try {
      String path = Path.of(value.strip()).toAbsolutePath().normalize().toString();
      return SEPARATOR.matcher(path).find() ? value : path; // could not be written as a parameter
    } catch (InvalidPathException e) {
      return value; // refused where it is read
    }
  }
}
