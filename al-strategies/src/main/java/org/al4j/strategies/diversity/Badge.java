package org.al4j.strategies.diversity;

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
import org.al4j.strategies.internal.matrix.Sampling;

/**
 * Selects what would change the last layer much, and each in another direction: k-means++ seeding
 * on gradient embeddings.
 *
 * <p><b>Utility</b>: none (NaN): after the first centre each pick is drawn with a probability
 * proportional to {@code min |g(x) - g(y)|^2} over all chosen {@code y}, where {@code g =
 * (onehot(argmax p) - p) (x) h}. Where all that is left duplicates what is chosen, uniformly.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]} and EMBEDDING {@code [n, d]}.
 *
 * <p><b>Cost</b>: {@code O(n (C + d))} a pick by the factorised distance; memory {@code n (C + d)}
 * floats, never {@code n x C d}.
 *
 * <p><b>Source</b>: Ash et al. 2020, Deep Batch Active Learning by Diverse, Uncertain Gradient
 * Lower Bounds, algorithm 1.
 *
 * <p><b>Departures</b>: none with {@link First#UNIFORM}; the largest norm as first centre is the
 * authors' code.
 *
 * @param first how the first centre is found
 */
public record Badge(First first) implements QueryStrategy {
  /** The first centre. */
  public enum First {
    /** The gradient embedding of the largest norm, ties to the smaller id. */
    LARGEST_NORM,
    /** Drawn uniformly. */
    UNIFORM
  }

  /** Refuses a null choice. */
  public Badge {
    Objects.requireNonNull(first, "first");
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
    if (candidates.size() == 0) {
      return purchase.selection();
    }
    Passes pass = Passes.over(model, candidates, Output.PROBABILITIES, Output.EMBEDDING);
    GradientEmbeddings gradients =
        new GradientEmbeddings(pass.get(Output.EMBEDDING), pass.get(Output.PROBABILITIES));
    int next = first(gradients, context.random());
    while (purchase.take(next, Double.NaN) && !purchase.isComplete()) {
      gradients.include(next);
      next =
          Sampling.draw(
              gradients.size(), gradients::squaredDistance, purchase.taken(), context.random());
    }
    return purchase.selection();
  }

  private int first(GradientEmbeddings gradients, RandomGenerator random) {
    if (first == First.UNIFORM) {
      return random.nextInt(gradients.size());
    }
    int largest = 0;
    for (int i = 1; i < gradients.size(); i++) {
      largest = gradients.squaredNorm(i) > gradients.squaredNorm(largest) ? i : largest;
    }
    return largest;
  }
}
