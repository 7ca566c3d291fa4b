package org.al4j.examples.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.log.Iteration;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.ups.FullRounds;
import org.al4j.study.StudyPlan;
import org.al4j.study.StudyRunner;
import org.al4j.study.Task;
import org.al4j.study.report.StudyResult;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoredRoundTest {
  private static final String SCHEDULE = "0:1:4";
  private static final List<Boolean> SAMPLED = List.of(false, false, true, true, false, true);
  private static final List<Integer> POOLS = List.of(280, 270, 260, 250, 240, 230);

  @TempDir private Path dir;

  @Test
  void whole_runWithoutPolicy_scoresThePoolEachRound() throws IOException {
    StudyResult.SeedResult run = study(Variant.FULL).seeds().get(0);
    List<ScoredRound> rounds = ScoredRound.whole(run.history(), FullRounds.listed(0, 1, 4));
    assertEquals(SAMPLED, rounds.stream().map(ScoredRound::sampled).toList());
    assertEquals(POOLS, rounds.stream().map(ScoredRound::pool).toList());
    assertEquals(POOLS, rounds.stream().map(ScoredRound::scored).toList());
    assertEquals(seconds(run), rounds.stream().map(ScoredRound::seconds).toList());
  }

  @Test
  void recorded_topShare_scoresTheExpectedShareInSampledRounds() throws IOException {
    StudyResult.SeedResult run = study(Variant.TOP).seeds().get(0);
    List<ScoredRound> rounds = ScoredRound.recorded(run.history(), runDir(Variant.TOP, run.seed()));
    assertEquals(SAMPLED, rounds.stream().map(ScoredRound::sampled).toList());
    assertEquals(POOLS, rounds.stream().map(ScoredRound::pool).toList());
    assertEquals(
        List.of(280, 270, 29, 28, 240, 26), rounds.stream().map(ScoredRound::scored).toList());
    assertEquals(seconds(run), rounds.stream().map(ScoredRound::seconds).toList());
  }

  @Test
  void recorded_ups_neverScoresLessThanTheShareThatIsAlwaysKept() throws IOException {
    StudyResult.SeedResult run = study(Variant.UPS).seeds().get(0);
    List<ScoredRound> rounds = ScoredRound.recorded(run.history(), runDir(Variant.UPS, run.seed()));
    for (ScoredRound round : rounds) {
      assertTrue(
          round.sampled()
              ? round.scored() > 0.1 * round.pool() && round.scored() < 0.2 * round.pool()
              : round.scored() == round.pool(),
          round.toString());
    }
  }

  @Test
  void recorded_runWithoutPolicy_isRefused() throws IOException {
    StudyResult.SeedResult run = study(Variant.FULL).seeds().get(0);
    assertThrows(
        InvalidInputException.class,
        () -> ScoredRound.recorded(run.history(), runDir(Variant.FULL, run.seed())));
  }

  private StudyResult.StrategyResult study(Variant variant) throws IOException {
    Dataset<ClassLabel> texts = FakeTexts.dataset(400, 3, 1);
    Task<ClassLabel> task =
        Task.ofClasses(
            "fake", texts.items().subList(0, 300), texts.items().subList(300, 400), texts.labels());
    try (StudyRunner<ClassLabel> runner =
        new StudyRunner<>(task, plan(variant), TfidfLearner.create())) {
      return runner
          .run(dir, new ProgressLines(new PrintWriter(Writer.nullWriter())))
          .results()
          .get(0);
    }
  }

  private Path runDir(Variant variant, long seed) {
    return dir.resolve("runs")
        .resolve(plan(variant).runFolder(variant.strategy(0.1, 0.01, SCHEDULE), (int) seed));
  }

  private static StudyPlan plan(Variant variant) {
    return new StudyPlan(List.of(variant.strategy(0.1, 0.01, SCHEDULE)), 1, 1, 20, 10, 6);
  }

  private static List<Double> seconds(StudyResult.SeedResult run) {
    return run.history().stream().skip(1).map(Iteration::selectSeconds).toList();
  }
}
