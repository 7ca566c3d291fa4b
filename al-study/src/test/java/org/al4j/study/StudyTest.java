package org.al4j.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.read.Splits;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.Strategies;
import org.al4j.study.report.StudyResult;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {
  private static final Task<ClassLabel> TASK =
      Task.of("texts", ClassLabel.class, splits(FakeTexts.dataset(100, 2, 3)));

  @TempDir private Path dir;

  private static Splits<ClassLabel> splits(Dataset<ClassLabel> all) {
    return new Splits<>(all, Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  private static Study<ClassLabel> study() {
    return Study.on(TASK).strategies("random", "margin").seeds(2).initial(6).batch(4).rounds(2);
  }

  private static List<List<String>> queries(StudyResult result) {
    return result.results().stream()
        .flatMap(strategy -> strategy.seeds().stream())
        .map(
            run ->
                run.queries().stream()
                    .flatMap(query -> query.texts().stream())
                    .map(StudyResult.QueriedText::text)
                    .toList())
        .toList();
  }

  @Test
  void of_withoutATestPart_splitsAFifthOff() {
    assertEquals(80, TASK.train().size());
    assertEquals(20, TASK.test().size());
  }

  @Test
  void run_twoStrategiesOfTwoSeeds_givesResultsAndTheReport() throws IOException {
    StudyResult result = study().learner(new TinyLearner()).run(dir);

    assertEquals(
        List.of("random", "margin"),
        result.results().stream().map(StudyResult.StrategyResult::strategy).toList());
    for (StudyResult.StrategyResult strategy : result.results()) {
      assertEquals(List.of(1L, 2L), strategy.seeds().stream().map(one -> one.seed()).toList());
      strategy.seeds().forEach(run -> assertEquals(3, run.history().size()));
    }
    queries(result).forEach(texts -> assertEquals(6 + 2 * 4, texts.size()));
    assertTrue(result.summary().contains("mean accuracy over the run"), result.summary());
    try (Stream<Path> files = Files.list(dir)) {
      Set<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      assertTrue(
          names.containsAll(
              Set.of("report.html", "learning-curve.svg", "learning-curve.csv", "runs.csv")),
          names::toString);
    }
  }

  @Test
  void run_again_trainsNothingAndGivesTheSame() throws IOException {
    TinyLearner learner = new TinyLearner();
    Study<ClassLabel> study = study().learner(learner);
    StudyResult first = study.run(dir);
    int fits = learner.fits();
    assertTrue(fits > 0);
    StudyResult second = study.run(dir);
    assertEquals(fits, learner.fits());
    assertEquals(first.summary(), second.summary());
    assertEquals(queries(first), queries(second));
  }

  @Test
  void run_onRunsOfOtherSettings_isRefused() throws IOException {
    study().learner(new TinyLearner()).run(dir);
    Study<ClassLabel> other = study().learner(new TinyLearner()).batch(5);
    String message = assertThrows(InvalidInputException.class, () -> other.run(dir)).getMessage();
    assertTrue(message.startsWith("cannot resume " + dir.resolve("runs")), message);
  }

  @Test
  void strategy_ofOnesOwn_isMadeForEachRunAndAskedForItsTexts() throws IOException {
    int[] made = {0};
    StudyResult result =
        Study.on(TASK)
            .strategies("random", "margin")
            .strategy(
                "mine",
                () -> {
                  made[0]++;
                  return Strategies.margin();
                })
            .learner(new TinyLearner())
            .seeds(2)
            .initial(6)
            .batch(4)
            .rounds(2)
            .run(dir);
    assertEquals("mine", result.results().get(2).strategy());
    assertEquals(3, made[0]); // two runs and the check before them
    List<List<String>> asked = queries(result);
    assertEquals(asked.subList(2, 4), asked.subList(4, 6)); // as margin by its name
    assertNotEquals(asked.subList(0, 2), asked.subList(2, 4));
  }

  @Test
  void learner_ofTheCaller_staysOpenAndANamedOneIsFound() throws IOException {
    Closed borrowed = new Closed();
    study().learner(borrowed).run(dir.resolve("borrowed"));
    assertEquals(0, borrowed.closed);

    StudyResult named = study().learner("tfidf(c=1)").run(dir.resolve("named"));
    assertTrue(named.recipe().get("model").startsWith("TF-IDF"), named.recipe()::toString);
    Study<ClassLabel> unknown = study().learner("tf-idf");
    String message = assertThrows(InvalidInputException.class, () -> unknown.run(dir)).getMessage();
    assertTrue(message.startsWith("unknown learner 'tf-idf'; learners: "), message);
  }

  /** A learner that counts how often it is closed. */
  private static final class Closed implements Learner<ClassLabel, TinyClassifier> {
    private final TinyLearner behind = new TinyLearner();
    private int closed;

    @Override
    public TinyClassifier fit(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TinyClassifier> context) {
      return behind.fit(labelled, context);
    }

    @Override
    public String describe() {
      return "closed";
    }

    @Override
    public Set<Output> offers() {
      return behind.offers();
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void setting_below1_isRefusedByItsJavaName() {
    Map<String, IntFunction<Study<ClassLabel>>> settings =
        Map.of(
            "seeds", study()::seeds,
            "initial", study()::initial,
            "batch", study()::batch,
            "rounds", study()::rounds);
    settings.forEach(
        (name, setting) ->
            assertEquals(
                name + " must be at least 1, found 0",
                assertThrows(InvalidInputException.class, () -> setting.apply(0)).getMessage()));
  }

  @Test
  void run_withoutALearnerOrStrategies_isRefused() {
    assertEquals(
        "the study has no learner; give one: learner(..)",
        assertThrows(IllegalStateException.class, () -> study().run(dir)).getMessage());
    Study<ClassLabel> none = Study.on(TASK).learner(new TinyLearner());
    assertEquals(
        "strategies must name different strategies, at least one, found ''",
        assertThrows(InvalidInputException.class, () -> none.run(dir)).getMessage());
  }

  @Test
  void run_aPoolThatIsTooSmall_saysWhatToLower() {
    Study<ClassLabel> much = study().learner(new TinyLearner()).rounds(50);
    assertEquals(
        "pool too small: initial 6 + 50 rounds x 4 = 206 instances wanted, 80 in the pool; lower"
            + " initial, rounds or batch",
        assertThrows(InvalidInputException.class, () -> much.run(dir)).getMessage());
  }

  @Test
  void run_intoAFile_isRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    for (Path into : List.of(file, file.resolve("study"))) {
      Study<ClassLabel> study = study().learner(new TinyLearner());
      assertEquals(
          "dir must be a folder, " + file + " is a file",
          assertThrows(InvalidInputException.class, () -> study.run(into)).getMessage());
    }
  }

  @Test
  void strategy_whoseSupplierGivesNone_isRefusedByItsName() {
    Study<ClassLabel> study = study().learner(new TinyLearner()).strategy("mine", () -> null);
    assertEquals(
        "the supplier of strategy 'mine' must give one, found null",
        assertThrows(NullPointerException.class, () -> study.run(dir)).getMessage());
  }

  @Test
  void of_labelsThatAreNotDeclared_isRefusedByTheInstance() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    Task.ofClasses("texts", TASK.train(), TASK.test(), LabelSpace.of("yes", "no")))
            .getMessage();
    String first = TASK.train().get(0).instance().id();
    assertTrue(message.startsWith("instance '" + first + "': unknown label 'class-"), message);
    assertTrue(message.endsWith("; declared labels: yes, no"), message);
  }

  /** Random choice of fewer texts. */
  private record Sparing(int most) implements QueryStrategy {
    @Override
    public Set<Output> needs() {
      return Set.of();
    }

    @Override
    public Selection select(
        AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
      return most == 0
          ? new Selection(List.of())
          : Strategies.random().select(model, candidates, Budget.items(most), context);
    }

    @Override
    public Map<String, String> settings() {
      return Settings.named("Sparing").toMap();
    }
  }

  @Test
  void run_aStrategyThatChoosesNoneOrOtherNumbers_isRefusedByItsName() {
    Study<ClassLabel> none =
        study().learner(new TinyLearner()).strategy("none", () -> new Sparing(0));
    assertEquals(
        "strategy none chose no more texts after 6 labels with seed 1, in round 1 of 2; let it"
            + " choose some in every round, or lower rounds",
        assertThrows(InvalidInputException.class, () -> none.run(dir.resolve("a"))).getMessage());
    int[] made = {0};
    Study<ClassLabel> fewer =
        study()
            .learner(new TinyLearner())
            .strategy("fewer", () -> new Sparing(++made[0])); // the first is for the check
    assertEquals(
        "strategy fewer chose other numbers of texts with seed 2, [6, 9, 12] labels by round, than"
            + " with seed 1, [6, 8, 10]; let it choose as many with every seed",
        assertThrows(InvalidInputException.class, () -> fewer.run(dir.resolve("b"))).getMessage());
  }
}
