package org.al4j.models.distil;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.FitProgress;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.embedding.EncoderEmbedder;
import org.al4j.models.transformer.TransformerClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistillationTest {
  private static final StudentSchedule TRAINING =
      new StudentSchedule(2, 1e-2, 4, 32, false, .2, 2, 5);

  @TempDir private Path dir;

  /** Remembers what it is told, and cancels once {@code most} updates are done. */
  private static final class Told implements DistillationWatcher {
    private final int most;
    private int updates;
    final List<String> notes = new ArrayList<>();
    final List<DistillationEpoch> epochs = new ArrayList<>();

    Told(int most) {
      this.most = most;
    }

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void update(FitProgress progress) {
      updates++;
      assertEquals(6, progress.steps());
    }

    @Override
    public void epoch(DistillationEpoch epoch) {
      epochs.add(epoch);
    }

    @Override
    public boolean cancelled() {
      return updates >= most;
    }
  }

  private static List<String> texts() {
    List<String> words = List.of("the", "cat", "dog", "is", "very", "good", "film", "was");
    SplittableRandom random = new SplittableRandom(1);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 2 + random.nextInt(8); j++) {
        text.append(words.get(random.nextInt(8))).append(' ');
      }
      texts.add(i + " " + text);
    }
    return texts;
  }

  private static DistillationSettings settings(String layers, String... losses) {
    Map<DistillationLoss, Double> weights = new TreeMap<>();
    for (String loss : losses) {
      weights.put(DistillationLoss.of(loss), 1.0);
    }
    return DistillationSettings.DEFAULT
        .withLayers(StudentLayers.of(layers))
        .withLosses(weights)
        .withTraining(TRAINING);
  }

  private static Distillation of(String teacher, DistillationSettings settings) {
    return new Distillation(Fixtures.path("models/" + teacher), settings, Duration.ZERO);
  }

  private static Told told() {
    return new Told(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "bert/base, pooled, false",
    "bert/base, attention, true",
    "gpt2/base, pooled, false",
    "distilbert/mlm, kl, true",
    "bert/mlm, masked-lm, false"
  })
  void run_killedAfterEveryUpdate_sameBitsAsUndisturbed(
      String teacher, String loss, boolean dropout) throws IOException {
    DistillationSettings settings = settings("1", loss).withTraining(TRAINING.withDropout(dropout));
    Path whole = dir.resolve("whole");
    Told all = told();
    DistillationResult result = of(teacher, settings).run(texts(), whole, false, all).orElseThrow();
    assertEquals(List.of(1), result.layers());
    assertEquals(12, result.trainingTexts());
    assertEquals(3, result.heldOutTexts());
    assertEquals(result.epochs(), all.epochs);
    assertTrue(result.best().heldOutLoss() < result.before().heldOutLoss(), result::toString);

    Path killed = dir.resolve("killed");
    Optional<DistillationResult> last = Optional.empty();
    int runs = 0;
    while (last.isEmpty()) {
      last = of(teacher, settings).run(texts(), killed, true, new Told(1));
      assertEquals(last.isPresent(), Files.exists(killed));
      runs++;
    }
    assertEquals(6, runs, "one update each");
    assertEquals(result.epochs().toString(), last.get().epochs().toString());
    for (String name : List.of("model.safetensors", "config.json")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(killed.resolve(name)), name);
    }
    assertFalse(Files.exists(dir.resolve("killed.training")));
  }

  @Test
  void run_variants_areReadTooAndResumedToTheBit() throws IOException {
    DistillationSettings settings =
        settings("1", "pooled")
            .withTraining(TRAINING.withBatch(24))
            .withVariants(new TextVariants(5, 32));
    Path whole = dir.resolve("whole");
    Told all = told();
    DistillationResult result =
        of("bert/base", settings).run(texts(), whole, false, all).orElseThrow();
    assertEquals(12, result.trainingTexts(), "copies are none of the texts");
    assertEquals(6, all.updates, "12 texts and 60 copies in 3 updates of 24, twice");

    Path killed = dir.resolve("killed");
    Optional<DistillationResult> last = Optional.empty();
    while (last.isEmpty()) {
      last = of("bert/base", settings).run(texts(), killed, true, new Told(1));
    }
    assertArrayEquals(
        Files.readAllBytes(whole.resolve("model.safetensors")),
        Files.readAllBytes(killed.resolve("model.safetensors")));

    Path without = dir.resolve("without");
    of("bert/base", settings.withVariants(TextVariants.NONE).withTraining(TRAINING))
        .run(texts(), without, false, told());
    assertNotEquals(
        Files.mismatch(whole.resolve("model.safetensors"), without.resolve("model.safetensors")),
        -1L);
  }

  /** All layers are the teacher itself: nothing is left to learn, whatever the loss. */
  @ParameterizedTest
  @CsvSource({
    "bert/base, pooled cosine hidden embedding attention query-key value-value",
    "roberta/base, pooled attention",
    "electra/base, cosine value-value",
    "bert/seqcls, pooled kl mse-logits mse-probabilities",
    "bert/tokcls, hidden kl mse-logits",
    "distilbert/mlm, kl attention"
  })
  void run_studentOfAllLayers_hasNoLossBefore(String teacher, String losses) {
    Path out = dir.resolve("out");
    DistillationResult result =
        of(teacher, settings("2", losses.split(" ")))
            .run(texts(), out, false, told())
            .orElseThrow();
    assertEquals(List.of(0, 1), result.layers());
    assertEquals(0, result.before().heldOutLoss(), 1e-5);
  }

  @Test
  void run_pooled_savesAnEncoderWhoseVectorsComeCloser() {
    Path out = dir.resolve("out");
    DistillationSettings settings = settings("1", "pooled");
    DistillationResult result =
        of("bert/base", settings.withTraining(TRAINING.withEpochs(1)))
            .run(texts(), out, false, new DistillationWatcher() {})
            .orElseThrow();
    List<float[]> want = vectors(Fixtures.path("models/bert/base"));
    List<float[]> got = vectors(out);
    double error = 0;
    for (int i = 0; i < want.size(); i++) {
      for (int k = 0; k < want.get(i).length; k++) {
        error += Math.pow(want.get(i)[k] - got.get(i)[k], 2) / want.size();
      }
    }
    double before = result.before().heldOutLoss();
    assertTrue(error < before, () -> "all texts " + result + ", before " + before);
    assertEquals(1, Checkpoint.readConfig(out).layers());
  }

  private static List<float[]> vectors(Path folder) {
    List<float[]> vectors = new ArrayList<>();
    try (EncoderEmbedder embedder = EncoderEmbedder.load(folder, EmbeddingOptions.DEFAULT)) {
      embedder.embed(texts(), vectors::add);
    }
    return vectors;
  }

  @Test
  void run_classifier_savesAClassifierWithTheTeachersClasses() {
    Path out = dir.resolve("out");
    assertTrue(
        of("bert/seqcls", settings("1", "kl", "mse-logits"))
            .run(texts(), out, false, told())
            .isPresent());
    try (TransformerClassifier teacher =
            TransformerClassifier.load(Fixtures.path("models/bert/seqcls"));
        TransformerClassifier student = TransformerClassifier.load(out)) {
      assertEquals(teacher.labels(), student.labels());
    }
  }

  @Test
  void run_twiceTheSameTextAndAnEmptyOne_leavesThemOut() {
    List<String> texts = new ArrayList<>(texts());
    texts.add(texts.get(3));
    texts.add("  ");
    Told told = told();
    DistillationResult result =
        of("bert/base", settings("1", "pooled"))
            .run(texts, dir.resolve("out"), false, told)
            .orElseThrow();
    assertEquals(15, result.trainingTexts() + result.heldOutTexts());
    assertEquals(2, told.notes.size(), told.notes.toString());
  }

  private void assertRefused(String message, String teacher, DistillationSettings settings) {
    Path out = dir.resolve("refused");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> of(teacher, settings).run(texts(), out, false, told()));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertFalse(Files.exists(out));
    assertFalse(Files.exists(dir.resolve("refused.training")));
  }

  @Test
  void run_badInput_saysWhatAndWritesNothing() {
    assertRefused("the teacher has 2 layers", "bert/base", settings("3", "pooled"));
    assertRefused("the teacher has 2 layers, 0 to 1", "bert/base", settings("1,2", "pooled"));
    assertRefused("need a teacher with a head", "bert/base", settings("1", "kl"));
    assertRefused("masked-lm needs a masked", "bert/seqcls", settings("1", "masked-lm"));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                of("bert/base", settings("1", "pooled"))
                    .run(List.of("a", "a"), dir.resolve("one"), false, told()));
    assertTrue(e.getMessage().contains("2 different texts"), e.getMessage());
  }

  @Test
  void run_otherSettingsThanTheStoppedRun_isRefused() {
    Path out = dir.resolve("out");
    DistillationSettings settings = settings("1", "pooled");
    of("bert/base", settings).run(texts(), out, false, new Told(2));
    for (DistillationSettings other :
        List.of(
            settings("2", "pooled"),
            settings("1", "pooled", "cosine"),
            settings.withVariants(new TextVariants(1, 32)),
            settings.withTraining(TRAINING.withLearningRate(1e-3)))) {
      InvalidInputException e =
          assertThrows(
              InvalidInputException.class,
              () -> of("bert/base", other).run(texts(), out, true, told()));
      assertTrue(e.getMessage().contains("holds a run with"), e.getMessage());
    }
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> of("bert/base", settings).run(texts(), out, false, told()));
    assertTrue(e.getMessage().contains("holds a run that is not done"), e.getMessage());
    assertTrue(of("bert/base", settings).run(texts(), out, true, told()).isPresent());
  }
}
