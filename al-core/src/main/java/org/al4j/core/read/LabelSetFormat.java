package org.al4j.core.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSet;
import org.al4j.core.read.internal.JsonRows;
import org.al4j.core.read.internal.LabelKinds;

/** Any number of classes in one column: names with a separator between them, or a JSON array. */
record LabelSetFormat(String separator, EmptyCell empty) implements LabelFormat<LabelSet> {
  LabelSetFormat {
    if (separator.isEmpty()) {
      throw new IllegalArgumentException("the separator of names must not be empty");
    }
  }

  @Override
  public Class<LabelSet> kind() {
    return LabelSet.class;
  }

  @Override
  public LabelSet annotation(LabelCells cells) {
    String cell = cells.first().strip();
    // What a spreadsheet or Python has made of a list must not become names such as '[0'.
    if (cell.startsWith("[") && cell.endsWith("]")) {
      return LabelSet.of(array(cell));
    }
    return LabelSet.of(
        Arrays.stream(cell.split(Pattern.quote(separator)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList());
  }

  private List<String> array(String cell) {
    List<String> names = new ArrayList<>();
    try (JsonParser json = JsonRows.JSON.createParser(cell)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        JsonToken item = json.currentToken();
        if (item == null || !item.isScalarValue() || item == JsonToken.VALUE_NULL) {
          throw noArray(cell);
        }
        if (item.isBoolean()) {
          throw noName(json.getText(), cell);
        }
        names.add(name(json.getText().strip(), cell));
      }
      if (json.nextToken() != null) {
        throw noArray(cell);
      }
    } catch (IOException e) {
      throw noArray(cell);
    }
    return names;
  }

  /** A flag says whether there is a class, not which. */
  private static InvalidInputException noName(String found, String cell) {
    return new InvalidInputException(
        "the names in the label "
            + LabelKinds.quoted(cell)
            + " must be texts or numbers, found "
            + found
            + "; write [\"joy\", \"fear\"], or a field of true and false for each class:"
            + " LabelFormat.labelSetColumns(..), --label-columns");
  }

  private String name(String name, String cell) {
    if (name.isEmpty()) {
      throw new InvalidInputException(
          "a name in the label " + LabelKinds.quoted(cell) + " is empty; leave it out");
    }
    return name;
  }

  private InvalidInputException noArray(String cell) {
    return new InvalidInputException(
        "the label "
            + LabelKinds.quoted(cell)
            + " is a list, but no JSON array of names such as [\"joy\", \"fear\"]; write it so, or"
            + " the names with '"
            + separator
            + "' between them");
  }

  @Override
  public Optional<LabelSet> ofEmpty() {
    return empty == EmptyCell.EMPTY_SET ? Optional.of(new LabelSet(List.of())) : Optional.empty();
  }

  @Override
  public Optional<String> usualColumn() {
    return Optional.of("labels");
  }

  @Override
  public boolean takesArrays() {
    return true;
  }

  @Override
  public String describe() {
    String plain = separator.equals(",") ? LabelKinds.SET : LabelKinds.SET + "(" + separator + ")";
    return empty == EmptyCell.EMPTY_SET ? plain : plain + ", empty cells unlabelled";
  }
}
