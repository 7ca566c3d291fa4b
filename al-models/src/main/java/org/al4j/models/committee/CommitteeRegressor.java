package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.models.internal.Rows;
import org.al4j.models.regression.Regressor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Several regressors as one. Offers MEMBER_VALUES {@code [m, n]} and VALUE {@code [n]}, their mean,
 * which it also predicts. Streams as {@link CommitteeClassifier} does. Made by {@link
 * RegressionCommitteeLearner}; owns its members and closes them.
 */
public final class CommitteeRegressor implements Regressor {
  static final Set<Output> OFFERS = Set.of(Output.MEMBER_VALUES, Output.VALUE);

  private final List<Regressor> members;
  private volatile boolean closed;

  CommitteeRegressor(List<? extends Regressor> members) {
    this.members = List.copyOf(members);
  }

  /**
   * Reads a committee that {@link #save} wrote.
   *
   * @param loader how to read a member
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException if a file is not what {@link #save} writes
   */
  public static CommitteeRegressor load(Path dir, MemberLoader<? extends Regressor> loader)
      throws IOException {
    CommitteeFiles.Saved<Regressor> saved = CommitteeFiles.read(dir, loader);
    return new CommitteeRegressor(saved.members());
  }

  /** The members, in order; they are closed with the committee. */
  public List<Regressor> members() {
    return members;
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!OFFERS.containsAll(wanted)) {
      throw new IllegalArgumentException("a committee offers " + OFFERS + ", asked for " + wanted);
    }
    requireOpen();
    MemberPass.blocks(xs, (block, first) -> emit(block, first, wanted, sink));
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<RealValue>> sink) {
    requireOpen();
    MemberPass.blocks(
        xs,
        (block, first) -> {
          float[] mean = MemberPass.mean(rows(block), members.size()); // [n]
          for (int i = 0; i < mean.length; i++) {
            sink.accept(new Prediction<>(block.get(i), new RealValue(mean[i]), new double[0]));
          }
        });
  }

  @Override
  public void save(Path dir) throws IOException {
    requireOpen();
    CommitteeFiles.write(dir, members, LabelSpace.none());
  }

  @Override
  public void close() {
    closed = true;
    Closing.all(members);
  }

  private void emit(List<Instance> block, int first, Set<Output> wanted, Consumer<Outputs> sink) {
    Map<Output, INDArray> arrays = new EnumMap<>(Output.class);
    try {
      if (!wanted.isEmpty()) {
        float[] rows = rows(block); // [m, n]
        for (Output output : wanted) {
          arrays.put(
              output,
              output == Output.MEMBER_VALUES
                  ? Rows.matrix(rows, members.size(), block.size())
                  : Nd4j.createFromArray(MemberPass.mean(rows, members.size())));
        }
      }
      sink.accept(Outputs.of(first, block, arrays));
    } finally {
      arrays.values().forEach(INDArray::close);
    }
  }

  private float[] rows(List<Instance> block) {
    return MemberPass.rows(members, block, Output.VALUE, 1);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this committee is closed");
    }
  }
}
