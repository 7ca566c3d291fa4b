package org.al4j.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;

/** Writes a line of JSON per scored text. */
final class ScoreLines implements AutoCloseable {
  private final Map<String, Output> fields = new LinkedHashMap<>();
  private final JsonGenerator json;

  private ScoreLines(Writer out, boolean embedding) throws IOException {
    fields.put("logits", Output.LOGITS);
    fields.put("probabilities", Output.PROBABILITIES);
    if (embedding) {
      fields.put("embedding", Output.EMBEDDING);
    }
    json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
  }

  /**
   * Scores the texts in one pass; the file appears when it is complete.
   *
   * @param out replaced if it exists
   */
  static void write(AcquisitionModel model, TextFile texts, Path out, boolean embedding)
      throws IOException {
    Path temporary = out.resolveSibling(out.getFileName() + ".tmp");
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(temporary);
          ScoreLines lines = new ScoreLines(writer, embedding)) {
        model.forward(() -> texts, EnumSet.copyOf(lines.fields.values()), lines::write);
      }
      Files.move(
          temporary, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void write(Outputs block) {
    try {
      Map<String, float[][]> rows = new LinkedHashMap<>();
      fields.forEach((name, output) -> rows.put(name, block.get(output).toFloatMatrix()));
      for (int i = 0; i < block.size(); i++) {
        writeLine(block.instances().get(i).id(), rows, i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the scores: " + e.getMessage(), e);
    }
  }

  private void writeLine(String id, Map<String, float[][]> rows, int row) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    for (Map.Entry<String, float[][]> field : rows.entrySet()) {
      json.writeArrayFieldStart(field.getKey());
      for (float value : field.getValue()[row]) {
        json.writeNumber(value);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
