package org.al4j.strategies.diversity;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.Spending;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Selects what can be told from everything labelled: so that the labelled set becomes like the
 * pool.
 *
 * <p><b>Utility</b>: {@code P(unlabelled | h(x))} of a classifier that tells candidates from
 * labelled instances. The query is made in sub-batches: what one takes counts as labelled for the
 * next, for which the classifier is trained anew; so utilities of different sub-batches do not
 * compare, and the selection has none (NaN).
 *
 * <p><b>Needs</b>: EMBEDDING {@code [n, d]}, of the labelled instances too (a pass of their own).
 * The pool must have a labelled instance.
 *
 * <p><b>Cost</b>: {@code O(ratio m d)} a training step for {@code m} labelled, 200 steps a
 * sub-batch, and {@code O(n d)} a sub-batch; memory {@code (n + ratio m) d} floats.
 *
 * <p><b>Source</b>: Gissin and Shalev-Shwartz 2019, Discriminative Active Learning, algorithm 1;
 * candidates are subsampled for training as in the authors' code.
 *
 * <p><b>Departures</b>: the classifier is logistic regression on embeddings of length one, with
 * both classes weighted equally, where the paper has a network of three hidden layers.
 *
 * @param batches sub-batches, at least 1; the paper's is 10 to 20
 * @param ratio how many candidates are trained on for each labelled instance, at least 1; the
 *     authors' is 10
 */
public record Discriminative(int batches, int ratio) implements QueryStrategy {
  /** Refuses numbers below 1. */
  public Discriminative {
    if (batches < 1 || ratio < 1) {
      throw new IllegalArgumentException(
          "batches and ratio must be at least 1, found " + batches + ", " + ratio);
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
    List<Instance> labelled = Passes.labelled(context, "discriminative");
    Matrix known = Passes.over(model, labelled, Output.EMBEDDING).embeddings(Distance.COSINE);
    Matrix x = Passes.over(model, candidates, Output.EMBEDDING).embeddings(Distance.COSINE);
    int size = (Spending.expected(candidates, budget) + batches - 1) / batches;
    float[] scores = new float[candidates.size()];
    while (!purchase.isComplete() && !purchase.isSpent()) {
      int[] others = sample(purchase.taken(), known.rows(), candidates.size(), context.random());
      int[] chosen = purchase.taken().stream().toArray();
      x.dots(Separator.train(known, x, chosen, others), scores);
      takeBest(purchase, scores, size);
    }
    return purchase.selection();
  }

  private int[] sample(BitSet taken, int labelled, int count, RandomGenerator random) {
    int[] left = IntStream.range(0, count).filter(i -> !taken.get(i)).toArray();
    long wanted = (long) ratio * (labelled + taken.cardinality());
    int[] drawn = ModelOutliers.draw(left.length, (int) Math.min(left.length, wanted), random);
    return IntStream.of(drawn).map(i -> left[i]).sorted().toArray();
  }

  private static void takeBest(Purchase purchase, float[] scores, int size) {
    double[] values = new double[scores.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = purchase.taken().get(i) ? Double.NEGATIVE_INFINITY : scores[i];
    }
    int[] order = Purchase.byFalling(values);
    for (int i = 0; i < Math.min(size, order.length) && !purchase.taken().get(order[i]); i++) {
      if (!purchase.take(order[i], Double.NaN)) {
        return;
      }
    }
  }
}
