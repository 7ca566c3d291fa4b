package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.engine.plan.Profile;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain Java in place of ND4J's operations gives a model's numbers. */
class KernelsOnOffTest {
  private static final int CLASSES = 3;

  /** Lengths of less than a vector, beyond a block of a product, and beyond a chunk of rows. */
  @ParameterizedTest
  @CsvSource({
    "bert, 2, 5",
    "bert, 3, 72",
    "bert, 1, 150",
    "gpt2, 2, 5",
    "gpt2, 3, 72",
    "gpt2, 2, 150"
  })
  void gradients_kernelsOnAndOff_areEqual(String family, int size, int length) {
    Map<String, float[]> with = gradients(family, size, length, true);
    Map<String, float[]> without = gradients(family, size, length, false);
    assertEquals(without.keySet(), with.keySet());
    without.forEach((name, want) -> Golden.assertCloseButKeyBias(name, want, with.get(name), 1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "gpt2"})
  void gradients_sameSeedTwice_areBitIdentical(String family) {
    Map<String, float[]> first = gradients(family, 5, 72, true);
    gradients(family, 5, 72, true)
        .forEach((name, again) -> assertArrayEquals(first.get(name), again));
  }

  /** Passes share what comes before the first dropout; one by one they cannot. */
  @ParameterizedTest
  @CsvSource({"bert, true", "bert, false", "gpt2, true", "gpt2, false"})
  void score_threePassesAtOnce_equalThreeRequests(String family, boolean kernels) {
    List<Sequence> sequences =
        examples(new SplittableRandom(5), 7, 30).stream().map(Example::sequence).toList();
    try (Engine engine = engine(family, kernels)) {
      Scorer scorer = new Scorer(engine, CLASSES);
      float[] together = scorer.score(sequences, new Scorer.Request(true, 3, 40)).members();
      int n = sequences.size() * CLASSES;
      for (int pass = 0; pass < 3; pass++) {
        float[] alone = scorer.score(sequences, new Scorer.Request(false, 1, 40 + pass)).members();
        assertArrayEquals(alone, Arrays.copyOfRange(together, pass * n, (pass + 1) * n));
      }
      assertFalse(
          Arrays.equals(
              Arrays.copyOfRange(together, 0, n), Arrays.copyOfRange(together, n, 2 * n)));
    }
  }

  /** Of the sums in a layer that of the projections is left: attention reads them head by head. */
  @Test
  void prepare_bert_noStepIsASumThatTheNextCouldMake() {
    List<Sequence> sequences =
        examples(new SplittableRandom(5), 3, 30).stream().map(Example::sequence).toList();
    Profile profile = new Profile();
    try (Engine engine = engine("bert", true)) {
      engine.lanes().get(0).prepare(Session.Kind.INFERENCE, engine.batch(sequences)).run(profile);
    }
    List<String> sums =
        profile.lines().stream()
            .filter(line -> line.name().equals("add"))
            .map(line -> line.shapes() + " x " + line.calls())
            .sorted()
            .toList();
    assertEquals(List.of("[4,36] [36] x 1", "[4,3] [3] x 1", "[88,108] [108] x 2"), sums);
  }

  private static List<Example> examples(SplittableRandom random, int size, int length) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int[] ids = random.ints(Math.max(1, length - 3 * i), 1, 50).toArray();
      examples.add(Example.of(new Sequence(ids, null), i % CLASSES, CLASSES));
    }
    return examples;
  }

  private static Engine engine(String family, boolean kernels) {
    String json =
        family.equals("bert")
            ? """
              {"model_type": "bert", "vocab_size": 50, "max_position_embeddings": 160,
              "num_hidden_layers": 2, "hidden_size": 36, "num_attention_heads": 3,
              "intermediate_size": 40}"""
            : """
              {"model_type": "gpt2", "vocab_size": 50, "n_positions": 160, "n_layer": 2,
              "n_embd": 36, "n_head": 3, "n_inner": 40}""";
    ModelConfig config = new ModelConfig(family, 50, 160, 2, 36, 0, List.of(), json);
    Graphs graphs = Architectures.of(config).graphs(Head.SEQUENCE_CLASSIFICATION);
    return new Engine(RandomWeights.of(graphs.network(CLASSES), 7), graphs, 2, kernels);
  }

  private static Map<String, float[]> gradients(
      String family, int size, int length, boolean kernels) {
    try (Engine engine = engine(family, kernels)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, true));
      trainer.gradients(examples(new SplittableRandom(7), size, length), 11);
      return new HashMap<>(trainer.gradientTensors());
    }
  }
}
