package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.pool.Pool;
import org.al4j.metrics.Score;
import org.al4j.metrics.TaggingEvaluator;
import org.al4j.strategies.named.NamedCriterion;
import org.al4j.testkit.CountingTagger;
import org.al4j.testkit.EvaluatorContract;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.Test;

/** The stop set of taggers keeps the testkit's contract and compares words and spans. */
class TagStopSetTest extends EvaluatorContract<TagSequence> {
  private static final Dataset<TagSequence> ALL = FakeSentences.dataset(60, 3);
  private static final LabelSpace LABELS = LabelSpace.of("B-X", "B-Y", "I-X", "O");
  private static final Pool<TagSequence> POOL = Pool.of(ALL);

  @Override
  protected Dataset<TagSequence> data() {
    return new Dataset<>(ALL.items().subList(20, 60), ALL.labels());
  }

  @Override
  protected SuccessorModel<TagSequence> model() {
    return new CountingTagger().fit(ALL.items().subList(0, 20), FitContext.of(ALL.labels(), 1));
  }

  @Override
  protected Evaluator<TagSequence> evaluator(List<Labelled<TagSequence>> heldOut) {
    return TagStopSet.of(heldOut.stream().<Instance>map(Labelled::instance).toList())
        .beside(TaggingEvaluator.of(heldOut));
  }

  /** Says the same tags of a sentence of four words, and is sure or not. */
  private record Fixed(List<String> tags, boolean sure) implements SuccessorModel<TagSequence> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<TagSequence>> sink) {
      double[][] p = new double[tags.size()][4];
      for (double[] word : p) {
        Arrays.fill(word, sure ? 0 : 0.25);
        word[0] = sure ? 1 : 0.25;
      }
      xs.forEach(
          x -> sink.accept(new Prediction<>(x, new TagSequence(tags), new Confidence.Words(p))));
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException("not saved");
    }

    @Override
    public void close() {}
  }

  private static Fixed saying(boolean sure, String... tags) {
    return new Fixed(List.of(tags), sure);
  }

  private static TagStopSet four() {
    return TagStopSet.of(List.of(Instance.ofWords("1", List.of("a", "b", "c", "d"))));
  }

  @Test
  void evaluate_rounds_areComparedByWordsAndSpans() {
    TagStopSet set = four();
    Map<String, Double> first = set.evaluate(saying(false, "B-X", "I-X", "O", "B-Y"), LABELS);
    assertEquals(Map.of(StopSet.ENTROPY, 1.0), first);
    set.recorded();
    Map<String, Double> second = set.evaluate(saying(true, "B-X", "O", "O", "B-Y"), LABELS);
    assertEquals(0.0, second.get(StopSet.ENTROPY));
    assertEquals(0.25, second.get(StopSet.CHANGED));
    // one span of two stays: F1 is 1/2
    assertEquals(0.5, second.get(StopSet.DELTA_F));
    // three of four words agree; chance (1*1 + 1*1 + 1*0 + 1*2) / 16 = 1/4
    assertEquals((0.75 - 0.25) / 0.75, second.get(StopSet.KAPPA), 1e-12);
  }

  /** Rounds of models that say these tags of a sentence of four words. */
  private static List<Iteration> rounds(String... tags) {
    TagStopSet set = four();
    List<Iteration> history = new ArrayList<>();
    for (String one : tags) {
      Map<String, Double> scores = set.evaluate(saying(true, one.split(" ", -1)), LABELS);
      set.recorded();
      history.add(new Iteration(history.size(), history.size() + 1, 90, 0, scores, 1, 1, 1));
    }
    return history;
  }

  /** After how many rounds a criterion first stops, 0 if never. */
  private static int stops(String criterion, List<Iteration> history) {
    NamedCriterion named = NamedCriterion.of(criterion, Score.higher("f1"));
    for (int rounds = 1; rounds <= history.size(); rounds++) {
      if (named.criterion().reason(history.subList(0, rounds), POOL).isPresent()) {
        return rounds;
      }
    }
    return 0;
  }

  @Test
  void criteria_byName_goByWordsAndSpans() {
    // kappa: -, 2/3, 1, 1; delta F: -, 1/2, 0, 0; changed words: -, 1/4, 0, 0
    List<Iteration> history = rounds("B-X I-X O B-Y", "B-X O O B-Y", "B-X O O B-Y", "B-X O O B-Y");
    assertEquals(2, stops("stable-predictions(window=1,kappa=0.66)", history));
    assertEquals(3, stops("stable-predictions(window=1,kappa=0.67)", history));
    assertEquals(3, stops("stable-predictions(window=2,kappa=0.83)", history), "mean 5/6");
    assertEquals(4, stops("stable-predictions(window=2,kappa=0.84)", history));
    assertEquals(2, stops("stable-f(window=1,threshold=0.51)", history));
    assertEquals(3, stops("stable-f(window=1,threshold=0.5)", history));
    assertEquals(3, stops("stable-f(window=2,threshold=0.51)", history));
    assertEquals(4, stops("stable-f(window=2,threshold=0.1)", history));
    assertEquals(0, stops("stable-f", history), "three comparisons, one of them large");
    assertEquals(2, stops("unchanged-predictions(share=0.25)", history));
    assertEquals(3, stops("unchanged-predictions(share=0.24)", history));
    assertEquals(1, stops("confidence", history), "sure from the first");
  }

  @Test
  void evaluate_nothingButOutside_isAgreement() {
    TagStopSet set = four();
    set.evaluate(saying(true, "O", "O", "O", "O"), LABELS);
    set.recorded();
    Map<String, Double> second = set.evaluate(saying(true, "O", "O", "O", "O"), LABELS);
    assertEquals(1.0, second.get(StopSet.KAPPA));
    assertEquals(0.0, second.get(StopSet.DELTA_F));
    assertEquals(0.0, second.get(StopSet.CHANGED));
  }

  @Test
  void restore_otherSentences_isRefused() {
    TagStopSet set = four();
    set.evaluate(saying(true, "O", "O", "O", "O"), LABELS);
    byte[] state = set.state().orElseThrow();
    TagStopSet other = TagStopSet.of(List.of(Instance.ofWords("2", List.of("a", "b", "c", "d"))));
    assertThrows(InvalidInputException.class, () -> other.restore(state));
    assertThrows(
        InvalidInputException.class, () -> four().restore(Arrays.copyOf(state, state.length - 1)));
    assertFalse(four().state().isPresent());
  }

  @Test
  void of_noWord_isRefused() {
    assertThrows(InvalidInputException.class, () -> TagStopSet.of(List.of()));
    assertThrows(
        InvalidInputException.class, () -> TagStopSet.of(List.of(Instance.ofText("1", "a b"))));
  }

  @Test
  void evaluate_otherNumberOfTags_isRefusedByName() {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> four().evaluate(saying(true, "O"), LABELS));
    assertTrue(e.getMessage().contains("1 tags for 4 words"), e.getMessage());
  }
}
