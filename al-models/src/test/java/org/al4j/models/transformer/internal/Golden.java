package org.al4j.models.transformer.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.checkpoint.SafeTensors;
import org.al4j.models.checkpoint.Tensor;

/** A reference model of the fixtures with its inputs and expected numbers. */
record Golden(String path, ModelConfig config, JsonNode expected) {
  static final int CLASSES = 3;
  static final int LENGTH = 12;

  static Golden of(String path) throws IOException {
    return new Golden(
        path,
        ModelConfig.read(Fixtures.path("models/" + path)),
        Fixtures.json("models/" + path + "/expected.json"));
  }

  /** The same model with another activation and layer-norm epsilon. */
  Golden with(String activation, double epsilon) {
    ModelConfig c = config;
    return new Golden(
        path,
        new ModelConfig(
            c.family(),
            c.vocabulary(),
            c.positions(),
            c.typeVocabulary(),
            c.layers(),
            c.hidden(),
            c.heads(),
            c.intermediate(),
            activation,
            epsilon,
            c.hiddenDropout(),
            c.attentionDropout(),
            c.classifierDropout(),
            c.padId(),
            c.labels(),
            c.json()),
        expected);
  }

  SafeTensors file(String name) {
    return SafeTensors.open(Fixtures.path("models/" + path).resolve(name + ".safetensors"));
  }

  String stored(String name) {
    return path.endsWith("/base") ? name : new TensorNames(config.family()).stored(name);
  }

  /** The model; heads that the file does not have are zero. */
  Engine engine(int lanes, boolean kernels) {
    return engine(new Graphs(config), lanes, kernels);
  }

  Engine engine(Graphs graphs, int lanes, boolean kernels) {
    try (SafeTensors file = file("model")) {
      Weights weights = new Weights(config, CLASSES, name -> tensor(file, name));
      return new Engine(weights, graphs, lanes, kernels);
    }
  }

  private Tensor tensor(SafeTensors file, String name) {
    if (file.names().contains(stored(name))) {
      return file.tensor(stored(name));
    }
    int rows = name.startsWith("classifier") ? CLASSES : config.hidden();
    return name.endsWith("bias")
        ? new Tensor(new long[] {rows}, new float[rows])
        : new Tensor(new long[] {rows, config.hidden()}, new float[rows * config.hidden()]);
  }

  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < expected.at("/inputs/input_ids").size(); i++) {
      int tokens = 0;
      for (JsonNode one : expected.at("/inputs/attention_mask/" + i)) {
        tokens += one.asInt();
      }
      int[] ids = new int[tokens];
      int[] types = new int[tokens];
      for (int j = 0; j < tokens; j++) {
        ids[j] = expected.at("/inputs/input_ids/" + i + "/" + j).asInt();
        types[j] = expected.at("/inputs/token_type_ids/" + i + "/" + j).asInt(0);
      }
      examples.add(
          Example.of(new Sequence(ids, types), expected.at("/labels/" + i).asInt(0), CLASSES));
    }
    return examples;
  }

  Batch batch() {
    return Batch.of(examples().stream().map(Example::sequence).toList(), LENGTH, config.padId());
  }

  float[] numbers(String pointer) {
    List<Float> found = new ArrayList<>();
    collect(expected.at(pointer), found);
    float[] numbers = new float[found.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = found.get(i);
    }
    return numbers;
  }

  private static void collect(JsonNode node, List<Float> into) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, into));
    } else {
      into.add((float) node.asDouble());
    }
  }

  static float[] floats(FloatBuffer buffer) {
    return Vectors.copy(buffer);
  }

  /** {@code max |a - b| / max |b| <= 1e-4}. */
  static void assertClose(String what, float[] want, float[] got) {
    assertEquals(want.length, got.length, what);
    double error = 0;
    double scale = 0;
    for (int i = 0; i < want.length; i++) {
      error = Math.max(error, Math.abs(want[i] - got[i]));
      scale = Math.max(scale, Math.abs(want[i]));
    }
    assertTrue(want.length > 0 && scale > 0, what + " compares nothing");
    assertTrue(error / scale <= 1e-4, what + ": error " + error / scale);
  }

  /** The largest absolute difference is at most {@code tolerance}. */
  static void assertWithin(String what, float[] want, float[] got, double tolerance) {
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], tolerance, what);
    }
  }

  /**
   * Attention key biases have the true gradient zero: softmax does not see what is added to all
   * keys.
   */
  static boolean isKeyBias(String name) {
    return name.endsWith("key.bias") || name.endsWith("k_lin.bias");
  }
}
