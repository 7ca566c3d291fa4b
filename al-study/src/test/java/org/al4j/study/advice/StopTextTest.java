package org.al4j.study.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.pool.Pool;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;

class StopTextTest {
  private static final Score ACCURACY = Score.higher("accuracy");
  private static final LearningCurve CURVE =
      new LearningCurve(
          "margin",
          List.of(seed(1, 0.6, 0.7, 0.72), seed(2, 0.6, 0.8, 0.81), seed(3, 0.6, 0.7, 0.73)));

  private static SeedCurve seed(long seed, Double... qualities) {
    return new SeedCurve(seed, List.of(100, 200, 300), List.of(qualities));
  }

  private static StopPoint at(int round) {
    return new StopPoint("stable-f", OptionalInt.of(round), "F is stable");
  }

  private static final StopPoint NEVER = new StopPoint("stable-f", OptionalInt.empty(), "");

  private static String text(StopPoint... points) {
    return StopText.of(CURVE, List.of(points)).text(ACCURACY, "labels");
  }

  @Test
  void text_allRunsAtOneRound_saysWhatTheRestBrought() {
    // gains .02, .01 and .03: t(2) x .01 / sqrt(3) = .0248
    assertEquals(
        "stable-f would have stopped at 200 labels, with accuracy 0.733. The remaining 100 labels"
            + " brought +0.020, 95 % interval -0.005 to +0.045.",
        text(at(1), at(1), at(1)));
  }

  @Test
  void text_someRuns_isAboutThese() {
    assertEquals(
        "stable-f would have stopped 2 of 3 runs at 150 labels on average, with accuracy 0.650. The"
            + " remaining 150 labels brought +0.075.",
        text(at(0), NEVER, at(1)));
    assertEquals(
        "stable-f would have stopped 1 of 3 runs at 300 labels, with accuracy 0.810. That was the"
            + " end of the run.",
        text(NEVER, at(2), NEVER));
  }

  @Test
  void text_noRun_saysSo() {
    assertEquals("stable-f would not have stopped any of the 3 runs.", text(NEVER, NEVER, NEVER));
    assertEquals(
        "stable-f would not have stopped the run.",
        StopText.of(new LearningCurve("x", CURVE.seeds().subList(0, 1)), List.of(NEVER))
            .text(ACCURACY, "labels"));
  }

  @Test
  void point_criterion_isAskedAfterEachRoundWithItsPool() {
    List<Iteration> history = new ArrayList<>();
    List<Pool<ClassLabel>> pools = new ArrayList<>();
    var items = FakeTexts.dataset(30, 2, 1).items();
    Pool<ClassLabel> pool = Pool.unlabelled(items.stream().map(item -> item.instance()).toList());
    for (int round = 0; round < 3; round++) {
      pool = pool.label(items.subList(10 * round, 10 * round + 10));
      pools.add(pool);
      history.add(
          new Iteration(
              round, 10 + 10 * round, 20, 0, Map.of("accuracy", 0.5 + 0.1 * round), 0, 0, 0));
    }

    StopPoint labels = StopPoint.of("labels", Stopping.maximumLabels(15), history, pools);
    assertEquals(OptionalInt.of(1), labels.round());
    assertTrue(labels.reason().startsWith("the label budget is spent: 20"), labels::reason);
    assertEquals(
        OptionalInt.of(2),
        StopPoint.of("target", Stopping.targetQuality("accuracy", 0.7), history, pools).round());
    assertEquals(
        new StopPoint("never", OptionalInt.empty(), ""),
        StopPoint.of("never", Stopping.maximumLabels(31), history, pools));
  }

  @Test
  void settings_wrong_areRefused() {
    List<String> twice = Collections.nCopies(2, "stable-f");
    assertThrows(InvalidInputException.class, () -> new AdviceSettings(twice, null, null));
    assertThrows(InvalidInputException.class, () -> new AdviceSettings(List.of(), 0, null));
    assertThrows(InvalidInputException.class, () -> new AdviceSettings(List.of(), null, -0.1));
    assertThrows(
        InvalidInputException.class, () -> new AdviceSettings(List.of(), null, Double.NaN));
    assertEquals(0.0, new AdviceSettings(List.of(), null, 0.0).price());
  }
}
