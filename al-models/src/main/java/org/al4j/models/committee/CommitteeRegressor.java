package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.models.regression.Regressor;

/**
 * Several regressors as one. Offers MEMBER_VALUES {@code [m, n]} and VALUE {@code [n]}, their mean,
 * which it also predicts. Streams as {@link CommitteeClassifier} does. Made by {@link
 * RegressionCommitteeLearner}; owns its members and closes them.
 */
public final class CommitteeRegressor implements Regressor {
  static final Set<Output> OFFERS = Set.of(Output.MEMBER_VALUES, Output.VALUE);

  private final Members<Regressor> members;

  CommitteeRegressor(List<? extends Regressor> members) {
    this.members = new Members<>(members, Output.VALUE, 1);
  }

  /**
   * Reads a committee that {@link #save} wrote, whose members are of formats that {@link
   * Models#load} knows.
   *
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException if a file is not what {@link #save} writes
   */
  public static CommitteeRegressor load(Path dir) throws IOException {
    return load(dir, (member, folder) -> regressor(folder));
  }

  private static Regressor regressor(Path folder) throws IOException {
    ActiveModel<RealValue> model = Models.load(folder, RealValue.class);
    if (model instanceof Regressor regressor) {
      return regressor;
    }
    model.close();
    throw new InvalidInputException(
        folder + " holds no regressor of the library's, found " + model.getClass().getSimpleName());
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
    return members.all();
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    Members.requireOffered(OFFERS, wanted);
    members.forward(xs, wanted, CommitteeRegressor::table, sink);
  }

  private static FloatTable table(Output output, Members.Said said) {
    return output.equals(Output.MEMBER_VALUES)
        ? FloatTable.matrix(said.rows(), said.members(), said.block().size())
        : FloatTable.vector(said.mean());
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<RealValue>> sink) {
    members.say(
        xs,
        said -> {
          float[] mean = said.mean(); // [n]
          for (int i = 0; i < mean.length; i++) {
            sink.accept(
                new Prediction<>(said.block().get(i), new RealValue(mean[i]), new double[0]));
          }
        });
  }

  @Override
  public void save(Path dir) throws IOException {
    members.requireOpen();
    CommitteeFiles.write(dir, members.all(), LabelSpace.none());
  }

  @Override
  public void close() {
    members.close();
  }
}
