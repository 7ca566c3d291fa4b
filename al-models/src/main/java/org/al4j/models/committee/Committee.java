package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.Beside;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;

/**
 * Several models as one. Offers what each member says and the members' mean, by which it also
 * predicts:
 *
 * <ul>
 *   <li>of one class for an instance: MEMBER_PROBABILITIES {@code [m, n, C]} and PROBABILITIES
 *       {@code [n, C]};
 *   <li>of any number of classes: MEMBER_INDEPENDENT_PROBABILITIES {@code [m, n, C]} and
 *       INDEPENDENT_PROBABILITIES {@code [n, C]}; predicted are the classes with a mean of one half
 *       or more;
 *   <li>of a number: MEMBER_VALUES {@code [m, n]} and VALUE {@code [n]}; a prediction's spread is
 *       the standard deviation of the members (divided by {@code m - 1}).
 * </ul>
 *
 * <p>Each instance goes once through each member, in blocks of about a thousand: a block passes
 * through all members before the next is read, so a pool of any size streams. Made by {@link
 * CommitteeLearner}; owns its members and closes them.
 *
 * @param <A> the kind of annotation it predicts
 */
public final class Committee<A extends Annotation> implements ActiveModel<A>, TextReader {
  private final AnnotationKind<A> kind;
  private final OpenMembers<ActiveModel<A>> members;
  private final LabelSpace labels;
  private final int width;

  Committee(AnnotationKind<A> kind, List<? extends ActiveModel<A>> members, LabelSpace labels) {
    this.kind = kind;
    this.width = kind.width(labels);
    this.members = new OpenMembers<>(members, kind.said(), width);
    this.labels = labels;
  }

  static Set<Output> offers(AnnotationKind<?> kind) {
    return Set.of(kind.saidByMembers(), kind.said());
  }

  /**
   * Reads a committee that {@link #save} wrote, whose members are of formats that {@link
   * Models#load} knows.
   *
   * @param annotation what it predicts, for example {@code ClassLabel.class}
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException as {@link #load(Path, Class, MemberLoader)}
   */
  public static <A extends Annotation> Committee<A> load(Path dir, Class<A> annotation)
      throws IOException {
    return load(dir, annotation, (member, folder) -> Models.load(folder, annotation));
  }

  /**
   * Reads a committee that {@link #save} wrote.
   *
   * @param annotation what it predicts, for example {@code ClassLabel.class}
   * @param loader how to read a member
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file is not what {@link #save} writes, the committee
   *     predicts something else, or a member has other classes than the committee
   */
  public static <A extends Annotation> Committee<A> load(
      Path dir, Class<A> annotation, MemberLoader<? extends ActiveModel<A>> loader)
      throws IOException {
    return Beside.read(dir, folder -> read(folder, annotation, loader));
  }

  @SuppressWarnings("unchecked") // compared with the kind that the file tells
  private static <A extends Annotation> Committee<A> read(
      Path dir, Class<A> annotation, MemberLoader<? extends ActiveModel<A>> loader)
      throws IOException {
    Class<? extends Annotation> found = annotation(dir);
    if (found != annotation) {
      throw new InvalidInputException(
          dir
              + " holds a committee that predicts annotations of kind "
              + found.getSimpleName()
              + ", not "
              + annotation.getSimpleName());
    }
    AnnotationKind<A> kind = (AnnotationKind<A>) AnnotationKind.of(CommitteeFiles.problem(dir));
    CommitteeFiles.Saved<ActiveModel<A>> saved = CommitteeFiles.read(dir, loader);
    try {
      saved.members().forEach(member -> requireFit(dir, kind, member, saved.labels()));
      return new Committee<>(kind, saved.members(), saved.labels());
    } catch (RuntimeException e) {
      saved.members().forEach(ActiveModel::close);
      throw e;
    }
  }

  /**
   * What a saved committee predicts, for example {@code RealValue.class}.
   *
   * @throws IOException if its file cannot be read
   * @throws InvalidInputException if {@code dir} holds no committee
   */
  public static Class<? extends Annotation> annotation(Path dir) throws IOException {
    return AnnotationKind.of(CommitteeFiles.problem(dir)).type();
  }

  private static void requireFit(
      Path dir, AnnotationKind<?> kind, ActiveModel<?> member, LabelSpace labels) {
    if (!member.offers().contains(kind.said())) {
      throw new InvalidInputException(
          dir
              + ": members must offer "
              + kind.said()
              + " as the committee's kind says, found one with "
              + member.offers());
    }
    if (kind.problem() != ProblemType.REGRESSION
        && !member.labels().names().isEmpty()
        && !member.labels().names().equals(labels.names())) {
      throw new InvalidInputException(
          dir
              + ": members must have the committee's classes "
              + labels.names()
              + " in that order, found "
              + member.labels().names());
    }
  }

  @Override
  public Class<A> kind() {
    return kind.type();
  }

  /** The classes, in the order of the columns; none where it predicts a number. */
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
  public List<ActiveModel<A>> members() {
    return members.all();
  }

  @Override
  public Set<Output> offers() {
    return offers(kind);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    OpenMembers.requireOffered(offers(), wanted);
    members.forward(xs, wanted, this::table, sink);
  }

  private FloatTable table(Output output, OpenMembers.Said said) {
    boolean mean = output.equals(kind.said());
    long[] shape = new long[output.axes().size()]; // [m, n, C] or [n, C], or without classes
    int axis = 0;
    if (!mean) {
      shape[axis++] = said.members();
    }
    shape[axis++] = said.block().size();
    if (axis < shape.length) {
      shape[axis] = width;
    }
    return new FloatTable(mean ? said.mean() : said.rows(), shape);
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    members.say(
        xs,
        said -> {
          float[] mean = said.mean(); // [n, width]
          for (int i = 0; i < said.block().size(); i++) {
            Prediction<A> one = kind.prediction(said.block().get(i), mean, i * width, labels);
            sink.accept(kind.problem() == ProblemType.REGRESSION ? spread(one, said, i) : one);
          }
        });
  }

  private static <A extends Annotation> Prediction<A> spread(
      Prediction<A> one, OpenMembers.Said said, int i) {
    return said.members() == 1
        ? one
        : new Prediction<>(
            one.instance(), one.annotation(), new Confidence.Spread(said.deviation(i)));
  }

  @Override
  public void save(Path dir) throws IOException {
    members.requireOpen();
    CommitteeFiles.write(dir, members.all(), labels, kind.problem());
  }

  @Override
  public void close() {
    members.close();
  }
}
