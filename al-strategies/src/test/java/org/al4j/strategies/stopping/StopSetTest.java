package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.strategies.Strategies;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stability on a stop set, against the reference values in the test resources. */
class StopSetTest {
  private static final LabelSpace LABELS = LabelSpace.of("0", "1", "2");
  private static final Pool<ClassLabel> POOL = Pool.unlabelled(instances(3));

  private static List<Instance> instances(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Instance.ofText(String.format(Locale.ROOT, "s%03d", i), "text"))
        .toList();
  }

  /** A model that predicts given classes, with given probabilities or none. */
  private record Fixed(String classes, double[][] probabilities)
      implements SuccessorModel<ClassLabel> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      int i = 0;
      for (Instance x : xs) {
        double[] p = probabilities.length == 0 ? new double[0] : probabilities[i];
        sink.accept(new Prediction<>(x, new ClassLabel(classes.substring(i, i + 1)), p));
        i++;
      }
    }

    @Override
    public void save(Path dir) {}

    @Override
    public void close() {}
  }

  private static Fixed model(String classes) {
    return new Fixed(classes, new double[0][]);
  }

  private static List<String[]> lines(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(StopSetTest.class.getResourceAsStream(name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split("\t")).toList();
    }
  }

  private static Iteration iteration(int round, Map<String, Double> scores) {
    return new Iteration(round, 10 * (round + 1), 100, 0, scores, 1, 1, 1);
  }

  private static void assertStops(
      List<String[]> table, int column, List<Iteration> history, StoppingCriterion criterion) {
    for (int i = 0; i < table.size(); i++) {
      assertEquals(
          table.get(i)[column].equals("1"),
          criterion.reason(history.subList(0, i + 1), POOL).isPresent(),
          "model " + i);
    }
  }

  @Test
  void evaluate_referencePredictions_givesItsKappasAndCriteriaStopWhereItDoes() throws IOException {
    List<String[]> table = lines("stopping.tsv");
    StopSet stopSet = StopSet.of(instances(60));
    List<Iteration> history = new ArrayList<>();
    for (String[] line : table) {
      Map<String, Double> scores = stopSet.evaluate(model(line[7]), LABELS);
      stopSet.recorded();
      history.add(iteration(history.size(), scores));
      if (line[1].equals("-")) {
        assertEquals(Map.of(), scores);
      } else {
        assertEquals(
            Double.parseDouble(line[1]), Objects.requireNonNull(scores.get(StopSet.KAPPA)), 1e-12);
      }
    }
    assertEquals(9, history.size());
    assertStops(table, 3, history, Stopping.stablePredictions(3, .95));
    assertStops(table, 4, history, Stopping.unchangedPredictions(0));
    assertStops(table, 5, history, Stopping.unchangedPredictions(.05));
  }

  @Test
  void evaluate_referenceBinaryPredictions_givesItsDeltaF() throws IOException {
    List<String[]> table = lines("stopping.tsv");
    StopSet stopSet = StopSet.of(instances(60)).positive("1");
    List<Iteration> history = new ArrayList<>();
    for (String[] line : table) {
      Map<String, Double> scores = stopSet.evaluate(model(line[8]), LABELS);
      stopSet.recorded();
      history.add(iteration(history.size(), scores));
      if (!line[2].equals("-")) {
        assertEquals(
            Double.parseDouble(line[2]),
            Objects.requireNonNull(scores.get(StopSet.DELTA_F)),
            1e-12);
      }
    }
    assertStops(table, 6, history, Stopping.stableF());
  }

  @Test
  void evaluate_referenceProbabilities_givesTheirMeanNormalisedEntropy() throws IOException {
    double[][] p =
        lines("/org/al4j/strategies/uncertainty/pool.tsv").stream()
            .map(line -> Stream.of(line).limit(4).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    double found =
        StopSet.of(instances(50))
            .evaluate(new Fixed("0".repeat(50), p), LABELS)
            .get(StopSet.ENTROPY);
    assertEquals(0.7909969797279978, found, 1e-6);
    List<Iteration> history = List.of(iteration(0, Map.of(StopSet.ENTROPY, found)));
    assertFalse(Stopping.confidence(.3).reason(history, POOL).isPresent());
    assertEquals(
        "the model is confident: the mean normalised entropy of the stop set is 0.7910, the"
            + " threshold is 0.8000",
        Stopping.confidence(.8).reason(history, POOL).orElseThrow());
  }

  @Test
  void evaluate_severalClasses_averagesDeltaFOverThosePredicted() {
    StopSet stopSet = StopSet.of(instances(4));
    stopSet.evaluate(model("0011"), LABELS);
    stopSet.recorded();
    // class 0: a = 1, b + c = 1; class 1: a = 2, b + c = 1; class 2: never
    double found = stopSet.evaluate(model("0111"), LABELS).get(StopSet.DELTA_F);
    assertEquals((1 - 2.0 / 3 + 1 - 4.0 / 5) / 2, found, 1e-15);
  }

  @Test
  void evaluate_oneClassThroughout_isStable() {
    StopSet stopSet = StopSet.of(instances(4)).positive("2");
    stopSet.evaluate(model("1111"), LABELS);
    stopSet.recorded();
    assertEquals(
        Map.of(StopSet.KAPPA, 1.0, StopSet.CHANGED, 0.0, StopSet.DELTA_F, 0.0, StopSet.BOUND, 0.0),
        stopSet.evaluate(model("1111"), LABELS));
  }

  @Test
  void evaluate_againBeforeTheRoundIsRecorded_comparesWithTheSame() {
    StopSet inner = StopSet.of(instances(2));
    StopSet stopSet = StopSet.of(instances(4)).beside(inner);
    stopSet.evaluate(model("0120"), LABELS);
    assertEquals(Map.of(), stopSet.evaluate(model("0121"), LABELS));
    stopSet.recorded();
    assertEquals(.5, stopSet.evaluate(model("1221"), LABELS).get(StopSet.CHANGED));
    assertEquals(.5, stopSet.evaluate(model("1221"), LABELS).get(StopSet.CHANGED));
    assertEquals(.5, inner.evaluate(model("02"), LABELS).get(StopSet.CHANGED));
  }

  @Test
  void restore_state_goesOnAndAnotherStopSetIsRefused() {
    StopSet first = StopSet.of(instances(4));
    assertTrue(first.state().isEmpty());
    first.evaluate(model("0120"), LABELS);
    byte[] state = first.state().orElseThrow();
    first.recorded();
    StopSet resumed = StopSet.of(instances(4));
    resumed.restore(state);
    assertEquals(first.evaluate(model("0121"), LABELS), resumed.evaluate(model("0121"), LABELS));
    assertThrows(InvalidInputException.class, () -> StopSet.of(instances(5)).restore(state));
    List<Instance> others = new ArrayList<>(instances(5)).subList(1, 5);
    assertThrows(InvalidInputException.class, () -> StopSet.of(others).restore(state));
    assertThrows(
        InvalidInputException.class,
        () -> StopSet.of(instances(4)).restore(java.util.Arrays.copyOf(state, 13)));
    assertThrows(InvalidInputException.class, () -> StopSet.of(List.of()));
  }

  @Test
  void criteria_withoutAStopSet_sayWhatIsMissing() {
    List<Iteration> history =
        List.of(iteration(0, Map.of("accuracy", .5)), iteration(1, Map.of("accuracy", .5)));
    for (StoppingCriterion criterion :
        List.of(
            Stopping.confidence(.1),
            Stopping.stablePredictions(),
            Stopping.unchangedPredictions(0),
            Stopping.stableF())) {
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> criterion.reason(history, POOL));
      assertTrue(error.getMessage().startsWith("no score 'stop_"), error.getMessage());
    }
  }

  @Test
  void marginalReturn_window_isGainOverCost() {
    List<Iteration> history = new ArrayList<>();
    double[] accuracy = {.5, .7, .78, .80};
    for (int i = 0; i < 4; i++) {
      history.add(iteration(i, Map.of("accuracy", accuracy[i])));
    }
    // (.80 - .70) * 1000 / (.5 * 20) = 10
    StoppingCriterion below = Stopping.marginalReturn("accuracy", 1000, .5, 2, 10.001);
    StoppingCriterion at = Stopping.marginalReturn("accuracy", 1000, .5, 2, 9.999);
    assertEquals(
        "labels return too little: 10.0000 over the last 2 rounds, the threshold is 10.0010",
        below.reason(history, POOL).orElseThrow());
    assertTrue(at.reason(history, POOL).isEmpty());
    assertTrue(below.reason(history.subList(0, 2), POOL).isEmpty());
    Iteration idle = new Iteration(4, 30, 1, 0, Map.of("accuracy", .1), 1, 1, 1);
    history.set(3, idle); // no new label since round 2
    StoppingCriterion one = Stopping.marginalReturn("accuracy", 1000, .5, 1, 1);
    assertTrue(one.reason(history, POOL).isEmpty());
  }

  @Test
  void run_stoppedAfterEachRound_hasTheScoresOfAnUndisturbedOne(@TempDir Path temp) {
    Dataset<ClassLabel> data = FakeTexts.dataset(200, 3, 8);
    List<Iteration> expected;
    String reason;
    try (ActiveLearning<ClassLabel> loop = loop(data, temp.resolve("whole"))) {
      reason = loop.run(Oracle.gold(data.items()));
      expected = loop.history();
      assertTrue(reason.startsWith("predictions are stable"), reason);
    }
    boolean finished = false;
    while (!finished) {
      try (ActiveLearning<ClassLabel> loop = loop(data, temp.resolve("parts"))) {
        var query = loop.next();
        query.ifPresent(open -> loop.accept(Oracle.gold(data.items()).ask(open)));
        finished = query.isEmpty();
        if (finished) {
          assertEquals(reason, loop.stopReason().orElseThrow());
          assertEquals(
              expected.stream().map(Iteration::scores).toList(),
              loop.history().stream().map(Iteration::scores).toList());
        }
      }
    }
    assertTrue(expected.get(1).scores().keySet().containsAll(List.of("accuracy", "stop_kappa")));
  }

  /** The scores of four rounds. */
  private static List<Map<String, Double>> scores(
      ActiveLearning<ClassLabel> loop, Dataset<ClassLabel> data) {
    while (loop.history().size() < 4) {
      loop.accept(Oracle.gold(data.items()).ask(loop.next().orElseThrow()));
      if (loop.history().size() < 4) {
        loop.next();
      }
    }
    return loop.history().stream().map(Iteration::scores).toList();
  }

  /** Lets the record of round 2 fail once: a file stands where its folder was. */
  private static void failInRoundTwo(
      ActiveLearning<ClassLabel> loop, Dataset<ClassLabel> data, Path dir) throws IOException {
    Path state = dir.resolve("state");
    for (int round = 0; round < 3; round++) {
      loop.accept(Oracle.gold(data.items()).ask(loop.next().orElseThrow()));
    }
    assertEquals(2, loop.history().size());
    Files.move(state, dir.resolve("aside"));
    Files.createFile(state);
    assertThrows(UncheckedIOException.class, loop::next);
    Files.delete(state);
    Files.move(dir.resolve("aside"), state);
    assertEquals(2, loop.history().size());
  }

  @Test
  void next_againAfterARoundThatWasNotRecorded_comparesWithTheRoundBefore(@TempDir Path temp)
      throws IOException {
    Dataset<ClassLabel> data = FakeTexts.dataset(200, 3, 8);
    try (ActiveLearning<ClassLabel> whole = loop(data, temp.resolve("whole"));
        ActiveLearning<ClassLabel> retried = loop(data, temp.resolve("retried"))) {
      failInRoundTwo(retried, data, temp.resolve("retried"));
      assertEquals(scores(whole, data), scores(retried, data));
    }
  }

  @Test
  void build_againAfterARoundThatWasNotRecorded_comparesWithTheRoundBefore(@TempDir Path temp)
      throws IOException {
    Dataset<ClassLabel> data = FakeTexts.dataset(200, 3, 8);
    Path dir = temp.resolve("crashed");
    try (ActiveLearning<ClassLabel> crashed = loop(data, dir)) {
      failInRoundTwo(crashed, data, dir);
    }
    try (ActiveLearning<ClassLabel> whole = loop(data, temp.resolve("whole"));
        ActiveLearning<ClassLabel> resumed = loop(data, dir)) {
      assertEquals(scores(whole, data), scores(resumed, data));
    }
  }

  @Test
  void next_firstBatchAllSkipped_asksAnother(@TempDir Path temp) {
    Dataset<ClassLabel> data = FakeTexts.dataset(200, 3, 8);
    try (ActiveLearning<ClassLabel> loop =
        builder(data, temp)
            .stopping(
                Stopping.targetQuality("accuracy", .5)
                    .or(Stopping.confidence(.01))
                    .or(Stopping.stablePredictions()))
            .build()) {
      List<Answer<ClassLabel>> skips = new ArrayList<>();
      loop.next().orElseThrow().ids().forEach(id -> skips.add(new Answer.Skipped<>(id, "empty")));
      loop.accept(skips);
      assertEquals(1, loop.next().orElseThrow().round());
      assertTrue(loop.run(Oracle.gold(data.items())).startsWith("the target is reached"));
    }
  }

  private static ActiveLearning<ClassLabel> loop(Dataset<ClassLabel> data, Path dir) {
    return builder(data, dir).build();
  }

  private static ActiveLearningBuilder<ClassLabel> builder(Dataset<ClassLabel> data, Path dir) {
    List<Labelled<ClassLabel>> pool = data.items().subList(0, 150);
    List<Labelled<ClassLabel>> test = data.items().subList(150, 200);
    List<Instance> stop = test.stream().map(Labelled::instance).toList();
    return ActiveLearning.builder(
            Pool.<ClassLabel>unlabelled(pool.stream().map(Labelled::instance).toList()),
            data.labels())
        .learner(new TinyLearner())
        .initial(Strategies.random(), Budget.items(10))
        .strategy(Strategies.margin())
        .budget(Budget.items(10))
        .evaluator(StopSet.of(stop).beside(ClassificationEvaluator.of(test)))
        .stopping(Stopping.stablePredictions(2, .6).or(Stopping.maximumRounds(14)))
        .runDirectory(dir)
        .seed(4);
  }
}
