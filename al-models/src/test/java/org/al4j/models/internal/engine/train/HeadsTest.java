package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.HeadedNetwork;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.run.Embedder;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Network;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.WeightCopy;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What families and heads are made of, beyond what {@link ParityTest} compares. */
class HeadsTest {
  private static final String WORDS = "embeddings.word_embeddings.weight";
  private static final String DECODER = "cls.predictions.decoder.weight";

  @ParameterizedTest
  @MethodSource("org.al4j.models.internal.engine.train.ParityTest#all")
  void storedTensors_everyModel_areThoseOfItsFile(String path) throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(1, true);
        SafeTensors file = golden.file("model")) {
      SortedMap<String, Tensor> stored = new TreeMap<>();
      engine.tensors().forEach((name, tensor) -> stored.put(golden.stored(name), tensor));
      assertEquals(List.copyOf(file.names()), List.copyOf(stored.keySet()));
      stored.forEach((name, tensor) -> assertEquals(file.tensor(name), tensor, name));
    }
    assertEquals(
        Fixtures.json("models/" + path + "/config.json").at("/architectures/0").asText(),
        golden.architecture().className(golden.purpose().head()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert/base", "distilbert/base", "electra/base", "roberta/base"})
  void embed_referenceBatch_equalsPooledStates(String path) throws IOException {
    Golden golden = Golden.of(path);
    List<Sequence> sequences = golden.examples().stream().map(Example::sequence).toList();
    try (Engine engine = golden.engine(2, true)) {
      Embedder embedder = new Embedder(engine);
      Golden.assertClose(
          "first", golden.numbers("/cls_pooled"), embedder.token(Tokens.FIRST, sequences));
      Golden.assertClose("mean", golden.numbers("/mean_pooled"), embedder.mean(sequences));
      if (golden.expected().has("pooler_output")) {
        Golden.assertClose("pooler", golden.numbers("/pooler_output"), embedder.pooled(sequences));
      }
    }
  }

  /** The gradient of tied weights is that of the decoder plus that of the lookup. */
  @Test
  void gradients_untiedDecoder_addUpToThoseOfTheTiedOne() throws IOException {
    Golden tied = Golden.of("bert/mlm");
    Golden untied = tied.untied();
    try (SafeTensors file = tied.file("model");
        SafeTensors reference = tied.file("grads")) {
      Function<String, Tensor> tensors =
          name -> file.tensor(tied.stored(name.equals(DECODER) ? WORDS : name));
      try (Engine engine =
          new Engine(new Weights(untied.network(), tensors), untied.graphs(), 1, true)) {
        Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, false));
        double loss = tied.expected().get("loss").asDouble();
        assertEquals(loss, trainer.gradients(tied.examples(), 0), 1e-5);
        Map<String, float[]> gradients = trainer.gradientTensors();
        float[] sum = gradients.get(DECODER).clone();
        Vectors.add(sum, gradients.get(WORDS));
        Golden.assertClose("sum", reference.floats("bert.embeddings.word_embeddings.weight"), sum);
        assertTrue(engine.tensors().containsKey(DECODER));
      }
    }
  }

  @Test
  void gradients_tiedDecoderInMicroBatches_sameForEveryOptimizer() throws IOException {
    Golden golden = Golden.of("bert/mlm");
    for (Optimizer optimizer : List.of(Optimizer.adamW(), Optimizer.adafactor())) {
      try (Engine engine = golden.engine(2, true);
          SafeTensors reference = golden.file("grads")) {
        Trainer trainer =
            new Trainer(engine, new Trainer.Options(optimizer, Layers.all(), false, 1, false, 2));
        trainer.gradients(golden.examples(), 0);
        Golden.assertClose(
            optimizer.toString(),
            reference.floats("bert.embeddings.word_embeddings.weight"),
            trainer.gradientTensors().get(WORDS));
        WeightCopy before = new WeightCopy(engine.weights());
        trainer.apply(1e-2);
        double after = trainer.gradients(golden.examples(), 0);
        before.restore(engine.weights());
        double loss = golden.expected().get("loss").asDouble();
        assertTrue(after < loss - 0.1, optimizer + ": " + after);
        assertEquals(loss, trainer.gradients(golden.examples(), 0), 1e-5);
      }
    }
  }

  @Test
  void compile_otherEpsilon_isOneStepAsWell() throws IOException {
    Golden roberta = Golden.of("roberta/seqcls");
    assertEquals(steps(roberta.with("layer_norm_eps", 1e-12)), steps(roberta));
  }

  private static int steps(Golden golden) throws IOException {
    try (Engine engine = golden.engine(1, true)) {
      return engine
          .lanes()
          .get(0)
          .prepare(Session.Kind.TRAINING, engine.batch(golden.sequences()))
          .size();
    }
  }

  @Test
  void fill_dropoutOfEveryHead_hasTheShapeOfWhatItMultiplies() throws IOException {
    for (String path : ParityTest.trainable().toList()) {
      Golden golden = Golden.of(path);
      try (Engine engine = golden.engine(1, true)) {
        Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, true));
        double first = trainer.gradients(golden.examples(), 1);
        assertEquals(first, trainer.gradients(golden.examples(), 1), path);
        assertTrue(Math.abs(first - trainer.gradients(golden.examples(), 2)) > 1e-4, path);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "electra/base, MASKED_LM, a electra has no head for masked_lm; choose another head",
    "electra/base, POOLER, a electra has no head for pooler; choose another head",
    "bert/base, REPLACED_TOKEN_DETECTION,"
        + " a bert has no head for replaced_token_detection; choose another head"
  })
  void graphs_headThatTheFamilyHasNot_refused(String path, Head head, String cause)
      throws IOException {
    Golden golden = Golden.of(path);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> golden.architecture().graphs(head));
    assertEquals(cause.strip(), error.getMessage());
  }

  @Test
  void weights_headOfAnotherShape_refused() throws IOException {
    Golden golden = Golden.of("electra/seqcls");
    Network four =
        new HeadedNetwork(golden.architecture(), new Purpose(Head.SEQUENCE_CLASSIFICATION, 4));
    try (SafeTensors file = golden.file("model")) {
      InvalidInputException error =
          assertThrows(
              InvalidInputException.class,
              () -> new Weights(four, name -> file.tensor(golden.stored(name))).close());
      assertEquals(
          "tensor classifier.out_proj.weight has the shape [3, 32],"
              + " but config.json and the head need [4, 32]",
          error.getMessage());
    }
  }

  @Test
  void ofTokens_labelForEachToken_othersRefused() {
    Sequence sequence = new Sequence(new int[] {2, 5, 3}, null);
    Example example = Example.ofTokens(sequence, new int[] {Example.IGNORED, 1, Example.IGNORED});
    assertEquals(1, example.mass());
    assertArrayEquals(new float[0], example.target());
    assertThrows(
        IllegalArgumentException.class, () -> Example.ofTokens(sequence, new int[] {1, 1}));
  }
}
