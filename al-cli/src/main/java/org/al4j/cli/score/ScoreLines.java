package org.al4j.cli.score;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line of JSON per scored text: {@code id}, the most probable {@code label}, {@code
 * probabilities} by label, and, where the model has them, {@code logits} in the order of the
 * labels.
 */
public final class ScoreLines implements AutoCloseable {
  private final LabelSpace labels;
  private final Set<Output> wanted;
  private final JsonGenerator json;

  private ScoreLines(Writer out, LabelSpace labels, Set<Output> wanted) throws IOException {
    this.labels = labels;
    this.wanted = wanted;
    json =
        new JsonFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .createGenerator(out)
            .setRootValueSeparator(null);
  }

  /**
   * Scores the texts in one pass; the file appears when it is complete.
   *
   * @param labels the model's, in the order of its outputs
   * @param out replaced if it exists
   */
  public static void write(
      AcquisitionModel model,
      LabelSpace labels,
      Iterator<Instance> texts,
      Path out,
      boolean embedding)
      throws IOException {
    Set<Output> wanted = new TreeSet<>(List.of(Output.PROBABILITIES));
    if (model.offers().contains(Output.LOGITS)) {
      wanted.add(Output.LOGITS);
    }
    if (embedding) {
      wanted.add(Output.EMBEDDING);
    }
    AtomicFile.write(
        out,
        bytes -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
          try (ScoreLines lines = new ScoreLines(writer, labels, wanted)) {
            model.forward(() -> texts, wanted, lines::write);
          }
          writer.flush();
        });
  }

  private void write(Outputs block) {
    try {
      Map<Output, float[][]> rows = new TreeMap<>();
      wanted.forEach(output -> rows.put(output, block.get(output).toFloatMatrix()));
      for (int i = 0; i < block.size(); i++) {
        writeLine(block.instances().get(i).id(), rows, i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the scores: " + e.getMessage(), e);
    }
  }

  private void writeLine(String id, Map<Output, float[][]> rows, int row) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    float[] probabilities =
        Objects.requireNonNull(rows.get(Output.PROBABILITIES), "probabilities")[row];
    json.writeStringField("label", labels.name(largest(probabilities)));
    json.writeObjectFieldStart("probabilities");
    for (int k = 0; k < probabilities.length; k++) {
      json.writeNumberField(labels.name(k), probabilities[k]);
    }
    json.writeEndObject();
    writeArray("logits", rows.get(Output.LOGITS), row);
    writeArray("embedding", rows.get(Output.EMBEDDING), row);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeArray(String name, float @Nullable [][] rows, int row) throws IOException {
    if (rows != null) {
      json.writeArrayFieldStart(name);
      for (float value : rows[row]) {
        json.writeNumber(value);
      }
      json.writeEndArray();
    }
  }

  /** The first of the largest. */
  private static int largest(float[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      if (values[k] > values[best]) {
        best = k;
      }
    }
    return best;
  }

  /** Leaves the stream open. */
  @Override
  public void close() throws IOException {
    json.close();
  }
}
