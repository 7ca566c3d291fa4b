package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.junit.jupiter.api.Test;

/** Cross-validation of learners of label sets and of numbers. */
class CrossValidationKindsTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");

  /** Learns a constant, and records what each fit saw. */
  private record Constant<A extends Annotation>(
      Function<List<A>, A> constant, List<Set<String>> fits) implements Learner<A, Said<A>> {
    @Override
    public String describe() {
      return "constant";
    }

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public Said<A> fit(List<Labelled<A>> labelled, FitContext<A, Said<A>> context) {
      fits.add(Set.copyOf(labelled.stream().map(item -> item.instance().id()).toList()));
      A said = constant.apply(labelled.stream().map(Labelled::annotation).toList());
      return new Said<>(x -> said);
    }
  }

  private static <A extends Annotation> List<Labelled<A>> items(List<A> annotations) {
    List<Labelled<A>> items = new ArrayList<>();
    for (A annotation : annotations) {
      String id = String.format(Locale.ROOT, "i%03d", items.size());
      items.add(new Labelled<>(Instance.ofText(id, "text " + id), annotation));
    }
    return items;
  }

  private static Constant<RealValue> mean() {
    return new Constant<>(
        values ->
            new RealValue(values.stream().mapToDouble(RealValue::value).average().orElseThrow()),
        new ArrayList<>());
  }

  private static List<Labelled<RealValue>> numbers(int count) {
    List<RealValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(new RealValue(i));
    }
    return items(values);
  }

  @Test
  void scores_numbersLeftOutOneByOne_areThoseByHand() {
    // 0, 1 and 5: the mean of the others is 3, 2.5 and .5, so errors are 3, 1.5 and 4.5
    List<Labelled<RealValue>> three =
        items(List.of(new RealValue(0), new RealValue(1), new RealValue(5)));
    Map<String, Double> scores =
        CrossValidation.of(mean(), Measure.NUMBERS, 3).scores(three, LabelSpace.none(), 1);
    assertEquals(Set.of("cv_rmse", "cv_mae", "cv_pearson", "cv_spearman"), scores.keySet());
    assertEquals(Math.sqrt((9 + 2.25 + 20.25) / 3), scores.get("cv_rmse"), 1e-12);
    assertEquals(3, scores.get("cv_mae"), 1e-12);
    assertEquals(-1, scores.get("cv_pearson"), 1e-12, "each mean leaves its own number out");
  }

  @Test
  void scores_numbers_areHeldOutOnceEach() {
    Constant<RealValue> learner = mean();
    CrossValidation.of(learner, Measure.NUMBERS, 4).scores(numbers(10), LabelSpace.none(), 1);
    Map<String, Integer> seen = new HashMap<>();
    learner.fits().forEach(fit -> fit.forEach(id -> seen.merge(id, 1, Integer::sum)));
    assertEquals(10, seen.size());
    assertTrue(seen.values().stream().allMatch(count -> count == 3), seen::toString);
    assertTrue(learner.fits().stream().allMatch(fit -> fit.size() == 7 || fit.size() == 8));
  }

  @Test
  void scores_otherOrder_areTheSame() {
    List<Labelled<RealValue>> shuffled = new ArrayList<>(numbers(20));
    Collections.shuffle(shuffled, new Random(3));
    CrossValidation<RealValue, Said<RealValue>> validation =
        CrossValidation.of(mean(), Measure.NUMBERS, 4);
    assertEquals(
        validation.scores(numbers(20), LabelSpace.none(), 5),
        validation.scores(shuffled, LabelSpace.none(), 5));
  }

  @Test
  void scores_labelSets_areStratifiedBySet() {
    List<LabelSet> sets = new ArrayList<>();
    for (List<String> names : List.of(List.<String>of(), List.of("a"), List.of("a", "b"))) {
      sets.addAll(Collections.nCopies(4, new LabelSet(names)));
    }
    List<Map<LabelSet, Integer>> counts = new ArrayList<>();
    Constant<LabelSet> learner =
        new Constant<>(
            seen -> {
              Map<LabelSet, Integer> count = new HashMap<>();
              seen.forEach(set -> count.merge(set, 1, Integer::sum));
              counts.add(count);
              return new LabelSet(List.of("a"));
            },
            new ArrayList<>());
    Map<String, Double> scores =
        CrossValidation.of(learner, Measure.LABEL_SETS, 4).scores(items(sets), LABELS, 2);
    assertEquals(4, counts.size());
    counts.forEach(count -> assertTrue(count.values().stream().allMatch(n -> n == 3)));
    assertEquals(1.0 / 3, scores.get("cv_subset_accuracy"), 1e-12);
    assertEquals(
        scores.get("cv_micro_f1"), scores.get(CrossValidation.name(Measure.LABEL_SETS.main())));
  }

  @Test
  void scores_tooFewOrAllEqual_areNone() {
    CrossValidation<RealValue, Said<RealValue>> validation =
        CrossValidation.of(mean(), Measure.NUMBERS, 4);
    List<Labelled<RealValue>> equal = items(Collections.nCopies(9, new RealValue(2)));
    for (List<Labelled<RealValue>> items : List.of(numbers(3), equal)) {
      Map<String, Double> scores = validation.scores(items, LabelSpace.none(), 1);
      assertEquals(4, scores.size());
      assertTrue(scores.values().stream().allMatch(value -> value.isNaN()), scores::toString);
    }
  }
}
