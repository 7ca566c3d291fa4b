package org.al4j.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.PrecisionRecallF1;
import org.al4j.metrics.Score;
import org.al4j.study.advice.RunAdvice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of numbers, of which a smaller score is the better one, and of sets of classes. */
class OtherLabelsReportTest {
  private static final double[][] RANDOM = {{3.0, 2.0}, {3.2, 2.2}, {3.1, 2.1}};
  private static final double[][] LOWER = {{3.0, 1.6}, {3.2, 1.82}, {3.1, 1.7}};
  private static final StudyResult.Classes NONE =
      new StudyResult.Classes(List.of(), List.of(), List.of());

  @TempDir private Path dir;

  @Test
  void verdict_smallerError_isBetterAndCountsItsLabels() {
    Verdict verdict = Verdict.of(new Summary(numbers(LOWER, 3.5)));

    assertEquals("Better than random: variance.", verdict.headline());
    // mean curves 3.1 to 2.1 and 3.1 to 1.707: 2.1 at 10 + 10 x 1.0 / 1.393 labels
    assertEquals(
        "variance needs about 17 labels where random needs 20 to reach rmse 2.100 (14 % fewer). It"
            + " is better in 3 of 3 seeds; the difference in mean rmse over the run is -0.197, 95 %"
            + " interval [-0.211, -0.182]. With all 20 labels it reaches 1.707 against 2.100.",
        verdict.details().get(0));
    assertEquals(
        "Always answering 5.000, the mean of the pool, gives rmse 3.500.",
        verdict.details().get(1));
  }

  @Test
  void verdict_largerError_isWorseAndAheadOfNothing() {
    Verdict verdict =
        Verdict.of(new Summary(numbers(new double[][] {{3.0, 2.9}, {3.2, 3.1}, {3.1, 3.01}}, 2.5)));

    assertEquals("Worse than random: variance.", verdict.headline());
    assertTrue(
        verdict.details().get(0).startsWith("variance does not reach rmse 2.100, where random"),
        verdict::toString);
    assertTrue(verdict.details().get(0).contains("It is worse in 3 of 3 seeds"), verdict::toString);
    assertTrue(
        verdict.details().get(1).endsWith("gives rmse 2.500; not below that at the end: variance."),
        verdict::toString);
  }

  @Test
  void comparison_smallerErrors_areCountedAsBetterSeeds() {
    Summary summary = new Summary(numbers(LOWER, 3.5));
    List<String> row = new ScoreTables(summary).comparison().orElseThrow().rows().get(1);

    assertEquals(
        List.of(
            "variance", "2.403 +- 0.261", "-0.197", "[-0.211, -0.182]", "3/0/0", "3 of 20 (14 %)"),
        row);
    assertTrue(summary.plain().contains("rmse (less is better): mean of 3 seeds"));
    assertTrue(summary.plain().contains("mean rmse, of which less is better, over the run"));
  }

  @Test
  void write_numbers_haveDistancesAndNoClasses() throws IOException {
    Report.write(numbers(LOWER, 3.5), dir);

    String page = Files.readString(dir.resolve("report.html"));
    assertFalse(page.contains("Class by class"), "numbers have no classes");
    assertTrue(page.contains("it was off by"), "how far it was off");
    assertTrue(
        page.contains("mean distance of the queried texts&#39; numbers")
            || page.contains("mean distance of the queried texts' numbers"),
        "mean distance");
    assertTrue(page.contains(">1.50<"), "7.5 said of 9.0");
    assertTrue(page.contains("rmse (less is better)"), "the direction");
    assertEquals(
        "strategy,seed,round,labelled,rmse,train_seconds,score_seconds,train_loss",
        Files.readAllLines(dir.resolve("runs.csv")).get(0));
    assertTrue(page.contains("training loss per text"), "losses need no confusion matrix");
  }

  @Test
  void write_numbers_areShownAsLabelledAndSaidRounded() throws IOException {
    Report.write(numbers(LOWER, 3.5), dir);

    String page = Files.readString(dir.resolve("report.html"));
    assertTrue(page.contains(">7.50<") && page.contains(">9<"), "7.5 said of 9");
  }

  @Test
  void write_sets_haveScoresByClassAndNoConfusion() throws IOException {
    Report.write(sets(), dir);

    String page = Files.readString(dir.resolve("report.html"));
    assertTrue(page.contains("Class by class"), "sets have classes");
    assertTrue(page.contains("texts without a class for none"), "how texts are counted");
    assertFalse(page.contains("confusion matrix"), "no class is taken for another");
    assertTrue(page.contains("least sure of"), "what the model doubted");
    assertTrue(
        page.contains("Always answering no class, the most frequent set of the pool, gives"));
    String table = page.substring(page.indexOf("random after the last round, 1 seed"));
    List<String> joy = cells(table.substring(table.indexOf("joy")));
    assertEquals(List.of("joy", "6", "10", "0.500", "0.250", "0.333"), joy.subList(0, 6));
    assertTrue(page.contains("fear, joy"), "the predicted set");
  }

  private static List<String> cells(String html) {
    return List.of(html.replaceAll("<[^>]*>", "\n").strip().split("\\s*\n\\s*"));
  }

  private static StudyResult numbers(double[][] variance, double constant) {
    StudyResult.QueriedText text =
        new StudyResult.QueriedText(
            "long",
            "9.0",
            List.of(),
            0.4,
            List.of(
                new StudyResult.Guess("7.5", Double.NaN),
                new StudyResult.Guess("0.4", Double.NaN)));
    return new StudyResult(
        "Numbers",
        RealValue.class,
        Score.lower("rmse"),
        NONE,
        Optional.of(
            new StudyResult.Constant("mean number", "5.000, the mean of the pool", constant)),
        List.of(
            result("random", "rmse", text, RANDOM, List.of()),
            result("variance", "rmse", text, variance, List.of())),
        Map.of(),
        Map.of(),
        OptionalDouble.empty());
  }

  private static StudyResult sets() {
    StudyResult.QueriedText text =
        new StudyResult.QueriedText(
            "glad",
            "joy",
            List.of("joy"),
            Double.NaN,
            List.of(
                new StudyResult.Guess("fear, joy", Double.NaN),
                new StudyResult.Guess("fear", 0.51),
                new StudyResult.Guess("joy", 0.6)));
    List<PrecisionRecallF1> scores =
        List.of(new PrecisionRecallF1(0.5, 0.25, 1 / 3.0), new PrecisionRecallF1(1, 1, 1));
    return new StudyResult(
        "Sets",
        LabelSet.class,
        Score.higher("micro_f1"),
        new StudyResult.Classes(List.of("joy", "fear"), List.of(50, 20), List.of(6, 3)),
        Optional.of(
            new StudyResult.Constant(
                "most frequent set", "no class, the most frequent set of the pool", 0)),
        List.of(result("random", "micro_f1", text, new double[][] {{0.1, 0.2}}, scores)),
        Map.of(),
        Map.of(),
        OptionalDouble.empty());
  }

  private static StudyResult.StrategyResult result(
      String name,
      String score,
      StudyResult.QueriedText text,
      double[][] values,
      List<PrecisionRecallF1> scores) {
    List<StudyResult.SeedResult> runs = new ArrayList<>();
    for (double[] pair : values) {
      List<Iteration> history =
          List.of(
              new Iteration(0, 10, 90, 0, Map.of(score, pair[0]), 0.5, 2, 1, 0.5),
              new Iteration(1, 20, 80, 0, Map.of(score, pair[1]), 0.5, 2, 1, 0.25));
      StudyResult.QueriedText plain =
          new StudyResult.QueriedText("plain", "3.0", List.of(), Double.NaN, List.of());
      List<StudyResult.Queried> queries =
          List.of(
              new StudyResult.Queried(0, List.of(plain)),
              new StudyResult.Queried(1, Collections.nCopies(10, text)));
      runs.add(
          new StudyResult.SeedResult(
              runs.size() + 1,
              history,
              queries,
              Optional.empty(),
              scores,
              Optional.empty(),
              RunAdvice.NONE));
    }
    return new StudyResult.StrategyResult(name, "", runs);
  }
}
