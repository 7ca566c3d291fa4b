package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.Beside;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.kind.AnnotationKind;

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
 *       the standard deviation of the members (divided by {@code m - 1});
 *   <li>of a tag for each word: MEMBER_TOKEN_LOG_PROBABILITIES {@code [m, n, w, C]},
 *       TOKEN_LOG_PROBABILITIES {@code [n, w, C]}, the logarithms of the mean probabilities, and
 *       SEQUENCE_LOG_LIKELIHOOD {@code [n]}, that of the most probable tags by these, as the mean
 *       of members has no chain; predicted are the most probable tags that IOB2 allows.
 * </ul>
 *
 * <p>Each instance goes once through each member, in blocks of about a thousand, of sentences about
 * a hundred: a block passes through all members before the next is read, so a pool of any size
 * streams. Made by {@link CommitteeLearner}; owns its members and closes them.
 *
 * @param <A> the kind of annotation it predicts
 */
public final class Committee<A extends Annotation> implements ActiveModel<A>, TextReader {
  private final Joint<A> joint;
  private final List<ActiveModel<A>> members;
  private final LabelSpace labels;
  private volatile boolean closed;

  Committee(AnnotationKind<A> kind, List<? extends ActiveModel<A>> members, LabelSpace labels) {
    this(new JointRows<>(kind), members, labels);
  }

  Committee(Joint<A> joint, List<? extends ActiveModel<A>> members, LabelSpace labels) {
    this.joint = joint;
    this.members = List.copyOf(members);
    this.labels = labels;
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
    Joint<?> joint = CommitteeFiles.joint(dir);
    Class<? extends Annotation> found = joint.type();
    if (found != annotation) {
      throw new InvalidInputException(
          dir
              + " holds a committee that predicts annotations of kind "
              + found.getSimpleName()
              + ", not "
              + annotation.getSimpleName());
    }
    CommitteeFiles.Saved<ActiveModel<A>> saved = CommitteeFiles.read(dir, loader);
    try {
      saved.members().forEach(member -> requireFit(dir, joint, member, saved.labels()));
      return new Committee<>((Joint<A>) joint, saved.members(), saved.labels());
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
    return CommitteeFiles.joint(dir).type();
  }

  private static void requireFit(
      Path dir, Joint<?> joint, ActiveModel<?> member, LabelSpace labels) {
    if (!member.offers().contains(joint.said())) {
      throw new InvalidInputException(
          dir
              + ": members must offer "
              + joint.said()
              + " as the committee's kind says, found one with "
              + member.offers());
    }
    if (joint.hasClasses()
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
    return joint.type();
  }

  /** The classes, in the order of the columns; none where it predicts a number. */
  @Override
  public LabelSpace labels() {
    return labels;
  }

  /** Those of the member that lost most. */
  @Override
  public TextsRead textsRead() {
    return TextReader.worst(members);
  }

  /** The members, in order; they are closed with the committee. */
  public List<ActiveModel<A>> members() {
    return members;
  }

  @Override
  public Set<Output> offers() {
    return joint.offers();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException(
          "a committee offers " + offers() + ", asked for " + wanted);
    }
    requireOpen();
    joint.forward(members, labels, xs, wanted, sink);
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    requireOpen();
    joint.predict(members, labels, xs, sink);
  }

  @Override
  public void save(Path dir) throws IOException {
    requireOpen();
    CommitteeFiles.write(dir, members, labels, joint.problem());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this committee is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    Closing.all(members);
  }
}
