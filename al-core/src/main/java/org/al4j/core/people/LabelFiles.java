package org.al4j.core.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;

/** Writes labels where others can read them: as a whole, or not at all. */
public final class LabelFiles {
  /** What a spreadsheet takes for a formula; a number is none. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r].*", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private LabelFiles() {}

  /**
   * Writes a CSV file (RFC 4180, UTF-8) with a header: {@code id}, {@code text}, {@code label},
   * {@code annotator}, {@code time} in seconds, {@code round}, {@code utility}; what is not known
   * is empty. A class stands by its name, a number as such, a text as it is, several classes or
   * tags as a JSON array. A field that a spreadsheet would compute, since it begins with one of
   * {@code = + - @}, a tab or a carriage return and is no number, gets an apostrophe in front;
   * everything else reads back as it was. {@link #writeJsonl} changes nothing.
   *
   * @throws UncheckedIOException if it cannot be written; what was there before is still there then
   */
  public static void writeCsv(Path file, List<? extends LabelRow<?>> rows) {
    write(
        file,
        out -> {
          CsvWriter csv = CsvWriter.builder().build(out);
          csv.writeRecord("id", "text", "label", "annotator", "time", "round", "utility");
          for (LabelRow<?> row : rows) {
            csv.writeRecord(
                safe(row.instance().id()),
                safe(row.instance().text()),
                safe(text(row.label())),
                safe(row.annotator()),
                row.time().map(LabelFiles::seconds).map(BigDecimal::toPlainString).orElse(""),
                String.valueOf(row.round()),
                Double.isNaN(row.utility()) ? "" : String.valueOf(row.utility()));
          }
        });
  }

  /**
   * Writes the same as one JSON object a line. Several classes or tags are an array, a number is a
   * number, what is not known is left out.
   *
   * @throws UncheckedIOException if it cannot be written; what was there before is still there then
   */
  public static void writeJsonl(Path file, List<? extends LabelRow<?>> rows) {
    write(
        file,
        out -> {
          for (LabelRow<?> row : rows) {
            out.append(json(row).toString()).append('\n');
          }
        });
  }

  private interface Body {
    void writeTo(Writer out) throws IOException;
  }

  private static void write(Path file, Body body) {
    try {
      AtomicFile.write(
          file,
          (OutputStream out) -> {
            Writer text =
                new OutputStreamWriter(new BufferedOutputStream(out), StandardCharsets.UTF_8);
            body.writeTo(text);
            text.flush();
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
    }
  }

  private static ObjectNode json(LabelRow<?> row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", row.instance().id()).put("text", row.instance().text());
    node.set("label", value(row.label()));
    if (!row.annotator().isEmpty()) {
      node.put("annotator", row.annotator());
    }
    row.time().ifPresent(time -> node.put("time", seconds(time)));
    node.put("round", row.round());
    if (Double.isFinite(row.utility())) {
      node.put("utility", row.utility());
    }
    return node;
  }

  private static BigDecimal seconds(Duration time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
    return seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
  }

  private static String text(Annotation label) {
    JsonNode value = value(label);
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static JsonNode value(Annotation label) {
    if (label instanceof ClassLabel name) {
      return TextNode.valueOf(name.name());
    }
    if (label instanceof TargetText target) {
      return TextNode.valueOf(target.text());
    }
    if (label instanceof RealValue real) {
      return DoubleNode.valueOf(real.value());
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    names(label).orElseThrow().forEach(array::add);
    return array;
  }

  private static Optional<List<String>> names(Annotation label) {
    if (label instanceof LabelSet set) {
      return Optional.of(set.names());
    }
    return label instanceof TagSequence sequence ? Optional.of(sequence.tags()) : Optional.empty();
  }

  private static String safe(String cell) {
    return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }
}
