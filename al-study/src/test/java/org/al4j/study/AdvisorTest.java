package org.al4j.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.read.Splits;
import org.al4j.metrics.LabelErrors;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.study.advice.RunAdvice;
import org.al4j.study.advice.SuspectedLabels;
import org.al4j.study.report.StudyResult;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What studies tell beside their curves. */
class AdvisorTest {
  private static final Dataset<ClassLabel> ALL = FakeTexts.dataset(150, 2, 3);

  @TempDir private Path dir;

  private static Study<ClassLabel> study(Dataset<ClassLabel> data) {
    Task<ClassLabel> task =
        Task.of(
            "texts",
            ClassLabel.class,
            new Splits<>(data, Optional.empty(), Optional.empty(), List.of(), List.of()));
    return Study.on(task)
        .learner(new TinyLearner())
        .strategies("random", "margin")
        .seeds(1)
        .initial(10)
        .batch(10)
        .rounds(4);
  }

  private String file(String name) throws IOException {
    return Files.readString(dir.resolve(name));
  }

  private static RunAdvice advice(StudyResult result) {
    return result.results().get(0).seeds().get(0).advice();
  }

  @Test
  void run_withCriteria_goesOnAndTellsWhereTheyFire() throws IOException {
    StudyResult result =
        study(ALL)
            .stopping("max-labels(count=25)", "bounded-change(change=0.5,window=1)")
            .stopSet(40)
            .price(0.5)
            .run(dir);

    for (StudyResult.StrategyResult strategy : result.results()) {
      for (StudyResult.SeedResult run : strategy.seeds()) {
        assertEquals(5, run.history().size());
        assertEquals(OptionalInt.of(2), run.advice().stops().get(0).round());
        assertEquals(40, run.advice().stopSet());
        assertFalse(run.history().get(0).scores().containsKey(StopSet.CHANGED));
        assertTrue(run.history().get(4).scores().containsKey(StopSet.BOUND));
      }
    }
    String summary = result.summary();
    assertTrue(summary.contains("\nWhat it would have saved\n"), summary);
    assertTrue(
        summary.contains("random: max-labels(count=25) would have stopped at 30 labels, with"),
        summary);
    assertTrue(summary.contains("The remaining 20 labels brought "), summary);
    String page = file("report.html");
    assertTrue(page.contains("<h2>When to stop</h2>"), page);
    assertTrue(page.contains("it was kept in "), page);
    assertEquals(0.5, result.price().orElseThrow());
    assertEquals(1, result.savings().size());
    assertEquals("40 texts of the pool", result.recipe().get("stop set"));
    assertEquals(
        summary,
        study(ALL)
            .stopping("max-labels(count=25)", "bounded-change(change=0.5,window=1)")
            .stopSet(40)
            .price(0.5)
            .run(dir)
            .summary());
  }

  @Test
  void run_otherStopSet_isRefusedAsAnotherEvaluator() throws IOException {
    study(ALL).stopSet(40).run(dir);
    Study<ClassLabel> other = study(ALL).stopSet(41);
    String said = assertThrows(InvalidInputException.class, () -> other.run(dir)).getMessage();
    assertTrue(said.contains("evaluator"), said);
  }

  @Test
  void run_withoutCriteria_hasNoStopSet() throws IOException {
    StudyResult result = study(ALL).run(dir);
    assertEquals(0, advice(result).stopSet());
    assertFalse(result.summary().contains("When to stop"));
    assertTrue(result.price().isEmpty());
  }

  @Test
  void run_flippedLabels_areSuspectedByModelsThatHadNotSeenThem() throws IOException {
    List<Labelled<ClassLabel>> items =
        ALL.items().stream()
            .map(
                item ->
                    item.instance().id().hashCode() % 10 == 0
                        ? new Labelled<>(item.instance(), other(item.annotation()))
                        : item)
            .toList();
    StudyResult result = study(new Dataset<>(items, ALL.labels())).rounds(8).run(dir);

    RunAdvice advice = advice(result);
    // all queries but the first, which no model made
    assertEquals(80, advice.labels().checked().size());
    long queried = advice.labels().checked().stream().filter(AdvisorTest::flipped).count();
    long found = advice.labels().suspects().stream().filter(one -> flipped(one.id())).count();
    assertTrue(queried >= 3, "queried " + queried);
    assertTrue(3 * found >= queried, found + " of " + queried);
    double rate = (double) found / advice.labels().suspects().size();
    assertTrue(rate > 1.5 * queried / 80, "no more than among all labels: " + rate);
    List<String> csv = Files.readAllLines(dir.resolve("label-errors.csv"));
    assertEquals(
        "strategy,seed,rank,id,label,suggested,self_confidence,normalised_margin,text", csv.get(0));
    assertTrue(csv.get(1).startsWith("random,1,1," + advice.labels().suspects().get(0).id()));
    assertTrue(file("report.html").contains("<h2>Suspected labels</h2>"));
  }

  private static boolean flipped(String id) {
    return id.hashCode() % 10 == 0;
  }

  private static ClassLabel other(ClassLabel label) {
    return new ClassLabel(ALL.labels().name(1 - ALL.labels().index(label.name())));
  }

  @Test
  void run_notesOfAnOlderVersion_suspectNothing() throws IOException {
    study(ALL).run(dir);
    try (var notes = Files.walk(dir.resolve("runs"))) {
      for (Path note : notes.filter(file -> file.toString().contains("query-")).toList()) {
        String old = Files.readString(note).replaceAll(",\"probabilities\":\\[[^\\]]*]", "");
        assertFalse(old.contains("probabilities"));
        Files.writeString(note, old);
      }
    }
    Files.delete(dir.resolve("label-errors.csv"));

    StudyResult again = study(ALL).run(dir);

    assertEquals(SuspectedLabels.NONE, advice(again).labels());
    assertTrue(Files.notExists(dir.resolve("label-errors.csv")));
    assertFalse(
        again.results().get(0).seeds().get(0).queries().get(1).texts().get(0).guesses().isEmpty());
  }

  @Test
  void run_criterionOfAStopSetOnLabelSets_isRefused() {
    Dataset<LabelSet> sets = FakeTexts.labelSets(60, 3, 1);
    Task<LabelSet> task =
        Task.of(
            "sets",
            LabelSet.class,
            new Splits<>(sets, Optional.empty(), Optional.empty(), List.of(), List.of()));
    Study<LabelSet> study =
        Study.on(task).learner("tfidf").strategies("random").stopping("stable-f").rounds(1);
    String said = assertThrows(InvalidInputException.class, () -> study.run(dir)).getMessage();
    assertTrue(
        said.startsWith(
            "a stop set is for one class a text or a tag for each word, these labels are sets"),
        said);
    assertTrue(Files.notExists(dir.resolve("runs")));
  }

  @Test
  void run_unknownCriterion_isRefused() {
    Study<ClassLabel> study = study(ALL).stopping("sometime");
    assertThrows(InvalidInputException.class, () -> study.run(dir));
  }

  @Test
  void crossValidated_tooFewTexts_isRefused() {
    Dataset<ClassLabel> few = new Dataset<>(ALL.items().subList(0, 3), ALL.labels());
    try (TinyLearner learner = new TinyLearner()) {
      String said =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      SuspectedLabels.crossValidated(
                          learner, few, 5, 1, LabelErrors.Order.SELF_CONFIDENCE))
              .getMessage();
      assertTrue(said.startsWith("3 labelled texts cannot be cross-validated"), said);
    }
  }
}
