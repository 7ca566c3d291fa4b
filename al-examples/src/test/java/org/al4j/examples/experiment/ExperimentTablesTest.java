package org.al4j.examples.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.log.Iteration;
import org.al4j.study.report.StudyResult;
import org.junit.jupiter.api.Test;

class ExperimentTablesTest {
  @Test
  void upsTable_twoSeeds_showsQualityPassesAndTime() {
    ScoredRound full = new ScoredRound(false, 100, 100, 2);
    UpsTable.Row whole =
        new UpsTable.Row(
            "whole",
            List.of(run(1, 0.5, 0.6, 0.7), run(2, 0.5, 0.7, 0.8)),
            List.of(
                List.of(full, new ScoredRound(true, 90, 90, 1)),
                List.of(full, new ScoredRound(true, 90, 90, 1))));
    UpsTable.Row part =
        new UpsTable.Row(
            "part",
            List.of(run(1, 0.5, 0.6, 0.7), run(2, 0.5, 0.7, 0.6)),
            List.of(
                List.of(full, new ScoredRound(true, 90, 10, 0.25)),
                List.of(full, new ScoredRound(true, 90, 8, 0.15))));
    assertEquals(
        """
        | scored | accuracy at 10 | accuracy at 20 | accuracy at 30 | AULC | AULC - whole (win/tie/loss) | passes a run | fewer | passes a sampled round | fewer | scoring s a run | scoring s a sampled round | training s a run |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        | whole | 0.500 | 0.650 | 0.750 | 0.638 |  | 190 | 1.00x | 90 | 1.00x | 3.00 | 1.000 | 9.0 |
        | part | 0.500 | 0.650 | 0.650 | 0.613 | -0.025 (0/1/1) | 109 | 1.74x | 9 | 10.00x | 2.20 | 0.200 | 9.0 |
        """,
        new UpsTable("accuracy", List.of(whole, part)).markdown());
  }

  @Test
  void plasmTable_twoSeeds_pairsWithLabelsAcquiredByTheSuccessor() {
    PlasmTable table = new PlasmTable("accuracy");
    table.add("bert", PlasmTable.Source.SELF, 10, measured(0.8, Map.of()));
    table.add("bert", PlasmTable.Source.SELF, 20, measured(0.6, Map.of()));
    Map<String, Double> pseudo =
        Map.of(
            PseudoLabelScores.GIVEN, 50.0,
            PseudoLabelScores.KEPT, 40.0,
            PseudoLabelScores.RIGHT_GIVEN, 0.7,
            PseudoLabelScores.RIGHT_KEPT, 0.75);
    table.add("bert", PlasmTable.Source.FILTERED, 4, measured(0.9, pseudo));
    table.add("bert", PlasmTable.Source.FILTERED, 6, measured(0.7, pseudo));
    table.add("bert", PlasmTable.Source.RANDOM, Double.NaN, measured(0.5, Map.of()));
    assertEquals(
        """
        | successor | labels chosen by | gold | pseudo kept / given | right kept / given | accuracy | accuracy - itself (win/tie/loss) | acquire s | train s |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|
        | bert | itself | 12 |  |  | 0.700 |  | 15.0 | 3.0 |
        | bert | student + confident pseudo-labels | 12 | 40 / 50 | 0.750 / 0.700 | 0.800 | +0.100 (2/0/0) | 5.0 | 3.0 |
        | bert | random | 12 |  |  | 0.500 |  | - | 3.0 |
        """,
        table.markdown());
  }

  private static StudyResult.SeedResult run(long seed, double... accuracies) {
    List<Iteration> history = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      history.add(iteration(i, 10 * (i + 1), Map.of("accuracy", accuracies[i])));
    }
    return new StudyResult.SeedResult(seed, history);
  }

  private static Iteration measured(double accuracy, Map<String, Double> more) {
    Map<String, Double> scores = new TreeMap<>(more);
    scores.put("accuracy", accuracy);
    return iteration(0, 12, scores);
  }

  private static Iteration iteration(int round, int labelled, Map<String, Double> scores) {
    return new Iteration(round, labelled, 100, 0, scores, 1, 3, 0.5);
  }
}
