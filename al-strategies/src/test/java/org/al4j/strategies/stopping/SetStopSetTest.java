package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.metrics.MultiLabelEvaluator;
import org.al4j.testkit.EvaluatorContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each class of each text is a question of its own. */
class SetStopSetTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");
  private static final List<Instance> TEXTS =
      List.of(Instance.ofText("1", "one"), Instance.ofText("2", "two"));

  /** Says a set of letters of each text, and gives each class a probability. */
  private record Fixed(double p, String... sets) implements SuccessorModel<LabelSet> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<LabelSet>> sink) {
      Iterator<String> said = List.of(sets).iterator();
      for (Instance x : xs) {
        List<String> names = said.next().chars().mapToObj(one -> "" + (char) one).toList();
        double[] all = {p, p, p};
        sink.accept(new Prediction<>(x, LabelSet.of(names), new Confidence.Independent(all)));
      }
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException("not saved");
    }

    @Override
    public void close() {}
  }

  @Nested
  class Contract extends EvaluatorContract<LabelSet> {
    @Override
    protected Dataset<LabelSet> data() {
      List<Labelled<LabelSet>> items = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        items.add(new Labelled<>(Instance.ofText("i" + i, "text " + i), letters(i % 7)));
      }
      return new Dataset<>(items, LABELS);
    }

    @Override
    protected List<Labelled<LabelSet>> narrow() {
      return data().items().stream()
          .filter(item -> !item.annotation().names().contains("a"))
          .toList();
    }

    @Override
    protected SuccessorModel<LabelSet> model() {
      return new ByNumber();
    }

    @Override
    protected Evaluator<LabelSet> evaluator(List<Labelled<LabelSet>> heldOut) {
      return SetStopSet.of(heldOut.stream().<Instance>map(Labelled::instance).toList())
          .beside(MultiLabelEvaluator.of(heldOut));
    }
  }

  /** The letters whose bits a number has. */
  private static LabelSet letters(int bits) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      if ((bits & (1 << i)) > 0) {
        names.add(LABELS.name(i));
      }
    }
    return LabelSet.of(names);
  }

  /** Says letters by the number in a text's id. */
  private record ByNumber() implements SuccessorModel<LabelSet> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<LabelSet>> sink) {
      for (Instance x : xs) {
        int number = Integer.parseInt(x.id().substring(1));
        double[] p = {0.9, 0.2, 0.6};
        sink.accept(new Prediction<>(x, letters(number % 5), new Confidence.Independent(p)));
      }
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException("not saved");
    }

    @Override
    public void close() {}
  }

  @Test
  void evaluate_rounds_areComparedByAnswers() {
    SetStopSet set = SetStopSet.of(TEXTS);
    Map<String, Double> first = set.evaluate(new Fixed(0.5, "ab", ""), LABELS);
    assertEquals(Map.of(StopSet.ENTROPY, 1.0), first);
    set.recorded();
    Map<String, Double> second = set.evaluate(new Fixed(1, "a", "c"), LABELS);
    assertEquals(0.0, second.get(StopSet.ENTROPY));
    assertEquals(1.0, second.get(StopSet.CHANGED), "both texts");
    // a: the same; b: gone, 1; c: new, 1
    assertEquals(2.0 / 3, second.get(StopSet.DELTA_F), 1e-12);
    // of six answers four agree; each model says yes twice: chance (2*2 + 4*4) / 36
    double chance = 20.0 / 36;
    assertEquals((4.0 / 6 - chance) / (1 - chance), second.get(StopSet.KAPPA), 1e-12);
    assertEquals(2.0 / 3, second.get(StopSet.BOUND), 1e-12, "nothing is known of b and c");
    set.recorded();
    Map<String, Double> third = set.evaluate(new Fixed(1, "a", "c"), LABELS);
    assertEquals(
        List.of(0.0, 0.0, 0.0, 1.0),
        List.of(
            third.get(StopSet.CHANGED),
            third.get(StopSet.DELTA_F),
            third.get(StopSet.BOUND),
            third.get(StopSet.KAPPA)));
  }

  @Test
  void evaluate_nothingButEmptySets_isAgreement() {
    SetStopSet set = SetStopSet.of(TEXTS);
    set.evaluate(new Fixed(0, "", ""), LABELS);
    set.recorded();
    Map<String, Double> second = set.evaluate(new Fixed(0, "", ""), LABELS);
    assertEquals(1.0, second.get(StopSet.KAPPA));
    assertEquals(0.0, second.get(StopSet.DELTA_F));
    assertEquals(0.0, second.get(StopSet.CHANGED));
  }

  /** A round that is tried again is compared with the same; another process goes on. */
  @Test
  void restore_ofTheSameTexts_comparesWithTheModelBeforeAlsoWithAFurtherClass() {
    SetStopSet set = SetStopSet.of(TEXTS);
    set.evaluate(new Fixed(1, "a", ""), LabelSpace.of("a", "b"));
    byte[] state = set.state().orElseThrow();
    SetStopSet again = SetStopSet.of(TEXTS);
    again.restore(state);
    Map<String, Double> scores = again.evaluate(new Fixed(1, "ac", ""), LABELS);
    assertEquals(0.5, scores.get(StopSet.CHANGED));
    assertEquals(0.5, scores.get(StopSet.DELTA_F), "c is new, a the same");
    assertThrows(
        InvalidInputException.class,
        () -> SetStopSet.of(TEXTS).restore(Arrays.copyOf(state, state.length - 1)));
    SetStopSet other = SetStopSet.of(List.of(Instance.ofText("3", "three")));
    assertThrows(InvalidInputException.class, () -> other.restore(state));
    assertFalse(SetStopSet.of(TEXTS).state().isPresent());
  }

  @Test
  void of_noText_isRefused() {
    assertThrows(InvalidInputException.class, () -> SetStopSet.of(List.of()));
  }
}
