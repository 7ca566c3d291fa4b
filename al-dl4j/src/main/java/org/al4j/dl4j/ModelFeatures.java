package org.al4j.dl4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;

/** The EMBEDDING of a model. */
record ModelFeatures(String name, AcquisitionModel model, int width) implements TextFeatures {
  static final String FORMAT = "model";
  private static final String FILE = "model-features.json";
  private static final String FOLDER = "model";

  static ModelFeatures of(String name, AcquisitionModel model) {
    if (!model.offers().contains(Output.EMBEDDING)) {
      throw new IllegalArgumentException(
          "the model must offer EMBEDDING, found " + model.offers() + "; take another one");
    }
    List<FloatTable> one = embed(model, List.of(Instance.ofText("width", "width")));
    return new ModelFeatures(name, model, one.get(0).values().length);
  }

  static ModelFeatures load(Path folder) throws IOException {
    String name = Dl4jFiles.json(folder.resolve(FILE)).path("name").asText();
    return of(name, Models.load(folder.resolve(FOLDER)));
  }

  private static List<FloatTable> embed(AcquisitionModel model, List<Instance> xs) {
    List<FloatTable> rows = new ArrayList<>();
    model.forward(
        xs,
        Set.of(Output.EMBEDDING),
        block -> {
          float[] values = block.floats(Output.EMBEDDING);
          int width = values.length / block.size();
          for (int i = 0; i < block.size(); i++) {
            rows.add(FloatTable.vector(Arrays.copyOfRange(values, i * width, (i + 1) * width)));
          }
        });
    return rows;
  }

  @Override
  public long[] shape() {
    return new long[] {width};
  }

  @Override
  public List<FloatTable> read(List<Instance> xs) {
    return embed(model, xs);
  }

  @Override
  public String describe() {
    return "embeddings of " + name;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("ModelFeatures").with("model", name).with("width", width).toMap();
  }

  @Override
  public Optional<String> format() {
    return model instanceof SuccessorModel<?> ? Optional.of(FORMAT) : Optional.empty();
  }

  @Override
  public void save(Path folder) throws IOException {
    ObjectNode root = Dl4jFiles.object();
    Dl4jFiles.write(folder.resolve(FILE), root.put("name", name));
    ((SuccessorModel<?>) model).save(folder.resolve(FOLDER));
  }

  @Override
  public void close() {
    model.close();
  }
}
