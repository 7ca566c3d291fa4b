package org.al4j.strategies.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.Spending;
import org.al4j.strategies.internal.matrix.Clusters;
import org.al4j.strategies.internal.matrix.KMeans;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Selects what is typical of regions that nothing labelled covers: for few labels (TypiClust).
 *
 * <p><b>Utility</b>: none over all candidates (NaN). Labelled instances and candidates are
 * clustered into {@code min(m + b, most)} clusters, for m labelled and b wanted. Clusters take
 * turns: fewest labelled first, then the largest; each gives the candidate of largest typicality
 * {@code 1 / mean distance to its K nearest neighbours} in the cluster.
 *
 * <p><b>Needs</b>: EMBEDDING {@code [n, d]}, of the labelled instances too (a pass of their own).
 *
 * <p><b>Cost</b>: {@code O(n k d)} an iteration of k-means and {@code O(s^2 d)} for each visited
 * cluster of {@code s} members, by blocked matrix products; memory {@code n d} floats.
 *
 * <p><b>Source</b>: Hacohen et al. 2022, Active Learning on a Budget: Opposite Strategies Suit High
 * and Low Budgets, section 3; embeddings of length one, K and the smallest cluster as in the
 * authors' code.
 *
 * <p><b>Departures</b>: the paper learns its embeddings self-supervised; these are the model's.
 * Typicality is not computed anew after each pick of a cluster. Small clusters take turns once the
 * others are spent.
 *
 * @param neighbours K, at least 1; half the members where that is smaller
 * @param most clusters, at least 1
 * @param smallest clusters of at most so many members come last
 */
public record Typicality(int neighbours, int most, int smallest) implements QueryStrategy {
  /** Refuses numbers below 1 (of the smallest cluster: below 0). */
  public Typicality {
    if (neighbours < 1 || most < 1 || smallest < 0) {
      throw new IllegalArgumentException(
          "neighbours and most clusters must be at least 1, the smallest cluster at least 0; found "
              + neighbours
              + ", "
              + most
              + ", "
              + smallest);
    }
  }

  @Override
  public String describe() {
    return toString();
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.EMBEDDING);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    Purchase purchase = new Purchase(candidates, budget);
    int n = candidates.size();
    if (n == 0) {
      return purchase.selection();
    }
    List<Instance> labelled = Passes.labelled(context);
    Matrix embeddings =
        new Passes(model, Set.of(Output.EMBEDDING), n + labelled.size())
            .add(candidates, n)
            .add(labelled, labelled.size())
            .embeddings(Distance.COSINE); // [n + m, d]
    int wanted = Math.min(labelled.size() + Spending.expected(candidates, budget), most);
    int k = Math.min(wanted, embeddings.rows());
    Clusters clusters = KMeans.cluster(embeddings, true, k, context.random());
    List<Region> regions = regions(clusters, n);
    take(regions.stream().filter(region -> region.size > smallest).toList(), embeddings, purchase);
    if (!purchase.isComplete() && !purchase.isSpent()) {
      take(
          regions.stream().filter(region -> region.size <= smallest).toList(),
          embeddings,
          purchase);
    }
    return purchase.selection();
  }

  private static List<Region> regions(Clusters clusters, int candidates) {
    List<Region> regions = new ArrayList<>();
    for (int[] rows : clusters.members()) {
      regions.add(new Region(rows, candidates));
    }
    regions.sort(
        Comparator.<Region>comparingInt(region -> region.covered)
            .thenComparingInt(region -> -region.size)
            .thenComparingInt(region -> region.rows.length == 0 ? 0 : region.rows[0]));
    return regions;
  }

  private void take(List<Region> regions, Matrix embeddings, Purchase purchase) {
    List<Region> left = new ArrayList<>(regions);
    left.removeIf(Region::isSpent);
    while (!left.isEmpty()) {
      for (Region region : left) {
        if (!purchase.take(region.next(embeddings, neighbours), Double.NaN)) {
          return;
        }
      }
      left.removeIf(Region::isSpent);
    }
  }

  /**
   * A cluster whose candidates are selected in order of typicality, found when it is first visited.
   */
  private static final class Region {
    private final int size;
    private final int covered;
    private int[] rows; // candidates
    private int taken;

    Region(int[] members, int candidates) {
      this.size = members.length;
      this.rows = Arrays.stream(members).filter(row -> row < candidates).toArray();
      this.covered = size - rows.length;
    }

    boolean isSpent() {
      return taken == rows.length;
    }

    int next(Matrix embeddings, int neighbours) {
      if (taken == 0) {
        rows = Typical.order(embeddings, rows, neighbours);
      }
      return rows[taken++];
    }
  }
}
