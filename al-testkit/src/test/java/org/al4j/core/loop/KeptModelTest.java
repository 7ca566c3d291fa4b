package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.RunStore;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that keeps its latest model asks without a fit when it is opened again. */
class KeptModelTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());

  @TempDir private Path temp;
  private final TinyLearner learner = new TinyLearner();
  private final AtomicInteger loads = new AtomicInteger();

  private TinyClassifier load(Path dir) {
    loads.incrementAndGet();
    return TinyClassifier.load(dir, LoopFixture.DATA.labels());
  }

  private ActiveLearningBuilder<ClassLabel> keeping(Path dir) {
    return LoopFixture.builder().learner(learner).keepModel(this::load).runDirectory(dir);
  }

  /** Trains two rounds, and answers the next query but for one answer. */
  private static Query answered(ActiveLearning<ClassLabel> loop) {
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    loop.accept(GOLD.ask(loop.next().orElseThrow()));
    return loop.next().orElseThrow();
  }

  private static List<Path> kept(Path dir) throws IOException {
    try (Stream<Path> all = Files.list(dir.resolve("kept-model"))) {
      return all.toList();
    }
  }

  private static List<List<String>> undisturbed() {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().build()) {
      loop.run(GOLD);
      return queries(loop);
    }
  }

  private static List<List<String>> queries(ActiveLearning<ClassLabel> loop) {
    return loop.queries().stream().map(Query::ids).toList();
  }

  private static String weights(ActiveLearning<ClassLabel> loop, Path to) throws IOException {
    loop.successor().save(to);
    return Files.readString(to.resolve("weights.bin"), StandardCharsets.ISO_8859_1);
  }

  /** Brings the run to where its next query is to be chosen by the model of round 1. */
  private void toBeChosen(Path dir) throws IOException {
    Path log = dir.resolve("run.jsonl");
    try (ActiveLearning<ClassLabel> loop = keeping(dir).build()) {
      answered(loop);
    }
    List<String> lines = Files.readAllLines(log); // the process ended before it asked
    assertTrue(lines.get(lines.size() - 1).contains("\"asked\""));
    Files.write(log, lines.subList(0, lines.size() - 1));
  }

  @Test
  void next_openedAgain_choosesWithoutAFitWhatAnUndisturbedRunChooses() throws IOException {
    Path dir = temp.resolve("run");
    toBeChosen(dir);
    int before = learner.fits();
    try (ActiveLearning<ClassLabel> loop = keeping(dir).build()) {
      assertEquals(undisturbed().get(2), loop.next().orElseThrow().ids());
      assertEquals(before, learner.fits(), "no fit");
      assertEquals(1, loads.get());
      loop.run(GOLD);
      assertEquals(undisturbed(), queries(loop));
    }
  }

  @Test
  void successor_openedAgain_isTheSavedModelWithoutAFit() throws IOException {
    Path dir = temp.resolve("run");
    String expected;
    try (ActiveLearning<ClassLabel> loop = keeping(dir).build()) {
      answered(loop);
      expected = weights(loop, temp.resolve("a"));
    }
    int before = learner.fits();
    try (ActiveLearning<ClassLabel> loop = keeping(dir).build()) {
      assertEquals(expected, weights(loop, temp.resolve("b")));
      assertEquals(before, learner.fits());
    }
    assertEquals(1, kept(dir).size(), "one model is kept");
  }

  @ParameterizedTest
  @EnumSource(Training.Start.class)
  void run_openedAgainForEachQuery_isTheRunThatKeepsNothing(Training.Start start)
      throws IOException {
    Training training = new Training(start, 1);
    String expected;
    List<List<String>> asked;
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().training(training).build()) {
      loop.run(GOLD);
      expected = weights(loop, temp.resolve("expected"));
      asked = queries(loop);
    }
    Path dir = temp.resolve("run");
    boolean goesOn = true;
    while (goesOn) {
      try (ActiveLearning<ClassLabel> loop = keeping(dir).training(training).build()) {
        Optional<Query> query = loop.next();
        query.ifPresent(one -> loop.accept(GOLD.ask(one)));
        goesOn = query.isPresent();
      }
    }
    try (ActiveLearning<ClassLabel> loop = keeping(dir).training(training).build()) {
      assertEquals(asked, queries(loop));
      assertEquals(expected, weights(loop, temp.resolve("found")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "byte", "file", "name", "fails", "null"})
  void next_keptModelIsOfNoUse_trainsItAgain(String damage) throws IOException {
    Path dir = temp.resolve("run");
    toBeChosen(dir);
    Path model = kept(dir).get(0);
    Path weights = model.resolve("weights.bin");
    switch (damage) {
      case "missing" -> MoreFiles.deleteRecursively(model, RecursiveDeleteOption.ALLOW_INSECURE);
      case "byte" -> {
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
      }
      case "file" -> Files.writeString(model.resolve("more.txt"), "x");
      case "name" -> Files.move(model, model.resolveSibling("0" + model.getFileName()));
      default -> {}
    }
    int before = learner.fits();
    ActiveLearningBuilder<ClassLabel> builder = keeping(dir);
    if (damage.equals("fails")) {
      builder.<TinyClassifier>keepModel(
          path -> {
            throw new UncheckedIOException(new IOException("another version"));
          });
    } else if (damage.equals("null")) {
      builder.<TinyClassifier>keepModel(path -> null);
    }
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      assertEquals(undisturbed().get(2), loop.next().orElseThrow().ids());
      assertEquals(before + 1, learner.fits());
      assertEquals(0, loads.get());
    }
    assertEquals(1, kept(dir).size(), "the model trained again is kept in its place");
  }

  @Test
  void next_keptModelOfOtherLabels_isNotTaken() throws IOException {
    Path other = temp.resolve("other");
    try (ActiveLearning<ClassLabel> loop = keeping(other).build()) {
      List<Answer<ClassLabel>> answers = new ArrayList<>(GOLD.ask(loop.next().orElseThrow()));
      String id = answers.get(0).id();
      ClassLabel wrong =
          new ClassLabel(
              ((Answer.Given<ClassLabel>) answers.get(0)).annotation().name().equals("class-0")
                  ? "class-1"
                  : "class-0");
      answers.set(0, new Answer.Given<>(id, wrong));
      loop.accept(answers);
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      loop.next();
    }
    Path dir = temp.resolve("run");
    toBeChosen(dir);
    MoreFiles.deleteRecursively(dir.resolve("kept-model"), RecursiveDeleteOption.ALLOW_INSECURE);
    Files.move(other.resolve("kept-model"), dir.resolve("kept-model"));
    try (ActiveLearning<ClassLabel> loop = keeping(dir).build()) {
      assertEquals(undisturbed().get(2), loop.next().orElseThrow().ids());
      assertEquals(0, loads.get());
    }
  }

  @Test
  void run_modelThatCannotBeSaved_goesOn() throws IOException {
    Path dir = temp.resolve("run");
    try (ActiveLearning<ClassLabel> loop = keeping(dir).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      MoreFiles.deleteRecursively(dir.resolve("kept-model"), RecursiveDeleteOption.ALLOW_INSECURE);
      Files.writeString(dir.resolve("kept-model"), "no folder any more");
      assertEquals("10 rounds are done", loop.run(GOLD));
      assertEquals(undisturbed(), queries(loop));
    }
  }

  @Test
  void keepModel_whatACrashLeft_isRemoved() throws IOException {
    Path dir = temp.resolve("run");
    Path left = dir.resolve("kept-model").resolve(".new-1");
    try (ActiveLearning<ClassLabel> loop = keeping(dir).build()) {
      Files.writeString(Files.createDirectories(left).resolve("weights.bin"), "half");
      answered(loop);
    }
    assertFalse(Files.exists(left));
    assertEquals(1, kept(dir).size());
  }

  @Test
  void build_noPlaceForFilesOrTwoKindsOfModel_isRefused() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> LoopFixture.builder().keepModel(this::load).store(RunStore.inMemory()).build());
    assertTrue(error.getMessage().contains("needs a place for files"), error.getMessage());
    assertThrows(
        InvalidInputException.class, () -> LoopFixture.builder().keepModel(this::load).build());
    error =
        assertThrows(
            InvalidInputException.class,
            () ->
                LoopFixture.builder()
                    .learners(new TinyLearner(), new TinyLearner())
                    .keepModel(this::load)
                    .runDirectory(temp)
                    .build());
    assertTrue(error.getMessage().contains("learners(..)"), error.getMessage());
  }
}
