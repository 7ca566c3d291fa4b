package org.al4j.core.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSet;
import org.al4j.core.read.internal.LabelKinds;
import org.jspecify.annotations.Nullable;

/**
 * Any number of classes, one column of 0 and 1 for each.
 *
 * @param declared the classes, which are the columns' names
 */
record ClassColumnsFormat(List<String> declared) implements LabelFormat<LabelSet> {
  private static final Set<String> YES = Set.of("1", "1.0", "true");
  private static final Set<String> NO = Set.of("0", "0.0", "false");

  ClassColumnsFormat {
    declared = List.copyOf(declared);
    if (declared.isEmpty()) {
      throw new IllegalArgumentException("at least one column of a class expected, found none");
    }
    Set<String> taken = new HashSet<>();
    for (String name : declared) {
      if (name.isBlank() || !taken.add(name)) {
        throw new IllegalArgumentException(
            "columns of classes must have different names that are not blank, found " + declared);
      }
    }
  }

  @Override
  public Class<LabelSet> kind() {
    return LabelSet.class;
  }

  @Override
  public List<String> columns(Columns columns) {
    return declared;
  }

  @Override
  public LabelSet annotation(LabelCells cells) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      if (has(declared.get(i), cells.values().get(i))) {
        names.add(declared.get(i));
      }
    }
    return LabelSet.of(names);
  }

  private static boolean has(String name, @Nullable String value) {
    String found = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    if (YES.contains(found) || NO.contains(found)) {
      return YES.contains(found);
    }
    throw new InvalidInputException(
        "column '"
            + name
            + "' must have 1 where the text has the class, else 0, found "
            + (value == null || found.isEmpty() ? "nothing" : LabelKinds.quoted(value))
            + "; a row without labels has nothing in any of them; one column of names: "
            + LabelKinds.howTo(LabelSet.class));
  }

  @Override
  public String describe() {
    return LabelKinds.COLUMNS + "(" + String.join(",", declared) + ")";
  }
}
