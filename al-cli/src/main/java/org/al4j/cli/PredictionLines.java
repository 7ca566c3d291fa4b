package org.al4j.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.models.tagger.Sentences;

/**
 * Writes a line of JSON per text from what a model of label sets or numbers predicts: {@code id},
 * then {@code labels}, the predicted ones, with {@code probabilities} by label, each on its own; or
 * {@code value} with its standard {@code deviation} where the model gives one; or {@code spans} of
 * tagged words, see {@link SpanLine}; then {@code embedding} if it is wanted, which costs a second
 * pass.
 */
final class PredictionLines {
  /** So many texts are predicted at a time. */
  private static final int BLOCK = 64;

  private final LabelSpace labels;
  private final JsonGenerator json;

  private PredictionLines(LabelSpace labels, JsonGenerator json) {
    this.labels = labels;
    this.json = json;
  }

  /**
   * Scores the texts; the file appears when it is complete.
   *
   * @param out replaced if it exists
   */
  static void write(ActiveModel<?> model, Iterator<Instance> texts, Path out, boolean embedding)
      throws IOException {
    AtomicFile.write(
        out,
        bytes -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
          try (JsonGenerator json =
              new JsonFactory()
                  .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                  .createGenerator(writer)
                  .setRootValueSeparator(null)) {
            PredictionLines lines = new PredictionLines(model.labels(), json);
            while (texts.hasNext()) {
              lines.write(model, block(texts), embedding);
            }
          }
          writer.flush();
        });
  }

  private static List<Instance> block(Iterator<Instance> texts) {
    List<Instance> block = new ArrayList<>();
    while (block.size() < BLOCK && texts.hasNext()) {
      block.add(texts.next());
    }
    return block;
  }

  private <A extends Annotation> void write(
      ActiveModel<A> model, List<Instance> block, boolean embedding) {
    List<float[]> embeddings = new ArrayList<>();
    if (embedding) {
      model.forward(
          block,
          Set.of(Output.EMBEDDING),
          outputs ->
              embeddings.addAll(Arrays.asList(outputs.get(Output.EMBEDDING).toFloatMatrix())));
    }
    Iterator<float[]> vectors = embeddings.iterator();
    boolean tags = model.kind() == TagSequence.class;
    List<Instance> read = tags ? block.stream().map(Sentences::withWords).toList() : block;
    model.predict(read, prediction -> write(prediction, vectors));
  }

  private void write(Prediction<?> prediction, Iterator<float[]> vectors) {
    try {
      json.writeStartObject();
      json.writeStringField("id", prediction.instance().id());
      if (prediction.annotation() instanceof LabelSet set) {
        writeSet(set, prediction.probabilities());
      } else if (prediction.annotation() instanceof RealValue number) {
        json.writeNumberField("value", number.value());
      }
      if (prediction.annotation() instanceof TagSequence tags) {
        new SpanLine(json, labels).write(prediction.instance(), tags, prediction.confidence());
      }
      if (prediction.confidence() instanceof Confidence.Spread spread) {
        json.writeNumberField("deviation", spread.deviation());
      }
      if (vectors.hasNext()) {
        json.writeArrayFieldStart("embedding");
        for (float value : vectors.next()) {
          json.writeNumber(value);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the scores: " + e.getMessage(), e);
    }
  }

  private void writeSet(LabelSet set, double[] probabilities) throws IOException {
    json.writeArrayFieldStart("labels");
    for (String name : labels.names()) {
      if (set.names().contains(name)) {
        json.writeString(name);
      }
    }
    json.writeEndArray();
    if (probabilities.length == labels.size()) {
      json.writeObjectFieldStart("probabilities");
      for (int k = 0; k < probabilities.length; k++) {
        json.writeNumberField(labels.name(k), (float) probabilities[k]);
      }
      json.writeEndObject();
    }
  }
}
