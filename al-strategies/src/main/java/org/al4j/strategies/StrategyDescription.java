package org.al4j.strategies;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;

/**
 * A strategy, or another thing with parameters, as a text: {@code name} or {@code
 * name(parameter=value, ...)}.
 *
 * @param parameters by name
 */
public record StrategyDescription(String name, Map<String, String> parameters) {
  private static final Pattern FORM = Pattern.compile("\\s*([^()\\s,=+]+)\\s*(?:\\((.*)\\))?\\s*");

  /** Copies the parameters, ordered by name. */
  public StrategyDescription {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * Reads a text.
   *
   * @throws InvalidInputException if it is malformed
   */
  public static StrategyDescription parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw malformed(text);
    }
    Map<String, String> parameters = new TreeMap<>();
    String list = matcher.group(2);
    if (list != null && !list.isBlank()) {
      for (String pair : parts(list, ',', () -> malformed(text))) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).strip();
        String value = pair.substring(equals + 1).strip();
        if (name.isEmpty() || value.isEmpty()) {
          throw malformed(text);
        }
        if (parameters.put(name, value) != null) {
          throw new InvalidInputException(
              "parameter '" + name + "' is given twice in '" + text + "'");
        }
      }
    }
    return new StrategyDescription(matcher.group(1), parameters);
  }

  /** Splits at the commas outside brackets. */
  static List<String> split(String texts) {
    List<String> parts = parts(texts, ',', () -> malformed(texts));
    if (parts.contains("")) {
      throw new InvalidInputException(
          "a list of strategies must not have empty entries, found '" + texts + "'; write a,b,c");
    }
    return parts;
  }

  /**
   * Splits at a separator outside brackets, which must be balanced.
   *
   * @param unbalanced what is thrown if they are not
   */
  public static List<String> parts(
      String text, char separator, Supplier<? extends RuntimeException> unbalanced) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        throw unbalanced.get();
      }
      if (c == separator && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (depth != 0) {
      throw unbalanced.get();
    }
    parts.add(text.substring(start).strip());
    return List.copyOf(parts);
  }

  private static InvalidInputException malformed(String text) {
    return new InvalidInputException(
        "a name and its parameters are written name or name(parameter=value, ...), found '"
            + text
            + "'");
  }
}
