package org.al4j.strategies.diversity;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.strategies.internal.matrix.Matrix;

/** Forward passes whose outputs are kept, one row per instance, one pass after the other. */
final class Passes {
  private final AcquisitionModel model;
  private final Set<Output> kept;
  private final int total;
  private final Map<Output, Matrix> matrices = new TreeMap<>();
  private int filled;
  private float[] copy = new float[0];

  /**
   * Before the first pass.
   *
   * @param kept outputs of shape {@code [n, width]}
   * @param total the rows of all passes together
   */
  Passes(AcquisitionModel model, Set<Output> kept, int total) {
    this.model = model;
    this.kept = kept;
    this.total = total;
  }

  /** The outputs of the candidates, in one pass. */
  static Passes over(AcquisitionModel model, Candidates candidates, Output... kept) {
    return new Passes(model, Set.of(kept), candidates.size()).add(candidates, candidates.size());
  }

  /** The outputs of the labelled instances of the pool, in one pass; there must be some. */
  static Passes over(AcquisitionModel model, List<Instance> instances, Output... kept) {
    return new Passes(model, Set.of(kept), instances.size()).add(instances, instances.size());
  }

  /** The labelled instances, ordered by id. */
  static List<Instance> labelled(QueryContext context) {
    return context.pool().labelled().stream().map(Labelled::instance).toList();
  }

  /** The labelled instances, for a strategy that has nothing to go by without. */
  static List<Instance> labelled(QueryContext context, String strategy) {
    List<Instance> labelled = labelled(context);
    if (labelled.isEmpty()) {
      throw new InvalidInputException(
          strategy
              + " compares with labelled instances, the pool has none; choose the first query with"
              + " random");
    }
    return labelled;
  }

  Passes add(Iterable<Instance> instances, int count) {
    return add(instances, count, kept, block -> {});
  }

  /**
   * One more pass; {@code also} sees each block of {@code wanted}, which holds at least what is
   * kept.
   */
  Passes add(Iterable<Instance> instances, int count, Set<Output> wanted, Consumer<Outputs> also) {
    int before = filled;
    if (count > 0) {
      model.forward(
          instances,
          wanted,
          block -> {
            also.accept(block);
            keep(block, before + count);
          });
    }
    if (filled != before + count) {
      throw new InvalidInputException(
          "a model must give outputs for every instance: "
              + count
              + " wanted, "
              + (filled - before)
              + " received; check the model's forward pass");
    }
    return this;
  }

  /** All rows of an output. */
  Matrix get(Output output) {
    return Objects.requireNonNull(matrices.get(output), () -> "no pass gave " + output);
  }

  /** The embeddings, of length one each where the distance is cosine. */
  Matrix embeddings(Distance distance) {
    Matrix embeddings = get(Output.EMBEDDING);
    if (distance == Distance.COSINE) {
      embeddings.normaliseRows();
    }
    return embeddings;
  }

  private void keep(Outputs block, int most) {
    if (filled + block.size() > most) {
      throw new InvalidInputException(
          "a model must give outputs once for every instance; check the model's forward pass");
    }
    for (Output output : kept) {
      FloatBuffer rows = block.rows(output);
      int width = width(block.shape(output));
      Matrix matrix = matrices.computeIfAbsent(output, o -> new Matrix(total, width));
      if (width != matrix.columns()) {
        throw new InvalidInputException(
            output
                + " must have one width for all instances, found "
                + matrix.columns()
                + " and "
                + width);
      }
      matrix.setRows(filled, floats(rows, width * block.size()), block.size());
    }
    filled += block.size();
  }

  private static int width(long[] shape) {
    return (int) Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
  }

  /** Valid until the next call. */
  private float[] floats(FloatBuffer rows, int length) {
    copy = copy.length < length ? new float[length] : copy;
    rows.get(copy, 0, length);
    return copy;
  }
}
