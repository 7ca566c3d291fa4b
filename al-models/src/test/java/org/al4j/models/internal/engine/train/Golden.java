package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Head;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.architecture.Design;
import org.al4j.models.internal.architecture.GraphBuilder;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.run.Layout;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.tensor.SafeTensors;

/** A reference model of the fixtures with its inputs and expected numbers. */
public record Golden(String path, Design design, JsonNode expected) {
  public static final int CLASSES = 3;
  static final int LENGTH = 12;

  public static Golden of(String path) throws IOException {
    ModelConfig config = ModelConfig.read(Fixtures.path("models/" + path));
    Head head = head(path, config);
    return new Golden(
        path,
        new Design(config, head, head == Head.TOKEN_CLASSIFICATION ? 5 : CLASSES),
        Fixtures.json("models/" + path + "/expected.json"));
  }

  private static Head head(String path, ModelConfig config) {
    return switch (path.substring(path.indexOf('/') + 1)) {
      case "base" -> Head.POOLER.fits(config.family()) ? Head.POOLER : Head.ENCODER;
      case "seqcls" -> Head.SEQUENCE_CLASSIFICATION;
      case "tokcls" -> Head.TOKEN_CLASSIFICATION;
      case "mlm" -> Head.MASKED_LM;
      case "rtd" -> Head.REPLACED_TOKEN_DETECTION;
      default -> throw new IllegalArgumentException(path);
    };
  }

  public ModelConfig config() {
    return design.config();
  }

  /** The same model with another activation and layer-norm epsilon. */
  public Golden with(String activation, double epsilon) {
    return with(activation, epsilon, config().tied());
  }

  /** The same model with a decoder of its own. */
  public Golden untied() {
    return with(config().activation(), config().layerNormEpsilon(), false);
  }

  private Golden with(String activation, double epsilon, boolean tied) {
    ModelConfig c = config();
    ModelConfig changed =
        new ModelConfig(
            c.family(),
            c.vocabulary(),
            c.positions(),
            c.firstPosition(),
            c.typeVocabulary(),
            c.layers(),
            c.embedding(),
            c.hidden(),
            c.heads(),
            c.intermediate(),
            activation,
            epsilon,
            c.hiddenDropout(),
            c.attentionDropout(),
            c.classifierDropout(),
            c.padId(),
            tied,
            c.labels(),
            c.json());
    return new Golden(path, new Design(changed, design.head(), design.classes()), expected);
  }

  public SafeTensors file(String name) {
    return SafeTensors.open(Fixtures.path("models/" + path).resolve(name + ".safetensors"));
  }

  public String stored(String name) {
    return design.headNames().stored(name);
  }

  public Engine engine(int lanes, boolean kernels) {
    return engine(graphs(), lanes, kernels);
  }

  public Engine engine(Graphs graphs, int lanes, boolean kernels) {
    try (SafeTensors file = file("model")) {
      return new Engine(weights(file), graphs, lanes, kernels);
    }
  }

  public Graphs graphs() {
    return new Graphs(config(), design.head());
  }

  Weights weights(SafeTensors file) {
    return new Weights(design, name -> file.tensor(stored(name)));
  }

  public List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < expected.at("/inputs/input_ids").size(); i++) {
      int tokens = 0;
      for (JsonNode one : expected.at("/inputs/attention_mask/" + i)) {
        tokens += one.asInt();
      }
      Sequence sequence =
          new Sequence(
              row("/inputs/input_ids/", i, tokens), row("/inputs/token_type_ids/", i, tokens));
      examples.add(
          design.head().perToken()
              ? Example.ofTokens(sequence, row("/labels/", i, tokens))
              : Example.of(sequence, expected.at("/labels/" + i).asInt(0), CLASSES));
    }
    return examples;
  }

  private int[] row(String pointer, int row, int tokens) {
    int[] numbers = new int[tokens];
    for (int j = 0; j < tokens; j++) {
      numbers[j] = expected.at(pointer + row + "/" + j).asInt(0);
    }
    return numbers;
  }

  /** The batch as the references have it. */
  Batch padded() {
    List<Sequence> sequences = sequences();
    int size = sequences.size();
    return Batch.of(sequences, new Layout(false, size, size * LENGTH, LENGTH));
  }

  public List<Sequence> sequences() {
    return examples().stream().map(Example::sequence).toList();
  }

  /** Logits of the sequences, or of their tokens behind each other. */
  float[] logits(Engine engine) {
    Batch batch = engine.batch(sequences());
    Plan plan = engine.lanes().get(0).prepare(Session.Kind.INFERENCE, batch);
    plan.run();
    float[] all = floats(plan.buffer(GraphBuilder.LOGITS));
    return design.head().perToken()
        ? rows(all, batch, design.outputs())
        : Arrays.copyOf(all, batch.size() * design.outputs());
  }

  /** The rows of {@code width} of all tokens behind each other, without padding. */
  static float[] rows(float[] states, Batch batch, int width) {
    float[] tokens = new float[Arrays.stream(batch.counts()).sum() * width];
    int[] next = new int[1];
    batch.forTokens(
        (row, position) -> System.arraycopy(states, row * width, tokens, next[0]++ * width, width));
    return tokens;
  }

  /** The rows of the first tokens. */
  static float[] firstRows(float[] states, Batch batch, int width) {
    float[] first = new float[batch.size() * width];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(states, batch.starts()[i] * width, first, i * width, width);
    }
    return first;
  }

  public float[] numbers(String pointer) {
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
  public static void assertClose(String what, float[] want, float[] got) {
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
  public static boolean isKeyBias(String name) {
    return name.endsWith("key.bias") || name.endsWith("k_lin.bias");
  }
}
