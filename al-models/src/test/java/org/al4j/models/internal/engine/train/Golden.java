package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.models.Fixtures;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.HeadedNetwork;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.run.Layout;
import org.al4j.models.internal.engine.run.Network;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tensor.SafeTensors;

/** A reference model of the fixtures with its inputs and expected numbers. */
record Golden(String path, Architecture architecture, Purpose purpose, JsonNode expected) {
  static final int CLASSES = 3;
  static final int LENGTH = 12;

  static Golden of(String path) throws IOException {
    Architecture architecture = Architectures.read(Fixtures.path("models/" + path));
    Head head = head(path, architecture);
    return new Golden(
        path,
        architecture,
        new Purpose(head, head == Head.TOKEN_CLASSIFICATION ? 5 : CLASSES),
        Fixtures.json("models/" + path + "/expected.json"));
  }

  private static Head head(String path, Architecture architecture) {
    return switch (path.substring(path.indexOf('/') + 1)) {
      case "base" -> architecture.heads().contains(Head.POOLER) ? Head.POOLER : Head.ENCODER;
      case "seqcls" -> Head.SEQUENCE_CLASSIFICATION;
      case "tokcls" -> Head.TOKEN_CLASSIFICATION;
      case "mlm" -> Head.MASKED_LM;
      case "lm" -> Head.CAUSAL_LM;
      case "rtd" -> Head.REPLACED_TOKEN_DETECTION;
      default -> throw new IllegalArgumentException(path);
    };
  }

  ModelConfig config() {
    return architecture.config();
  }

  Network network() {
    return new HeadedNetwork(architecture, purpose);
  }

  /** Numbers of a row of the logits. */
  int outputs() {
    return network().objective().outputs();
  }

  /** The name of the bias of the layer that gives the logits. */
  String outputBias() {
    return network().outputLayer().get(1);
  }

  /** The same model with another field in its configuration. */
  Golden with(String field, Object value) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ModelConfig c = config();
    String json =
        mapper.writeValueAsString(
            ((ObjectNode) mapper.readTree(c.json())).set(field, mapper.valueToTree(value)));
    ModelConfig changed =
        new ModelConfig(
            c.modelType(),
            c.vocabulary(),
            c.positions(),
            c.layers(),
            c.hidden(),
            c.padId(),
            c.labels(),
            json);
    return new Golden(path, Architectures.of(changed), purpose, expected);
  }

  /** The same body for one number. */
  Golden ofOneClass() {
    return new Golden(
        path,
        architecture,
        new Purpose(Head.SEQUENCE_CLASSIFICATION, 1, ProblemType.REGRESSION),
        expected);
  }

  /** The same model with a decoder of its own. */
  Golden untied() throws IOException {
    return with("tie_word_embeddings", false);
  }

  SafeTensors file(String name) {
    return SafeTensors.open(Fixtures.path("models/" + path).resolve(name + ".safetensors"));
  }

  String stored(String name) {
    return architecture.spelling().stored(name, purpose.head());
  }

  Engine engine(int lanes, boolean kernels) {
    return engine(graphs(), lanes, kernels);
  }

  Engine engine(Graphs graphs, int lanes, boolean kernels) {
    try (SafeTensors file = file("model")) {
      return new Engine(weights(file), graphs, lanes, kernels);
    }
  }

  Graphs graphs() {
    return architecture.graphs(purpose.head(), purpose.problem());
  }

  Weights weights(SafeTensors file) {
    return new Weights(network(), name -> file.tensor(stored(name)));
  }

  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < expected.at("/inputs/input_ids").size(); i++) {
      int tokens = 0;
      for (JsonNode one : expected.at("/inputs/attention_mask/" + i)) {
        tokens += one.asInt();
      }
      Sequence sequence =
          new Sequence(
              row("/inputs/input_ids/", i, tokens), row("/inputs/token_type_ids/", i, tokens));
      examples.add(example(sequence, i));
    }
    return examples;
  }

  private Example example(Sequence sequence, int i) {
    int tokens = sequence.length();
    return switch (purpose.head()) {
      case CAUSAL_LM -> Example.ofNextTokens(sequence, row("/labels/", i, tokens));
      case TOKEN_CLASSIFICATION, MASKED_LM, REPLACED_TOKEN_DETECTION ->
          Example.ofTokens(sequence, row("/labels/", i, tokens));
      default -> Example.of(sequence, expected.at("/labels/" + i).asInt(0), CLASSES);
    };
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

  List<Sequence> sequences() {
    return examples().stream().map(Example::sequence).toList();
  }

  /** Logits of the sequences, or of their tokens behind each other. */
  float[] logits(Engine engine) {
    Batch batch = engine.batch(sequences());
    Plan plan = engine.lanes().get(0).prepare(Session.Kind.INFERENCE, batch);
    plan.run();
    float[] all = floats(plan.buffer(Ports.LOGITS));
    return purpose.head().perToken()
        ? rows(all, batch, outputs())
        : Arrays.copyOf(all, batch.size() * outputs());
  }

  /** The rows of {@code width} of all tokens behind each other, without padding. */
  static float[] rows(float[] states, Batch batch, int width) {
    float[] tokens = new float[Arrays.stream(batch.counts()).sum() * width];
    int[] next = new int[1];
    batch.forTokens(
        (row, position) -> System.arraycopy(states, row * width, tokens, next[0]++ * width, width));
    return tokens;
  }

  /** The rows of the tokens that a sequence classifier reads: the first ones, or GPT-2's last. */
  float[] readRows(float[] states, Batch batch, int width) {
    Tokens which = path.startsWith("gpt2") ? Tokens.LAST : Tokens.FIRST;
    float[] rows = new float[batch.size() * width];
    for (int i = 0; i < batch.size(); i++) {
      int row = batch.starts()[i] + which.place(batch.counts()[i]);
      System.arraycopy(states, row * width, rows, i * width, width);
    }
    return rows;
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

  /**
   * The place of the key bias among the numbers of a tensor: nothing, all, or GPT-2's second third.
   */
  static int[] keyBias(String name, int length) {
    if (name.endsWith("c_attn.bias")) {
      return new int[] {length / 3, 2 * length / 3};
    }
    return new int[] {0, isKeyBias(name) ? length : 0};
  }

  /** As {@link #assertClose}, and key biases within a bound of their own. */
  static void assertCloseButKeyBias(String name, float[] want, float[] got, double bound) {
    int[] bias = keyBias(name, want.length);
    float[] wanted = want.clone();
    float[] found = got.clone();
    for (int i = bias[0]; i < bias[1]; i++) {
      assertEquals(want[i], got[i], bound, name);
      wanted[i] = 0;
      found[i] = 0;
    }
    if (bias[1] - bias[0] < want.length) {
      assertClose(name, wanted, found);
    }
  }
}
