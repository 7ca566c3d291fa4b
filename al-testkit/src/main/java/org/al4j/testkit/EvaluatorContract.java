package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;

/**
 * What every evaluator of classifiers must keep. Extend it, implement {@link #evaluator}, and the
 * tests are inherited.
 */
public abstract class EvaluatorContract {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(80, 3, 13);

  /** The contract's tests are inherited. */
  protected EvaluatorContract() {}

  /** An evaluator on the given held-out instances. */
  protected abstract Evaluator<ClassLabel> evaluator(List<Labelled<ClassLabel>> heldOut);

  private Map<String, Double> scores(List<Labelled<ClassLabel>> heldOut) {
    try (TinyClassifier model =
        new TinyLearner().fit(DATA.items().subList(0, 40), FitContext.of(DATA.labels(), 1))) {
      return evaluator(heldOut).evaluate(model, DATA.labels());
    }
  }

  @Test
  void settings_twoEvaluators_areToldAndTellTheirDataApart() {
    Evaluator<ClassLabel> first = evaluator(DATA.items().subList(40, 80));
    assertTrue(
        Settings.areKnown(first), "a run that is kept must know what it is set to: settings()");
    assertEquals(first.settings(), evaluator(DATA.items().subList(40, 80)).settings());
    Evaluator<ClassLabel> other = evaluator(DATA.items().subList(41, 80));
    assertNotEquals(
        List.of(first.describe(), first.settings()), List.of(other.describe(), other.settings()));
  }

  @Test
  void evaluate_heldOut_givesFiniteScores() {
    Map<String, Double> scores = scores(DATA.items().subList(40, 80));
    assertFalse(scores.isEmpty());
    scores.forEach((name, value) -> assertTrue(Double.isFinite(value), name + " = " + value));
  }

  @Test
  void evaluate_otherOrder_givesTheSameScores() {
    List<Labelled<ClassLabel>> shuffled = new ArrayList<>(DATA.items().subList(40, 80));
    Collections.shuffle(shuffled, new Random(2));
    Map<String, Double> first = scores(DATA.items().subList(40, 80));
    scores(shuffled).forEach((name, value) -> assertEquals(first.get(name), value, 1e-12, name));
  }

  @Test
  void evaluate_absentClass_givesFiniteScores() {
    List<Labelled<ClassLabel>> one =
        DATA.items().stream().filter(item -> item.annotation().name().equals("class-1")).toList();
    scores(one).forEach((name, value) -> assertTrue(Double.isFinite(value), name + " = " + value));
  }
}
