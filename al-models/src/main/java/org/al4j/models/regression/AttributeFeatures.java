package org.al4j.models.regression;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;

/** Numbers among an instance's attributes; see {@link Features#attributes}. */
record AttributeFeatures(List<String> names) implements Features {
  AttributeFeatures {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("at least 1 attribute must be named, found none");
    }
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public void read(Instance x, double[] out) {
    for (int j = 0; j < names.size(); j++) {
      out[j] = number(x, names.get(j));
    }
  }

  private static double number(Instance x, String name) {
    String text = x.attributes().get(name);
    if (text != null) {
      try {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw bad(x, name, "'" + text + "'");
      }
    }
    throw bad(x, name, text == null ? "none" : "'" + text + "'");
  }

  private static InvalidInputException bad(Instance x, String name, String found) {
    return new InvalidInputException(
        "instance '"
            + x.id()
            + "': attribute '"
            + name
            + "' must be a finite number, found "
            + found);
  }

  @Override
  public String describe() {
    return "attributes " + String.join(", ", names);
  }
}
