package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Embedder;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to GPT-2, beyond what {@link ParityTest} compares. */
class Gpt2Test {
  private static final int WORDS = 120;

  private static Trainer trainer(Engine engine, Layers layers) {
    return new Trainer(
        engine, new Trainer.Options(Optimizer.adamW(), layers, false, 1, false, Integer.MAX_VALUE));
  }

  /** Other scales and activations on the same weights. */
  @ParameterizedTest
  @CsvSource({
    "scale_attn_by_inverse_layer_idx, true",
    "scale_attn_by_inverse_layer_idx, false",
    "no_scale_attn_weights, true",
    "no_scale_attn_weights, false",
    "reorder_and_upcast_attn_with_inverse_layer_idx, true",
    "activation_gelu_new, true",
    "activation_gelu_new, false",
    "activation_gelu_erf, true",
    "activation_relu, true",
    "activation_relu, false"
  })
  void gradients_variant_equalPyTorch(String variant, boolean kernels) throws IOException {
    Golden golden = Golden.of("gpt2/lm");
    JsonNode expected = golden.expected().at("/variants/" + variant);
    for (Map.Entry<String, JsonNode> change : expected.get("config_changes").properties()) {
      golden = golden.with(change.getKey(), change.getValue());
    }
    try (Engine engine = golden.engine(1, kernels)) {
      Trainer trainer = trainer(engine, Layers.all());
      double loss = expected.get("loss").asDouble();
      assertEquals(loss, trainer.gradients(golden.examples(), 0), 1e-5);
      for (Map.Entry<String, float[]> one : trainer.gradientTensors().entrySet()) {
        double norm = expected.at("/grad_l2_norm/" + golden.stored(one.getKey())).asDouble();
        assertTrue(norm > 0, one.getKey());
        assertEquals(norm, Math.sqrt(Vectors.squares(one.getValue())), 1e-4 * norm);
      }
      float[] logits = golden.logits(engine);
      int length = golden.sequences().get(0).length();
      int second = golden.sequences().get(1).length();
      float[] want = golden.numbers("/variants/" + variant + "/logits_of_example_1");
      Golden.assertClose(
          "logits",
          Arrays.copyOf(want, second * WORDS),
          Arrays.copyOfRange(logits, length * WORDS, (length + second) * WORDS));
    }
  }

  @Test
  void logits_eachToken_giveTheLogLikelihoodOfTheNextOne() throws IOException {
    Golden golden = Golden.of("gpt2/lm");
    JsonNode expected = golden.expected().get("log_likelihood");
    try (Engine engine = golden.engine(2, true)) {
      float[] probabilities = Rows.softmax(golden.logits(engine), WORDS, 1);
      int at = 0;
      for (int i = 0; i < 4; i++) {
        int[] ids = golden.sequences().get(i).ids();
        double sum = 0;
        for (int t = 0; t + 1 < ids.length; t++) {
          double log = Math.log(probabilities[(at + t) * WORDS + ids[t + 1]]);
          assertEquals(
              expected.at("/token_log_probabilities/" + i + "/" + t).asDouble(), log, 2e-5);
          sum += log;
        }
        assertEquals(expected.at("/sum/" + i).asDouble(), sum, 1e-4);
        assertEquals(ids.length - 1, expected.at("/tokens/" + i).asInt());
        double loss =
            trainer(engine, Layers.all()).gradients(golden.examples().subList(i, i + 1), 0);
        assertEquals(-expected.at("/mean/" + i).asDouble(), loss, 1e-5);
        at += ids.length;
      }
    }
  }

  @Test
  void ofNextTokens_labels_areLearntOneTokenEarlier() {
    Sequence sequence = new Sequence(new int[] {4, 5, 6, 7}, null);
    Example example = Example.ofNextTokens(sequence, new int[] {4, 5, Example.IGNORED, 7});
    assertArrayEquals(new int[] {5, Example.IGNORED, 7, Example.IGNORED}, example.labels());
    assertEquals(2, example.mass());
    Sequence one = new Sequence(new int[] {4}, null);
    assertEquals(0, Example.ofNextTokens(one, new int[] {4}).mass());
    assertThrows(IllegalArgumentException.class, () -> Example.ofNextTokens(one, new int[] {4, 5}));
  }

  /** What comes later changes nothing before it; what comes before changes what follows. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void logits_laterToken_seenByNoneBefore(boolean kernels) throws IOException {
    Golden golden = Golden.of("gpt2/tokcls");
    int[] ids = {5, 6, 7, 8, 9, 10};
    int[] other = ids.clone();
    other[3] = 50;
    try (Engine engine = golden.engine(1, kernels)) {
      float[] first = logits(engine, ids);
      float[] second = logits(engine, other);
      int classes = golden.outputs();
      for (int token = 0; token < ids.length; token++) {
        for (int k = token * classes; k < (token + 1) * classes; k++) {
          assertEquals(token < 3, first[k] == second[k], "token " + token);
        }
      }
    }
  }

  private static float[] logits(Engine engine, int[] ids) {
    Batch batch = engine.batch(List.of(new Sequence(ids, null)));
    Plan plan = engine.lanes().get(0).prepare(Session.Kind.INFERENCE, batch);
    plan.run();
    return Arrays.copyOf(Golden.floats(plan.buffer(Ports.LOGITS)), ids.length * 5);
  }

  @Test
  void embed_lastTokenAndMean_areThoseOfTheReferenceStates() throws IOException {
    Golden golden = Golden.of("gpt2/base");
    int hidden = golden.config().hidden();
    float[] states = golden.numbers("/last_hidden_state");
    float[] mean = new float[golden.sequences().size() * hidden];
    golden
        .padded()
        .forTokens(
            (row, position) -> {
              int sequence = row / Golden.LENGTH;
              for (int k = 0; k < hidden; k++) {
                mean[sequence * hidden + k] +=
                    states[row * hidden + k] / golden.padded().counts()[sequence];
              }
            });
    try (Engine engine = golden.engine(2, true)) {
      Embedder embedder = new Embedder(engine);
      float[] last = golden.readRows(states, golden.padded(), hidden);
      Golden.assertClose("last", last, embedder.token(Tokens.LAST, golden.sequences()));
      Golden.assertClose("mean", mean, embedder.mean(golden.sequences()));
    }
  }

  /** What the last layer multiplies, which BADGE and others read. */
  @Test
  void score_features_areTheLastTokensStates() throws IOException {
    Golden golden = Golden.of("gpt2/seqcls");
    try (Engine engine = golden.engine(2, true)) {
      Scorer.Scores scores =
          new Scorer(engine, Golden.CLASSES)
              .score(golden.sequences(), new Scorer.Request(true, 0, 0));
      float[] states = golden.numbers("/hidden_states/2");
      int hidden = golden.config().hidden();
      Golden.assertClose(
          "features", golden.readRows(states, golden.padded(), hidden), scores.features());
      Golden.assertClose("logits", golden.numbers("/logits"), scores.logits());
    }
  }

  @Test
  void gradientNorms_eachExample_equalPyTorch() throws IOException {
    Golden golden = Golden.of("gpt2/seqcls");
    float[] want = golden.numbers("/per_example_grad_norm_true_label");
    try (Engine engine = golden.engine(2, true)) {
      double[] squares = new GradientNorms(engine).squares(golden.examples());
      for (int i = 0; i < want.length; i++) {
        assertEquals(want[i], Math.sqrt(squares[i]), 1e-4 * want[i]);
      }
    }
  }

  /** Where padding is the end of the text, a text may well have it. */
  @Test
  void gradients_idOfPaddingInTheText_isLearnt() throws IOException {
    Golden golden = Golden.of("gpt2/seqcls");
    int pad = golden.config().padId();
    Example example = Example.of(new Sequence(new int[] {5, pad, 7}, null), 1, Golden.CLASSES);
    try (Engine engine = golden.engine(1, true)) {
      Trainer trainer = trainer(engine, Layers.all());
      trainer.gradients(List.of(example), 0);
      float[] words = trainer.gradientTensors().get("wte.weight");
      int hidden = golden.config().hidden();
      float[] row = Arrays.copyOfRange(words, pad * hidden, (pad + 1) * hidden);
      assertTrue(Vectors.squares(row) > 1e-8);
      double all = 0;
      for (float[] gradient : trainer.gradientTensors().values()) {
        all += Vectors.squares(gradient);
      }
      assertEquals(all, new GradientNorms(engine).squares(List.of(example))[0], 1e-4 * all);
    }
  }

  /** The gradient of tied weights is that of the decoder plus that of the lookup. */
  @Test
  void gradients_untiedDecoder_addUpToThoseOfTheTiedOne() throws IOException {
    Golden tied = Golden.of("gpt2/lm");
    Golden untied = tied.untied();
    String decoder = "lm_head.weight";
    try (SafeTensors file = tied.file("model");
        SafeTensors reference = tied.file("grads")) {
      Function<String, Tensor> tensors =
          name -> file.tensor(tied.stored(name.equals(decoder) ? "wte.weight" : name));
      try (Engine engine =
          new Engine(new Weights(untied.network(), tensors), untied.graphs(), 1, true)) {
        Trainer trainer = trainer(engine, Layers.all());
        double loss = tied.expected().get("loss").asDouble();
        assertEquals(loss, trainer.gradients(tied.examples(), 0), 1e-5);
        Map<String, float[]> gradients = trainer.gradientTensors();
        float[] sum = gradients.get(decoder).clone();
        Vectors.add(sum, gradients.get("wte.weight"));
        Golden.assertClose("sum", reference.floats("transformer.wte.weight"), sum);
        assertTrue(engine.tensors().containsKey(decoder));
      }
    }
  }

  /**
   * The embeddings are below the first layer, the last normalisation trains with the last layer.
   */
  @ParameterizedTest
  @CsvSource({"1, h.0 h.1 ln_f score", "2, h.1 ln_f score", "3, score"})
  void gradients_frozenLayers_haveNone(int frozen, String trained) throws IOException {
    Golden golden = Golden.of("gpt2/seqcls");
    Set<String> begin = new HashSet<>(List.of(trained.split(" ")));
    try (Engine engine = golden.engine(1, true)) {
      Trainer all = trainer(engine, Layers.all());
      all.gradients(golden.examples(), 0);
      Trainer some = trainer(engine, new Layers(1, frozen, false));
      some.gradients(golden.examples(), 0);
      double squares = 0;
      for (Map.Entry<String, float[]> one : all.gradientTensors().entrySet()) {
        boolean trains = begin.stream().anyMatch(name -> one.getKey().startsWith(name + "."));
        float[] want = trains ? one.getValue() : new float[one.getValue().length];
        assertArrayEquals(want, some.gradientTensors().get(one.getKey()), one.getKey());
        squares += Vectors.squares(want);
      }
      assertEquals(Math.sqrt(squares), some.norm(), 1e-5 * some.norm());
    }
  }

  /** The output layer has no bias, so that the normalisation before it shifts the outputs. */
  @Test
  void mapOutputs_withoutABias_mapsTheOutput() throws IOException {
    Golden golden = Golden.of("gpt2/seqcls");
    try (SafeTensors file = golden.file("model")) {
      Golden one = golden.ofOneClass();
      Function<String, Tensor> tensors =
          name -> {
            Tensor tensor = file.tensor(golden.stored(name));
            return name.equals("score.weight")
                ? new Tensor(new long[] {1, 32}, Arrays.copyOf(tensor.values(), 32))
                : tensor;
          };
      try (Engine engine = new Engine(new Weights(one.network(), tensors), one.graphs(), 1, true)) {
        List<float[]> outputs = new ArrayList<>();
        outputs.add(one.logits(engine));
        engine.mapOutputs(1000, 5000);
        outputs.add(one.logits(engine));
        engine.mapOutputs(1e-3, -5);
        outputs.add(one.logits(engine));
        for (int i = 0; i < 4; i++) {
          assertEquals(5000 + 1000 * outputs.get(0)[i], outputs.get(1)[i], 5e-3);
          assertEquals(outputs.get(0)[i], outputs.get(2)[i], 1e-5);
        }
      }
    }
  }
}
