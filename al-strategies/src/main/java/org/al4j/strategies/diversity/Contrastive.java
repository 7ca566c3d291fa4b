package org.al4j.strategies.diversity;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.matrix.Matrix;
import org.al4j.strategies.internal.matrix.Neighbours;

/**
 * Selects the instances where the model says something else than for the nearest labelled
 * instances.
 *
 * <p><b>Utility</b>: the mean of {@code KL(p_y || p_x)} over the {@code k} labelled instances
 * {@code y} nearest to x in embedding space; in {@code [0, inf)}, larger is selected first.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]} and EMBEDDING {@code [n, d]}, of the labelled
 * instances too (a pass of their own). The pool must have a labelled instance.
 *
 * <p><b>Cost</b>: {@code O(n m d)} for {@code m} labelled, by blocked matrix products; memory
 * {@code n (C + d + k)} floats, never {@code n x m}.
 *
 * <p><b>Source</b>: Margatina et al. 2021, Active Learning by Acquiring Contrastive Examples,
 * algorithm 1.
 *
 * <p><b>Departures</b>: a probability that the model rounds to zero counts as 1e-38, so that the
 * divergence is finite.
 *
 * @param k how many neighbours, at least 1; all labelled instances where there are fewer. The
 *     paper's is 10
 * @param distance between embeddings; the paper's is Euclidean
 */
public record Contrastive(int k, Distance distance) implements QueryStrategy {
  /** Refuses k below 1. */
  public Contrastive {
    Objects.requireNonNull(distance, "distance");
    if (k < 1) {
      throw new IllegalArgumentException("the number of neighbours must be at least 1, found " + k);
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
    if (candidates.size() > 0) {
      List<Instance> labelled = Passes.labelled(context, "contrastive");
      Passes known = Passes.over(model, labelled, Output.PROBABILITIES, Output.EMBEDDING);
      Passes scored = Passes.over(model, candidates, Output.PROBABILITIES, Output.EMBEDDING);
      Neighbours neighbours =
          Neighbours.find(
              scored.embeddings(distance),
              known.embeddings(distance),
              Math.min(k, labelled.size()));
      purchase.takeBest(
          utilities(neighbours, scored.get(Output.PROBABILITIES), known.get(Output.PROBABILITIES)));
    }
    return purchase.selection();
  }

  /** The mean divergence of each row from its neighbours' rows. */
  static double[] utilities(Neighbours neighbours, Matrix p, Matrix reference) {
    float[] q = reference.toRows(); // [m, C]
    double[] logQ = logarithms(q);
    int classes = p.columns();
    double[] out = new double[p.rows()];
    p.forEachBlock(
        b -> {
          for (int i = p.firstRow(b); i < p.firstRow(b) + p.rowsIn(b); i++) {
            double[] logP = logarithms(p.row(i));
            double sum = 0;
            for (int rank = 0; rank < neighbours.k(); rank++) {
              int at = neighbours.index(i, rank) * classes;
              for (int c = 0; c < classes; c++) {
                sum += q[at + c] * (logQ[at + c] - logP[c]);
              }
            }
            out[i] = Math.max(0, sum / neighbours.k());
          }
        });
    return out;
  }

  private static double[] logarithms(float[] p) {
    double[] out = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      out[i] = Math.log(Math.max(p[i], Float.MIN_NORMAL));
    }
    return out;
  }
}
