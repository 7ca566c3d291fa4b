package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatRows;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.al4j.models.tokenize.TextReader;
import org.al4j.models.tokenize.TextsRead;

/**
 * Several classifiers as one. Offers MEMBER_PROBABILITIES {@code [m, n, C]} and PROBABILITIES
 * {@code [n, C]}, their mean, by which it also predicts. Each instance goes once through each
 * member, in blocks of about a thousand: a block passes through all members before the next is
 * read, so a pool of any size streams. Made by {@link CommitteeLearner}; owns its members and
 * closes them.
 */
public final class CommitteeClassifier implements TextClassifier, TextReader {
  static final Set<Output> OFFERS = Set.of(Output.MEMBER_PROBABILITIES, Output.PROBABILITIES);

  private final Members<ActiveModel<ClassLabel>> members;
  private final LabelSpace labels;

  CommitteeClassifier(List<? extends ActiveModel<ClassLabel>> members, LabelSpace labels) {
    this.members = new Members<>(members, Output.PROBABILITIES, labels.size());
    this.labels = labels;
  }

  /**
   * Reads a committee that {@link #save} wrote, whose members are of kinds that {@link
   * Models#load} knows.
   *
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file is not what {@link #save} writes, or a member has other
   *     classes than the committee
   */
  public static CommitteeClassifier load(Path dir) throws IOException {
    return load(dir, (member, folder) -> Models.load(folder, ClassLabel.class));
  }

  /**
   * Reads a committee that {@link #save} wrote, with members of kinds of your own.
   *
   * @param loader how to read a member
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file is not what {@link #save} writes, or a member has other
   *     classes than the committee
   */
  public static CommitteeClassifier load(Path dir, MemberLoader<? extends ActiveModel<ClassLabel>> loader)
      throws IOException {
    CommitteeFiles.Saved<ActiveModel<ClassLabel>> saved = CommitteeFiles.read(dir, loader);
    try {
      saved.members().forEach(member -> requireLabels(dir, member, saved.labels()));
      return new CommitteeClassifier(saved.members(), saved.labels());
    } catch (RuntimeException e) {
      saved.members().forEach(ActiveModel::close);
      throw e;
    }
  }

  private static void requireLabels(Path dir, ActiveModel<ClassLabel> member, LabelSpace labels) {
    if (labels.size() == 0) {
      throw new InvalidInputException(
          dir + " holds a committee of regressors; read it with CommitteeRegressor.load");
    }
    List<String> found = member.labels().names();
    if (!found.isEmpty() && !found.equals(labels.names())) {
      throw new InvalidInputException(
          dir
              + ": members must have the committee's classes "
              + labels.names()
              + " in that order, found "
              + found);
    }
  }

  /** The classes, in the order of the columns. */
  @Override
  public LabelSpace labels() {
    return labels;
  }

  /** Those of the member that lost most. */
  @Override
  public TextsRead textsRead() {
    return TextReader.worst(members.all());
  }

  /** The members, in order; they are closed with the committee. */
  public List<ActiveModel<ClassLabel>> members() {
    return members.all();
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    Members.requireOffered(OFFERS, wanted);
    members.forward(xs, wanted, this::table, sink);
  }

  private FloatTable table(Output output, Members.Said said) {
    int count = said.block().size();
    return output.equals(Output.PROBABILITIES)
        ? FloatTable.matrix(said.mean(), count, labels.size())
        : new FloatTable(said.rows(), new long[] {said.members(), count, labels.size()});
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    members.say(
        xs,
        said -> {
          float[] mean = said.mean(); // [n, C]
          for (int i = 0; i < said.block().size(); i++) {
            sink.accept(prediction(said.block().get(i), mean, i * labels.size()));
          }
        });
  }

  @Override
  public void save(Path dir) throws IOException {
    members.requireOpen();
    CommitteeFiles.write(dir, members.all(), labels);
  }

  @Override
  public void close() {
    members.close();
  }

  private Prediction<ClassLabel> prediction(Instance x, float[] mean, int start) {
    double[] row = new double[labels.size()]; // [C]
    for (int k = 0; k < row.length; k++) {
      row[k] = mean[start + k];
    }
    int best = FloatRows.argmax(mean, start, row.length);
    return new Prediction<>(x, new ClassLabel(labels.name(best)), row);
  }
}
