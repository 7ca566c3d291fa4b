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
import org.al4j.strategies.internal.matrix.MinimumDistances;

/**
 * Selects what is farthest from everything labelled or chosen: greedy k-centre.
 *
 * <p><b>Utility</b>: at each pick {@code min |x - y|} over all labelled and chosen {@code y}, in
 * {@code [0, inf)}; the candidate with the largest is next. With cosine distance the same on
 * embeddings of length one, in {@code [0, 2]}. Without any labelled instance the first pick is the
 * smallest id and all utilities are NaN.
 *
 * <p><b>Needs</b>: EMBEDDING {@code [n, d]}, of the labelled instances too (a pass of their own).
 *
 * <p><b>Cost</b>: {@code O(n d)} a pick, {@code O(n m d)} for {@code m} labelled by blocked matrix
 * products; memory {@code n d} floats. Exact: minimum distances are kept and lowered.
 *
 * <p><b>Source</b>: Sener and Savarese 2018, Active Learning for Convolutional Neural Networks: A
 * Core-Set Approach, algorithm 1.
 *
 * <p><b>Departures</b>: the greedy solution only, without the mixed integer programme that refines
 * it.
 *
 * @param distance the paper's is Euclidean
 */
public record CoreSet(Distance distance) implements QueryStrategy {
  /** Refuses a null distance. */
  public CoreSet {
    Objects.requireNonNull(distance, "distance");
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
    MinimumDistances distances = new MinimumDistances(embeddings);
    List<Instance> labelled = Passes.labelled(context);
    if (!labelled.isEmpty()) {
      distances.include(Passes.over(model, labelled, Output.EMBEDDING).embeddings(distance));
    }
    while (!purchase.isComplete()) {
      int next = farthest(distances, purchase, candidates.size());
      double utility = labelled.isEmpty() ? Double.NaN : Math.sqrt(distances.squared(next));
      if (!purchase.take(next, utility)) {
        break;
      }
      distances.include(embeddings.row(next));
    }
    return purchase.selection();
  }

  private static int farthest(MinimumDistances distances, Purchase purchase, int count) {
    int best = -1;
    for (int i = purchase.taken().nextClearBit(0);
        i < count;
        i = purchase.taken().nextClearBit(i + 1)) {
      if (best < 0 || distances.squared(i) > distances.squared(best)) {
        best = i;
      }
    }
    return best;
  }
}
