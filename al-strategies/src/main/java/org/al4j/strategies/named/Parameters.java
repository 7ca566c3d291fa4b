package org.al4j.strategies.named;

import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;

/** A provider's parameters; read with their rules. */
final class Parameters {
  private final String strategy;
  private final Map<String, String> values;

  /** Refuses parameters that are not among {@code known}. */
  Parameters(String strategy, Map<String, String> values, String... known) {
    this.strategy = strategy;
    this.values = Map.copyOf(values);
    List<String> names = List.of(known);
    values.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(name -> refuse(name, names));
  }

  /** The value of {@code name}, the first of {@code allowed} if it was not given. */
  String oneOf(String name, String... allowed) {
    List<String> choices = List.of(allowed);
    String value = values.getOrDefault(name, choices.get(0));
    if (!choices.contains(value)) {
      throw new InvalidInputException(
          "parameter '"
              + name
              + "' of "
              + strategy
              + " must be one of "
              + String.join(", ", choices)
              + "; found '"
              + value
              + "'");
    }
    return value;
  }

  /** The value of {@code name} as it was written, {@code fallback} if it was not given. */
  String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  /** A finite number in [{@code least}, {@code most}], {@code fallback} if it was not given. */
  double real(String name, double fallback, double least, double most) {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(value);
      if (number >= least && number <= most && !Double.isInfinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw new InvalidInputException(
        "parameter '"
            + name
            + "' of "
            + strategy
            + " must be a number in ["
            + least
            + ", "
            + most
            + "]; found '"
            + value
            + "'");
  }

  /** A whole number in [{@code least}, {@code most}], {@code fallback} if it was not given. */
  int whole(String name, int fallback, int least, int most) {
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
    throw new InvalidInputException(
        "parameter '"
            + name
            + "' of "
            + strategy
            + " must be a whole number from "
            + least
            + " to "
            + most
            + "; found '"
            + value
            + "'");
  }

  private void refuse(String name, List<String> known) {
    throw new InvalidInputException(
        strategy
            + " has no parameter '"
            + name
            + "'; "
            + (known.isEmpty()
                ? "it takes none"
                : "known parameters: " + String.join(", ", known)));
  }
}
