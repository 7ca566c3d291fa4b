package org.al4j.strategies.combined;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.core.query.Utility;
import org.al4j.strategies.diversity.Distance;
import org.al4j.strategies.internal.Names;
import org.al4j.strategies.internal.Spending;
import org.al4j.strategies.internal.TopRanking;
import org.al4j.strategies.internal.matrix.Clusters;
import org.al4j.strategies.internal.matrix.KMeans;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Selects one of each cluster of the most uncertain candidates.
 *
 * <p><b>Utility</b>: that of the uncertainty; larger is selected first among those chosen. The
 * candidates of largest utility that {@code beta} budgets reach are clustered into as many clusters
 * as one budget is expected to take, and the member nearest to the centre is taken of each. Where
 * that leaves some of the budget, the next nearest follow.
 *
 * <p><b>Needs</b>: EMBEDDING {@code [n, d]} and what the uncertainty needs.
 *
 * <p><b>Cost</b>: one streaming pass; k-means on {@code beta b} rows, {@code O(beta b^2 d)} an
 * iteration; memory {@code beta b d} floats.
 *
 * <p><b>Source</b>: the lecture "Active Learning"; Monarch 2021.
 *
 * <p><b>Departures</b>: none. (Which member is taken is left open there.)
 *
 * @param utility the uncertainty
 * @param beta how many budgets of candidates are clustered, at least 1
 * @param distance the lecture's is cosine
 */
public record UncertaintyThenCluster(Utility utility, double beta, Distance distance)
    implements QueryStrategy {
  /** Refuses a share below one budget. */
  public UncertaintyThenCluster {
    Objects.requireNonNull(utility, "utility");
    Objects.requireNonNull(distance, "distance");
    if (!(beta >= 1 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "beta budgets of candidates are clustered, at least 1; found " + beta);
    }
  }

  @Override
  public String describe() {
    return "UncertaintyThenCluster(" + Names.of(utility) + ", " + beta + ", " + distance + ")";
  }

  @Override
  public Set<Output> needs() {
    Set<Output> needs = new TreeSet<>(List.of(Output.EMBEDDING));
    needs.addAll(utility.needs());
    return needs;
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return utility.kinds();
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    if (candidates.size() == 0) {
      return new Selection(List.of());
    }
    TopRanking<float[]> ranking = new TopRanking<>(budget, beta);
    model.forward(candidates, needs(), block -> rank(block, ranking));
    if (ranking.seen() != candidates.size()) {
      throw new InvalidInputException(
          "a model must give outputs for every candidate: "
              + candidates.size()
              + " wanted, "
              + ranking.seen()
              + " received; check the model's forward pass");
    }
    List<TopRanking.Ranked<float[]>> top = ranking.ranking();
    int k = Math.min(Spending.expected(candidates, budget), top.size());
    Spending spending = new Spending(budget);
    List<Selected> chosen = new ArrayList<>();
    for (int row : turns(top, k, context)) {
      if (!spending.takes(top.get(row).instance())) {
        break;
      }
      chosen.add(new Selected(top.get(row).instance(), top.get(row).utility()));
    }
    chosen.sort(Comparator.comparingDouble(Selected::utility).reversed());
    return new Selection(chosen);
  }

  private void rank(Outputs block, TopRanking<float[]> ranking) {
    double[] scores = new double[block.size()]; // [n]
    utility.score(block, scores);
    float[] flat = block.floats(Output.EMBEDDING); // [n, d]
    int width = flat.length / Math.max(1, scores.length);
    for (int i = 0; i < scores.length; i++) {
      int from = i * width;
      Instance instance = block.instances().get(i);
      ranking.add(instance, scores[i], () -> Arrays.copyOfRange(flat, from, from + width));
    }
  }

  /** The rows by turns: the nearest of each cluster, then the second nearest of each, and so on. */
  private List<Integer> turns(List<TopRanking.Ranked<float[]>> top, int k, QueryContext context) {
    Matrix rows = new Matrix(top.size(), top.get(0).payload().length);
    for (int i = 0; i < top.size(); i++) {
      rows.setRows(i, top.get(i).payload(), 1);
    }
    boolean cosine = distance == Distance.COSINE;
    if (cosine) {
      rows.normaliseRows();
    }
    Clusters clusters = KMeans.cluster(rows, cosine, k, context.random());
    int[] turn = new int[top.size()];
    for (int[] members : clusters.members()) {
      int[] nearest =
          IntStream.of(members)
              .boxed()
              .sorted(Comparator.comparingDouble(row -> clusters.distances()[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i = 0; i < nearest.length; i++) {
        turn[nearest[i]] = i;
      }
    }
    return IntStream.range(0, turn.length)
        .boxed()
        .sorted(Comparator.comparingInt(row -> turn[row]))
        .toList();
  }
}
