package org.al4j.models.adapt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptationTest {
  private static final AdaptationSettings SETTINGS =
      new AdaptationSettings(2, 1e-2, 4, 32, .2, 2, 5);

  @TempDir private Path dir;

  private final Seen seen = new Seen(Integer.MAX_VALUE);

  /** Remembers what it is told, and cancels once {@code most} updates are done. */
  private static final class Seen implements AdaptationWatcher {
    private final int most;
    private int updates;
    final List<String> notes = new ArrayList<>();
    final List<AdaptationEpoch> epochs = new ArrayList<>();

    Seen(int most) {
      this.most = most;
    }

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void update(FitProgress progress) {
      updates++;
    }

    @Override
    public void epoch(AdaptationEpoch epoch) {
      epochs.add(epoch);
    }

    @Override
    public boolean cancelled() {
      return updates >= most;
    }
  }

  /** Words of the fixtures' vocabularies in an order that can be learnt. */
  private static List<String> texts() {
    List<String> words = List.of("the", "cat", "sat", "on", "a", "mat", "dog", "ran");
    SplittableRandom random = new SplittableRandom(1);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      StringBuilder text = new StringBuilder();
      int first = random.nextInt(8);
      for (int j = 0; j < 4 + random.nextInt(8); j++) {
        text.append(words.get((first + j) % 8)).append(' ');
      }
      texts.add(i + " " + text);
    }
    return texts;
  }

  private static Adaptation adaptation(String checkpoint) {
    return new Adaptation(Fixtures.path("models/" + checkpoint), SETTINGS, Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bert/mlm", "distilbert/mlm", "roberta/mlm", "gpt2/lm", "bert/base", "gpt2/base"})
  void run_killedAfterEveryUpdate_sameBitsAsUndisturbed(String checkpoint) throws IOException {
    Path whole = dir.resolve("whole");
    AdaptationResult result = adaptation(checkpoint).run(texts(), whole, false, seen).orElseThrow();
    assertEquals(12, result.trainingTexts());
    assertEquals(3, result.heldOutTexts());
    assertEquals(result.epochs(), seen.epochs);
    assertEquals(3, result.epochs().size());
    assertTrue(result.best().heldOutLoss() < result.before().heldOutLoss(), result::toString);

    Path killed = dir.resolve("killed");
    Optional<AdaptationResult> last = Optional.empty();
    int runs = 0;
    while (last.isEmpty()) {
      last = adaptation(checkpoint).run(texts(), killed, true, new Seen(1));
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

  @ParameterizedTest
  @CsvSource({
    "bert/mlm, ''",
    "gpt2/lm, ''",
    "bert/base, the checkpoint has no language model's head",
    "bert/seqcls, the checkpoint has no language model's head"
  })
  void run_anyCheckpoint_savesWhatLearnersStartFrom(String from, String note) {
    Path out = dir.resolve("out");
    assertTrue(adaptation(from).run(texts(), out, false, seen).isPresent());
    assertEquals(note.isEmpty(), seen.notes.isEmpty(), seen.notes.toString());
    assertTrue(note.isEmpty() || seen.notes.get(0).startsWith(note), seen.notes.toString());
    try (Checkpoint before = Checkpoint.open(Fixtures.path("models/" + from));
        Checkpoint after = Checkpoint.open(out)) {
      assertTrue(!before.has("pooler.dense.weight") || after.has("pooler.dense.weight"));
      assertFalse(after.has("classifier.weight"), "another head's");
      assertTrue(after.has("cls.predictions.transform.dense.weight") || from.startsWith("gpt2"));
    }
    LabelSpace labels = LabelSpace.of(List.of("a", "b"));
    List<Labelled<ClassLabel>> labelled = new ArrayList<>();
    for (String text : texts()) {
      labelled.add(
          new Labelled<>(
              Instance.ofText(text, text), new ClassLabel(labelled.size() % 2 == 0 ? "a" : "b")));
    }
    try (TransformerLearner learner =
            TransformerLearner.create(
                out, Recipe.plasm().withEpochs(1).withMinimumUpdates(1).withMaxLength(16));
        TransformerClassifier model = learner.fit(labelled, FitContext.of(labels, 1))) {
      assertEquals(labels, model.labels());
    }
  }

  @Test
  void run_learningRateThatSpoilsTheModel_keepsTheCheckpointsWeights() throws IOException {
    Path out = dir.resolve("out");
    Path from = Fixtures.path("models/bert/mlm");
    AdaptationSettings spoiling =
        SETTINGS.withLearningRate(.9).withEpochs(9).withEarlyStopping(.2, 1);
    AdaptationResult result =
        new Adaptation(from, spoiling).run(texts(), out, false, seen).orElseThrow();
    assertEquals(0, result.best().epoch(), result::toString);
    assertEquals(2, result.epochs().size(), "patience of one");
    try (Checkpoint before = Checkpoint.open(from);
        Checkpoint after = Checkpoint.open(out)) {
      for (String name : after.names()) {
        assertEquals(before.tensor(name), after.tensor(name), name);
      }
    }
  }

  @Test
  void run_otherSeed_otherWeights() throws IOException {
    Path from = Fixtures.path("models/bert/mlm");
    Path one = dir.resolve("1");
    Path two = dir.resolve("2");
    new Adaptation(from, SETTINGS).run(texts(), one, false, seen);
    new Adaptation(from, SETTINGS.withSeed(6)).run(texts(), two, false, seen);
    assertTrue(
        Files.mismatch(one.resolve("model.safetensors"), two.resolve("model.safetensors")) >= 0);
  }

  @Test
  void run_equalAndEmptyTexts_leftOutAndSaid() {
    List<String> texts = new ArrayList<>(texts());
    texts.addAll(texts().subList(0, 2));
    texts.addAll(Collections.nCopies(3, "  "));
    texts.add("the cat ".repeat(40));
    AdaptationResult result =
        adaptation("bert/mlm").run(texts, dir.resolve("out"), false, seen).orElseThrow();
    assertEquals(16, result.trainingTexts() + result.heldOutTexts());
    assertEquals(
        List.of(
            "4 texts that were there before are left out",
            "1 texts are longer than 32 tokens and lose their end",
            "1 texts without a word to ask for are left out"),
        seen.notes);
  }

  @Test
  void run_whatCannotBe_refusedAndNothingLeft() throws IOException {
    Path out = dir.resolve("out");
    refuse("a electra cannot be adapted", "electra/base", texts(), out, false);
    refuse("takes 2 different texts", "bert/mlm", List.of("the cat", "the cat"), out, false);
    assertFalse(Files.exists(dir.resolve("out.training")));
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine"), "");
    refuse("exists and is not empty", "bert/mlm", texts(), out, false);
    assertFalse(Files.exists(dir.resolve("out.training")));
  }

  private static void refuse(
      String cause, String checkpoint, List<String> texts, Path out, boolean resume) {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> adaptation(checkpoint).run(texts, out, resume, AdaptationWatcher.NONE));
    assertTrue(error.getMessage().contains(cause), error.getMessage());
  }

  @Test
  void run_unfinishedRun_goesOnOnlyAsItBegan() {
    Path out = dir.resolve("out");
    assertTrue(adaptation("bert/mlm").run(texts(), out, false, new Seen(2)).isEmpty());
    refuse("holds a run that is not done", "bert/mlm", texts(), out, false);
    refuse("texts.sha256", "bert/mlm", texts().subList(1, 9), out, true);
    refuse("checkpoint.files.sha256", "bert/base", texts(), out, true);
    Adaptation other =
        new Adaptation(Fixtures.path("models/bert/mlm"), SETTINGS.withBatch(3), Duration.ZERO);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> other.run(texts(), out, true, seen));
    assertTrue(error.getMessage().contains("batch 4, this one has 3"), error.getMessage());
    assertTrue(adaptation("bert/mlm").run(texts(), out, true, seen).isPresent());
  }

  @Test
  void settings_outOfRange_refused() {
    AdaptationSettings usual = AdaptationSettings.DEFAULT;
    assertThrows(InvalidInputException.class, () -> usual.withEpochs(0));
    assertThrows(InvalidInputException.class, () -> usual.withBatch(0));
    assertThrows(InvalidInputException.class, () -> usual.withMaxLength(2));
    assertThrows(InvalidInputException.class, () -> usual.withLearningRate(1));
    assertThrows(InvalidInputException.class, () -> usual.withEarlyStopping(0, 1));
    assertThrows(InvalidInputException.class, () -> usual.withEarlyStopping(.1, 0));
    assertEquals(5e-4, usual.rateFor(256));
    assertEquals(5e-5, usual.rateFor(257));
  }
}
