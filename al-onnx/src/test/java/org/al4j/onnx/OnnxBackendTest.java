package org.al4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.ProductPrecision;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.ScoringBackends;
import org.al4j.models.tagger.TaggerLearner;
import org.al4j.models.tagger.TaggerOptions;
import org.al4j.models.tagger.TransformerTagger;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerEncoder;
import org.al4j.models.transformer.TransformerLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ONNX Runtime computes in place of the engine is what the engine computes. */
class OnnxBackendTest {
  private static final LabelSpace LABELS = LabelSpace.of(List.of("animal", "plant"));
  private static final Recipe SHORT =
      Recipe.plasm().withMinimumUpdates(12).withEpochs(1).withMaxLength(24).withLearningRate(1e-4);

  private static List<Labelled<ClassLabel>> labelled() {
    List<Labelled<ClassLabel>> all = new ArrayList<>();
    String[] animals = {"dog", "cat", "horse", "mouse", "cow", "fox"};
    String[] plants = {"oak", "rose", "fern", "moss", "tulip", "grass"};
    for (int i = 0; i < animals.length; i++) {
      all.add(item(2 * i, "the " + animals[i] + " runs over the field", "animal"));
      all.add(item(2 * i + 1, "a " + plants[i] + " grows", "plant"));
    }
    return all;
  }

  private static Labelled<ClassLabel> item(int i, String text, String label) {
    return new Labelled<>(
        Instance.ofText(String.format(Locale.ROOT, "t%02d", i), text), new ClassLabel(label));
  }

  private static List<Instance> pool() {
    List<Instance> pool = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = "a bird sat on the tree and sang a song of leaves".substring(0, 6 + i);
      pool.add(Instance.ofText("p" + i, text + " " + "again ".repeat(i % 5)));
    }
    return pool;
  }

  private static float[] floats(ActiveModel<?> model, List<? extends Instance> xs, Output output) {
    List<Float> all = new ArrayList<>();
    model.forward(
        List.copyOf(xs),
        Set.of(output),
        block -> {
          for (float one : block.floats(output)) {
            all.add(one);
          }
        });
    float[] floats = new float[all.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = all.get(i);
    }
    return floats;
  }

  private static TransformerLearner learner() {
    return TransformerLearner.create(Checkpoints.folder("minilm"), SHORT);
  }

  private static double largest(float[] one, float[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }

  @Test
  void forward_ofAClassifier_isTheEnginesInFloatsAndNearInIntegers() {
    try (TransformerLearner learner = learner();
        TransformerClassifier model = learner.fit(labelled(), FitContext.of(LABELS, 1))) {
      float[] probabilities = floats(model, pool(), Output.PROBABILITIES);
      float[] embedding = floats(model, pool(), Output.EMBEDDING);
      List<Instance> few = pool().subList(0, 3);
      float[] norms = floats(model, few, Output.GRADIENT_NORM);
      model.scoreWith(OnnxBackend.floats(), BackendScope.FORWARD);
      assertArrayEquals(probabilities, floats(model, pool(), Output.PROBABILITIES), 1e-5f);
      assertArrayEquals(embedding, floats(model, pool(), Output.EMBEDDING), 1e-4f);
      assertArrayEquals(norms, floats(model, few, Output.GRADIENT_NORM), 1e-3f);
      for (ProductPrecision precision : List.of(ProductPrecision.INT8, ProductPrecision.INT7)) {
        model.scoreWith(OnnxBackend.integers(precision), BackendScope.FORWARD);
        float[] near = floats(model, pool(), Output.PROBABILITIES);
        double error = largest(probabilities, near);
        assertTrue(error < 0.15, precision + " differs by " + error);
        assertTrue(error > 1e-6, precision + " computes in floats");
      }
    }
  }

  /** What a person is told is the model's own, whatever ranks the pool. */
  @Test
  void predict_withABackend_staysTheEngines() {
    try (TransformerLearner learner = learner()) {
      learner.scoreWith(OnnxBackend.integers(ProductPrecision.INT7), BackendScope.FORWARD);
      assertEquals("onnx-int8, weights in 7 bits", learner.settings().get("scoring"));
      try (TransformerClassifier model = learner.fit(labelled(), FitContext.of(LABELS, 1))) {
        List<Double> before = confidences(model);
        model.scoreWith(OnnxBackend.integers(ProductPrecision.INT7), BackendScope.FORWARD);
        assertEquals(before, confidences(model));
        model.scoreWith(
            OnnxBackend.integers(ProductPrecision.INT7), BackendScope.FORWARD_AND_PREDICT);
        assertNotEquals(before, confidences(model));
        assertFalse(before.isEmpty());
      }
    }
  }

  private static List<Double> confidences(TransformerClassifier model) {
    List<Double> all = new ArrayList<>();
    model.predict(pool(), one -> all.add(one.probabilities()[0]));
    return all;
  }

  @Test
  void forward_ofATagger_isTheEngines() {
    LabelSpace tags = LabelSpace.of(List.of("O", "B-X", "I-X"));
    List<Labelled<TagSequence>> sentences = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sentences.add(
          new Labelled<>(
              Instance.ofWords("s" + i, List.of("the", "old", "dog" + i, "unbelievably", "ran")),
              new TagSequence(List.of("O", "B-X", "I-X", "O", "O"))));
    }
    try (TaggerLearner learner =
            TaggerLearner.create(Checkpoints.folder("minilm"), TaggerOptions.DEFAULT, SHORT);
        TransformerTagger model = learner.fit(sentences, FitContext.of(tags, 1))) {
      List<Instance> xs = sentences.stream().<Instance>map(Labelled::instance).toList();
      float[] words = floats(model, xs, Output.TOKEN_LOG_PROBABILITIES);
      float[] means = floats(model, xs, Output.EMBEDDING);
      float[] whole = floats(model, xs, Output.SEQUENCE_LOG_LIKELIHOOD);
      model.scoreWith(OnnxBackend.floats(), BackendScope.FORWARD);
      assertArrayEquals(words, floats(model, xs, Output.TOKEN_LOG_PROBABILITIES), 1e-4f);
      assertArrayEquals(means, floats(model, xs, Output.EMBEDDING), 1e-4f);
      assertArrayEquals(whole, floats(model, xs, Output.SEQUENCE_LOG_LIKELIHOOD), 1e-3f);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TransformerEncoder.Pooling.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "POOLER")
  void encode_byEachPooling_isTheEngines(TransformerEncoder.Pooling pooling) {
    List<String> texts = pool().stream().map(Instance::text).toList();
    try (TransformerEncoder encoder =
        TransformerEncoder.load(Checkpoints.folder("minilm"), pooling)) {
      List<float[]> own = new ArrayList<>();
      encoder.encode(texts, own::add);
      encoder.scoreWith(OnnxBackend.floats(), BackendScope.FORWARD);
      List<float[]> other = new ArrayList<>();
      encoder.encode(texts, other::add);
      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(own.get(i), other.get(i), 1e-4f, "text " + i);
      }
    }
  }

  @Test
  void open_ofWhatIsNoModel_saysWhatOnnxRuntimeSays() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> OnnxBackend.floats().open(new LongCommandLine.Broken()));
    assertTrue(e.getMessage().startsWith("ONNX Runtime refused the model: "), e.getMessage());
  }

  /** ONNX Runtime 1.29 itself ends such a process where a stack has a megabyte. */
  @Test
  void open_inAProcessWithALongClassPath_doesNotEndIt() throws IOException, InterruptedException {
    String padding = File.pathSeparator + "nothing/".repeat(3000);
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xss1m",
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    + padding,
                LongCommandLine.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains(LongCommandLine.SAID), said);
  }

  @Test
  void use_byName_findsTheBackendsAndRefusesOthers() {
    assertEquals(Set.of("onnx", "onnx-int7", "onnx-int8"), ScoringBackends.providers().keySet());
    Asked asked = new Asked();
    ScoringBackends.use(asked, "engine", BackendScope.FORWARD);
    assertEquals("", asked.by);
    ScoringBackends.use(asked, "onnx", BackendScope.FORWARD);
    assertEquals("onnx", asked.by);
    ScoringBackends.use(asked, "onnx-int8", BackendScope.FORWARD);
    assertTrue(asked.by.startsWith("onnx-int8, weights in "), asked.by);
    InvalidInputException none =
        assertThrows(
            InvalidInputException.class,
            () -> ScoringBackends.use(asked, "tpu", BackendScope.FORWARD));
    assertTrue(none.getMessage().contains("'tpu'"), none.getMessage());
    InvalidInputException other =
        assertThrows(
            InvalidInputException.class,
            () -> ScoringBackends.use("text", "onnx", BackendScope.FORWARD));
    assertTrue(other.getMessage().contains("found String"), other.getMessage());
  }

  /** Takes down by what it was to be scored. */
  private static final class Asked implements BackendScored {
    private String by = "";

    @Override
    public void scoreWith(ScoringBackend backend, BackendScope scope) {
      by = backend.describe();
    }
  }
}
