package org.al4j.core.read;

import java.util.Optional;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.RealValue;
import org.al4j.core.read.internal.LabelKinds;

/** A number a text. */
record RealValueFormat() implements LabelFormat<RealValue> {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d++\\.?\\d*+|\\.\\d++)([eE][+-]?\\d++)?");
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d*+,\\d++");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  @Override
  public Class<RealValue> kind() {
    return RealValue.class;
  }

  @Override
  public RealValue annotation(LabelCells cells) {
    String cell = cells.first().strip();
    if (!NUMBER.matcher(cell).matches()) {
      throw new InvalidInputException(rule(cell) + hint(cell));
    }
    double value = Double.parseDouble(cell);
    if (!Double.isFinite(value)) {
      throw new InvalidInputException(rule(cell) + ", which is beyond the range of a double");
    }
    return new RealValue(value + 0.0); // so that -0 is 0
  }

  private static String rule(String cell) {
    return "the label must be a finite number, found " + LabelKinds.quoted(cell);
  }

  private static String hint(String cell) {
    if (COMMA.matcher(cell).matches()) {
      return "; write a decimal point, " + LabelKinds.quoted(cell.replace(',', '.'));
    }
    return NOT_FINITE.matcher(cell).matches()
        ? "; leave the cell empty where there is none"
        : "; where labels are names, " + LabelKinds.howTo(ClassLabel.class);
  }

  @Override
  public Optional<String> usualColumn() {
    return Optional.of("value");
  }

  @Override
  public String describe() {
    return LabelKinds.NUMBER;
  }
}
