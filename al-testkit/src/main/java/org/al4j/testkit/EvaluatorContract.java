package org.al4j.testkit;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;

/**
 * What every evaluator must keep. Extend it, implement the abstract methods, and the tests are
 * inherited.
 *
 * @param <A> the kind of annotation it measures
 */
public abstract class EvaluatorContract<A extends Annotation> {
  /** The contract's tests are inherited. */
  protected EvaluatorContract() {}

  /** Labelled instances, at least ten, the same at each call. */
  protected abstract Dataset<A> data();

  /**
   * A model that is right on some of {@link #data()} and wrong on others, the same at each call.
   */
  protected abstract SuccessorModel<A> model();

  /** An evaluator on the given held-out instances. */
  protected abstract Evaluator<A> evaluator(List<Labelled<A>> heldOut);

  /**
   * Some instances of {@link #data()} whose annotations have least variety; the first by default.
   */
  protected List<Labelled<A>> narrow() {
    return data().items().subList(0, 5);
  }

  private Map<String, Double> scores(List<Labelled<A>> heldOut) {
    try (SuccessorModel<A> model = model()) {
      return evaluator(heldOut).evaluate(model, data().labels());
    }
  }

  @Test
  void settings_twoEvaluators_areToldAndTellTheirDataApart() {
    List<Labelled<A>> all = data().items();
    Evaluator<A> first = evaluator(all);
    assertTrue(
        Settings.areKnown(first), "a run that is kept must know what it is set to: settings()");
    assertEquals(first.settings(), evaluator(all).settings());
    Evaluator<A> other = evaluator(all.subList(1, all.size()));
    assertNotEquals(
        List.of(first.describe(), first.settings()), List.of(other.describe(), other.settings()));
  }

  @Test
  void evaluate_heldOut_givesFiniteScores() {
    Map<String, Double> scores = scores(data().items());
    assertFalse(scores.isEmpty());
    scores.forEach((name, value) -> assertTrue(Double.isFinite(value), name + " = " + value));
  }

  @Test
  void evaluate_otherOrder_givesTheSameScores() {
    List<Labelled<A>> shuffled = new ArrayList<>(data().items());
    Collections.shuffle(shuffled, new Random(2));
    requireEqual(scores(data().items()), scores(shuffled));
  }

  private static void requireEqual(Map<String, Double> expected, Map<String, Double> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach(
        (name, value) -> assertEquals(value, found.getOrDefault(name, NaN), 1e-12, name));
  }

  /** A round that does not come to its record is evaluated again. */
  @Test
  void evaluate_triedAgain_givesTheSameScores() {
    Evaluator<A> evaluator = evaluator(data().items());
    try (SuccessorModel<A> model = model()) {
      requireEqual(
          evaluator.evaluate(model, data().labels()), evaluator.evaluate(model, data().labels()));
      evaluator.recorded();
      requireEqual(
          evaluator.evaluate(model, data().labels()), evaluator.evaluate(model, data().labels()));
    }
  }

  /** What it compares a round with is given out and taken back. */
  @Test
  void restore_state_givesTheScoresOfAnUndisturbedRun() {
    Evaluator<A> undisturbed = evaluator(data().items());
    Evaluator<A> resumed = evaluator(data().items());
    try (SuccessorModel<A> model = model()) {
      undisturbed.evaluate(model, data().labels());
      Optional<byte[]> state = undisturbed.state().map(byte[]::clone);
      undisturbed.recorded();
      state.ifPresent(resumed::restore);
      requireEqual(
          undisturbed.evaluate(model, data().labels()), resumed.evaluate(model, data().labels()));
    }
  }

  @Test
  void evaluate_littleVariety_givesFiniteScores() {
    scores(narrow())
        .forEach((name, value) -> assertTrue(Double.isFinite(value), name + " = " + value));
  }

  @Test
  void evaluate_modelThatSkipsOrRepeats_isRefused() {
    List<Labelled<A>> heldOut = data().items();
    try (SuccessorModel<A> model = model()) {
      for (int times : new int[] {0, 2}) {
        assertThrows(
            InvalidInputException.class,
            () -> evaluator(heldOut).evaluate(new Faulty<>(model, times), data().labels()));
      }
    }
  }

  @Test
  void describe_data_isTold() {
    List<Labelled<A>> all = data().items();
    assertEquals(evaluator(all).describe(), evaluator(all).describe());
    assertNotEquals(
        evaluator(all).describe(),
        evaluator(all.subList(1, all.size())).describe(),
        "a run is resumed only with the same data");
    assertNotEquals(
        evaluator(all.subList(1, all.size())).describe(),
        evaluator(all.subList(0, all.size() - 1)).describe(),
        "as many, but others");
  }

  /** Gives what is said of the last instance so many times. */
  private record Faulty<A extends Annotation>(SuccessorModel<A> model, int times)
      implements SuccessorModel<A> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
      List<Prediction<A>> all = new ArrayList<>();
      model.predict(xs, all::add);
      Prediction<A> last = all.remove(all.size() - 1);
      all.addAll(Collections.nCopies(times, last));
      all.forEach(sink);
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException("an evaluator saves no model");
    }

    @Override
    public void close() {}
  }
}
