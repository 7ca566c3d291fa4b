package org.al4j.server.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.people.LabelFiles;
import org.al4j.core.people.LabelRow;

/**
 * Classes of whole texts, one or several.
 *
 * @param rows in the order in which they go out
 * @param labels the names of the classes, in order
 */
public record ClassExport(
    List<? extends LabelRow<? extends Annotation>> rows, List<String> labels) {
  private static final String TEXT = "text";
  private static final String LABEL = "label";

  /** Copies the lists. */
  public ClassExport {
    rows = List.copyOf(rows);
    labels = List.copyOf(labels);
  }

  /**
   * Writes a file.
   *
   * @throws InvalidInputException if the format has no place for classes
   * @throws java.io.UncheckedIOException if it cannot be written; what was there is still there
   */
  public void write(ExportFormat format, Path file) {
    format
        .refusalOfClasses()
        .ifPresent(
            why -> {
              throw new InvalidInputException(why);
            });
    switch (format) {
      case DOCCANO -> JsonExport.lines(file, rows, ClassExport::doccano);
      case LABELSTUDIO -> JsonExport.array(file, rows, ClassExport::labelStudio);
      case PRODIGY -> JsonExport.lines(file, rows, this::prodigy);
      case SPACY_JSONL -> JsonExport.lines(file, rows, this::spacy);
      case JSONL -> LabelFiles.writeJsonl(file, rows);
      default -> LabelFiles.writeCsv(file, rows);
    }
  }

  private static ObjectNode doccano(LabelRow<?> row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", row.instance().id()).put(TEXT, row.instance().text());
    names(node.putArray(LABEL), row);
    return node;
  }

  private static void names(ArrayNode array, LabelRow<?> row) {
    row.label().names().forEach(array::add);
  }

  /** A choice of a control called {@code label} on a text called {@code text}. */
  private static ObjectNode labelStudio(LabelRow<?> row) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.putObject("data").put(TEXT, row.instance().text());
    task.putObject("meta").put("id", row.instance().id());
    ArrayNode result = task.putArray("annotations").addObject().putArray("result");
    if (!row.label().names().isEmpty()) {
      ObjectNode choice = result.addObject().put("id", "c0");
      choice.put("from_name", LABEL).put("to_name", TEXT).put("type", "choices");
      names(choice.putObject("value").putArray("choices"), row);
    }
    return task;
  }

  /** As its interface of choices has it. */
  private ObjectNode prodigy(LabelRow<?> row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put(TEXT, row.instance().text());
    node.putObject("meta").put("id", row.instance().id());
    ArrayNode options = node.putArray("options");
    labels.forEach(label -> options.addObject().put("id", label).put(TEXT, label));
    names(node.putArray("accept"), row);
    return node.put("answer", "accept");
  }

  private ObjectNode spacy(LabelRow<?> row) {
    return SpacyDoc.ofClasses(row.instance(), Set.copyOf(row.label().names()), labels);
  }
}
