package org.al4j.server.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.people.LabelRow;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.TagFiles;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;

/**
 * Parts of texts, to be read by other tools and, all but those of spaCy, by {@link
 * org.al4j.core.read.Datasets}.
 *
 * @param rows in the order in which they go out; their instances have words
 * @param labels the names of the types, in order
 */
public record SpanExport(List<LabelRow<TagSequence>> rows, List<String> labels) {
  private static final double NANOS = 1e9;

  /** Copies the lists. */
  public SpanExport {
    rows = List.copyOf(rows);
    labels = List.copyOf(labels);
  }

  /**
   * Writes a file, brat's as a zip.
   *
   * @throws InvalidInputException if the format has no place for spans, or for a word or label
   * @throws java.io.UncheckedIOException if it cannot be written; what was there is still there
   */
  public void write(ExportFormat format, Path file) {
    format
        .refusalOfSpans()
        .ifPresent(
            why -> {
              throw new InvalidInputException(why);
            });
    switch (format) {
      case CONLL -> TagFiles.writeConll(file, items(), TagScheme.IOB2);
      case DOCCANO -> TagFiles.writeDoccano(file, items());
      case LABELSTUDIO -> TagFiles.writeLabelStudio(file, items());
      case PRODIGY -> TagFiles.writeProdigy(file, items());
      case BRAT -> new BratFolder(items(), labels).writeZip(file);
      case SPACY_JSONL ->
          JsonExport.lines(file, rows, row -> SpacyDoc.ofSpans(row.instance(), spans(row)));
      default -> JsonExport.lines(file, rows, SpanExport::line);
    }
  }

  /**
   * Writes brat's folder.
   *
   * @throws InvalidInputException if there is something in the folder, or a label has a blank
   */
  public void writeBratFolder(Path folder) {
    new BratFolder(items(), labels).write(folder);
  }

  private List<Labelled<TagSequence>> items() {
    return rows.stream().map(row -> new Labelled<>(row.instance(), row.label())).toList();
  }

  private static List<CharSpan> spans(LabelRow<TagSequence> row) {
    WordOffsets words = WordOffsets.of(row.instance());
    return TagScheme.spans(row.label().tags()).stream().map(words::characters).toList();
  }

  /** The fields of a label of another kind, and spans as doccano has them. */
  private static ObjectNode line(LabelRow<TagSequence> row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    String text = row.instance().text();
    node.put("id", row.instance().id()).put("text", text);
    ArrayNode label = node.putArray("label");
    for (CharSpan span : spans(row)) {
      label.addArray().add(span.startPoint(text)).add(span.endPoint(text)).add(span.type());
    }
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

  private static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / NANOS;
  }
}
