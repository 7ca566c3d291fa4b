package org.al4j.strategies.diversity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
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
 * Selects from each cluster of candidates: a member nearest to the centre, an outlier, a random
 * one, or a mixture.
 *
 * <p><b>Utility</b>: none (NaN). The clusters are visited in turn, largest first, until the budget
 * is spent; at each visit the next pick of the mixture is made among the members not yet chosen.
 *
 * <p><b>Needs</b>: EMBEDDING {@code [n, d]}.
 *
 * <p><b>Cost</b>: {@code O(n k d)} an iteration of k-means, by blocked matrix products; memory
 * {@code n d} floats.
 *
 * <p><b>Source</b>: the lecture "Active Learning"; Monarch 2021.
 *
 * <p><b>Departures</b>: none. (The number of clusters is left open there: so many that each is
 * visited for one mixture.)
 *
 * @param clusters how many, or 0 for as many as the budget allows visits of one mixture each
 * @param mixture what is picked of each cluster
 * @param distance the lecture's is cosine
 */
public record ClusterBased(int clusters, Mixture mixture, Distance distance)
    implements QueryStrategy {
  /** Refuses a negative number of clusters. */
  public ClusterBased {
    Objects.requireNonNull(mixture, "mixture");
    Objects.requireNonNull(distance, "distance");
    if (clusters < 0) {
      throw new IllegalArgumentException(
          "the number of clusters must be at least 1, or 0 to follow the budget; found "
              + clusters);
    }
  }

  /**
   * How many of each kind are picked of a cluster, in this order.
   *
   * @param nearest to the centre
   * @param outlier farthest from the centre
   * @param random drawn uniformly
   */
  public record Mixture(int nearest, int outlier, int random) {
    /** Refuses negative numbers and nothing at all. */
    public Mixture {
      if (nearest < 0 || outlier < 0 || random < 0 || nearest + outlier + random < 1) {
        throw new IllegalArgumentException(
            "a mixture must have parts of at least 0 that are not all 0, found nearest "
                + nearest
                + ", outlier "
                + outlier
                + ", random "
                + random);
      }
    }

    int total() {
      return nearest + outlier + random;
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
    if (candidates.size() == 0) {
      return purchase.selection();
    }
    Matrix embeddings = Passes.over(model, candidates, Output.EMBEDDING).embeddings(distance);
    int visits = Spending.expected(candidates, budget);
    int wanted = clusters > 0 ? clusters : (visits + mixture.total() - 1) / mixture.total();
    int k = Math.min(wanted, candidates.size());
    Clusters found = KMeans.cluster(embeddings, distance == Distance.COSINE, k, context.random());
    List<Members> turns = members(found);
    for (int visit = 0; !purchase.isComplete(); visit = (visit + 1) % mixture.total()) {
      for (Members cluster : turns) {
        if (!cluster.isEmpty()
            && !purchase.take(cluster.pick(mixture, visit, context.random()), Double.NaN)) {
          return purchase.selection();
        }
      }
    }
    return purchase.selection();
  }

  private static List<Members> members(Clusters clusters) {
    List<Members> turns = new ArrayList<>();
    for (int[] rows : clusters.members()) {
      turns.add(new Members(rows, clusters.distances()));
    }
    turns.sort(Comparator.comparingInt(Members::size).reversed().thenComparingInt(Members::first));
    return turns;
  }

  /** The members of a cluster that are not chosen yet, nearest first, ties by row. */
  private static final class Members {
    private final int size;
    private final int first;
    private final float[] distances;
    private final List<Integer> byDistance;

    Members(int[] rows, float[] distances) {
      this.size = rows.length;
      this.first = rows.length == 0 ? 0 : rows[0];
      this.distances = distances;
      this.byDistance = new ArrayList<>();
      for (int row : rows) {
        byDistance.add(row);
      }
      byDistance.sort(Comparator.comparingDouble(row -> distances[row]));
    }

    int size() {
      return size;
    }

    int first() {
      return first;
    }

    boolean isEmpty() {
      return byDistance.isEmpty();
    }

    int pick(Mixture mixture, int visit, RandomGenerator random) {
      if (visit < mixture.nearest()) {
        return byDistance.remove(0);
      }
      if (visit < mixture.nearest() + mixture.outlier()) {
        return byDistance.remove(outlier());
      }
      return byDistance.remove(random.nextInt(byDistance.size()));
    }

    /** The place of the first of those that are farthest. */
    private int outlier() {
      int place = byDistance.size() - 1;
      float farthest = distances[byDistance.get(place)];
      while (place > 0 && distances[byDistance.get(place - 1)] == farthest) {
        place--;
      }
      return place;
    }
  }
}
