package org.al4j.strategies.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.Spending;
import org.al4j.strategies.internal.matrix.AverageLinkage;
import org.al4j.strategies.internal.matrix.Matrix;
import org.al4j.strategies.uncertainty.Margin;

/**
 * Selects across the clusters of what the model is unsure of, small clusters first.
 *
 * <p><b>Utility</b>: none (NaN). Of the {@code factor x b} candidates with the smallest margins,
 * for b wanted, clusters take turns in order of size, smallest first; each turn selects one member.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]} and EMBEDDING {@code [n, d]}.
 *
 * <p><b>Cost</b>: {@code O(s^2 d)} time and {@code O(s d)} memory to cluster {@code s = factor x b}
 * candidates; {@code n d} floats for the embeddings.
 *
 * <p><b>Source</b>: Citovsky et al. 2021, Batch Active Learning at Scale, algorithms 1 and 2.
 *
 * <p><b>Departures</b>: the paper clusters the whole pool once before the first round; here the s
 * unsure candidates are clustered in each round, with the model's present embeddings. Average
 * linkage as in the paper, on cosine distance. Candidates beyond the s follow by margin where the
 * budget reaches them.
 *
 * @param factor how many unsure candidates for each one selected, at least 1; the paper's is 10
 *     (and 1.25)
 * @param clusters the most clusters, or 0 for as many as are wanted
 * @param threshold clusters nearer than this are merged, too; in [0, 2], 0 for none
 * @param member which member of a cluster is selected; the paper's is random
 */
public record ClusterMargin(double factor, int clusters, double threshold, Member member)
    implements QueryStrategy {
  /** Which member of a cluster is selected. */
  public enum Member {
    /** Drawn uniformly. */
    RANDOM,
    /** The one with the smallest margin. */
    SMALLEST_MARGIN
  }

  /** Refuses numbers out of range. */
  public ClusterMargin {
    Objects.requireNonNull(member, "member");
    if (!(factor >= 1
        && factor < Double.POSITIVE_INFINITY
        && clusters >= 0
        && threshold >= 0
        && threshold <= 2)) {
      throw new IllegalArgumentException(
          "the factor must be at least 1, clusters at least 0, the threshold in [0, 2]; found "
              + factor
              + ", "
              + clusters
              + ", "
              + threshold);
    }
  }

  @Override
  public String describe() {
    return toString();
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.PROBABILITIES, Output.EMBEDDING);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    Purchase purchase = new Purchase(candidates, budget);
    int n = candidates.size();
    if (n == 0) {
      return purchase.selection();
    }
    double[] unsure = new double[n];
    Matrix embeddings =
        new Passes(model, Set.of(Output.EMBEDDING), n)
            .add(candidates, n, needs(), block -> score(block, unsure))
            .embeddings(Distance.COSINE);
    int wanted = Spending.expected(candidates, budget);
    int[] order = Purchase.byFalling(unsure);
    int[] low = Arrays.copyOf(order, (int) Math.min(n, Math.ceil(factor * wanted)));
    int most = clusters > 0 ? clusters : wanted;
    int[] labels = AverageLinkage.cluster(embeddings.select(low), most, threshold);
    IntUnaryOperator pick = left -> member == Member.RANDOM ? context.random().nextInt(left) : 0;
    take(purchase, order, turns(labels, pick));
    return purchase.selection();
  }

  private static void score(Outputs block, double[] unsure) {
    double[] out = new double[block.size()];
    new Margin().score(block, out);
    System.arraycopy(out, 0, unsure, block.first(), out.length);
  }

  private static void take(Purchase purchase, int[] order, List<Integer> turns) {
    for (int turn : turns) {
      if (!purchase.take(order[turn], Double.NaN)) {
        return;
      }
    }
    for (int i = turns.size(); i < order.length; i++) {
      if (!purchase.take(order[i], Double.NaN)) {
        return;
      }
    }
  }

  /**
   * All indexes of {@code labels} in the order in which they are selected: clusters in turn,
   * smaller first, ties by label.
   *
   * @param pick the place of the next one among so many left of a cluster
   */
  static List<Integer> turns(int[] labels, IntUnaryOperator pick) {
    List<List<Integer>> members = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      while (members.size() <= labels[i]) {
        members.add(new ArrayList<>());
      }
      members.get(labels[i]).add(i);
    }
    members.sort(Comparator.comparingInt(List::size));
    List<Integer> turns = new ArrayList<>();
    while (turns.size() < labels.length) {
      for (List<Integer> cluster : members) {
        if (!cluster.isEmpty()) {
          turns.add(cluster.remove(pick.applyAsInt(cluster.size())));
        }
      }
    }
    return turns;
  }
}
