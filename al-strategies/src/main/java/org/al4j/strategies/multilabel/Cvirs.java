package org.al4j.strategies.multilabel;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.TopRanking;

/**
 * Category vector inconsistency and ranking of scores: selects what is among the least decided for
 * many classes and whose predicted set is at odds with the labelled sets.
 *
 * <p><b>Utility</b>: {@code s v}, in {@code [0, 1]}, larger is selected first, ties go to the
 * smaller id. {@code s = 1/C sum_k (n - r_k) / (n - 1)} is a Borda count, with {@code r_k} the
 * candidate's place, from 1, among the n by the margin {@code |2 p_k - 1|}, smallest first. {@code
 * v} is the mean over the labelled sets of their distance to the predicted set {@code {k : p_k >
 * threshold}}: 1 if they differ in every class, else the normalised entropy distance {@code (2 H(x,
 * y) - H(x) - H(y)) / H(x, y)} of the two indicators over the classes. It depends on the other
 * candidates.
 *
 * <p><b>Needs</b>: INDEPENDENT_PROBABILITIES {@code [n, C]}, and a labelled instance.
 *
 * <p><b>Cost</b>: {@code O(C n log n)} for the places; {@code O(C)} for each pair of a different
 * predicted and a different labelled set. Keeps {@code n C} floats.
 *
 * <p><b>Source</b>: Reyes, Morell and Ventura 2018, Effective Active Learning Strategy for
 * Multi-Label Learning.
 *
 * <p><b>Departures</b>: candidates of equal margin share the mean of their places, which the paper
 * leaves open, so that the order of the pool does not matter. Where both sets are empty, or both
 * have every class, the distance is 0. (small-text 2.0.0.dev3 has other numbers: its margins
 * subtract the sum over the classes, it takes the order for the places, its distance is the Hamming
 * distance, and its mean divides by the candidates.)
 *
 * @param threshold above which a class counts as predicted, in [0, 1]
 */
public record Cvirs(double threshold) implements QueryStrategy {
  /** Refuses a threshold outside [0, 1]. */
  public Cvirs {
    PredictedSets.requireThreshold(threshold);
  }

  @Override
  public String describe() {
    return toString();
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    LabelSpace labels = context.labels();
    Map<BitSet, Integer> labelled = counts(LabelledSets.of(context, "CVIRS"), labels);
    SetTable table = SetTable.of(model, candidates, labels, threshold);
    double[] ranks = table.rankScores();
    Map<BitSet, Double> known = new HashMap<>();
    TopRanking<Instance> ranking = new TopRanking<>(budget);
    for (int i = 0; i < ranks.length; i++) {
      double odds =
          known.computeIfAbsent(
              table.predicted(i), set -> inconsistency(labels.size(), set, labelled));
      Instance instance = candidates.get(i);
      ranking.add(instance, ranks[i] * odds, () -> instance);
    }
    return ranking.selection();
  }

  /** The mean distance to the labelled sets. */
  static double inconsistency(int classes, BitSet predicted, Map<BitSet, Integer> labelled) {
    double sum = 0;
    int count = 0;
    for (Map.Entry<BitSet, Integer> entry : labelled.entrySet()) {
      sum += entry.getValue() * SetDistance.of(classes, predicted, entry.getKey());
      count += entry.getValue();
    }
    return sum / count;
  }

  /** How often each set occurs, in an order that the sets alone decide, as sums do on theirs. */
  private static Map<BitSet, Integer> counts(List<LabelSet> sets, LabelSpace labels) {
    Map<BitSet, Integer> counts =
        new TreeMap<>((x, y) -> Arrays.compare(x.toLongArray(), y.toLongArray()));
    for (LabelSet set : sets) {
      BitSet bits = new BitSet(labels.size());
      set.names().forEach(name -> bits.set(labels.index(name)));
      counts.merge(bits, 1, Integer::sum);
    }
    return counts;
  }
}
