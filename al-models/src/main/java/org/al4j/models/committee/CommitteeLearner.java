package org.al4j.models.committee;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.text.TextPreparer;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsPrepared;
import org.al4j.core.text.TextsRead;

/**
 * Trains committees, whose disagreement says where labels are worth asking for. Members may be of
 * any kind that offers PROBABILITIES (one class for an instance), INDEPENDENT_PROBABILITIES (any
 * number of classes), VALUE (a number) or TOKEN_LOG_PROBABILITIES (a tag for each word): what they
 * offer says what the committee predicts. A single model with dropout passes is a committee
 * already: where it offers MEMBER_PROBABILITIES itself, say, the strategies take it as it is,
 * without this class.
 *
 * <p>Members are trained one after the other unless {@link #atOnce} allows more; the result is the
 * same. All {@code m} members stay in memory with the model. Progress is told in members: a step is
 * a member trained, with the last loss it reported. A cancelled fit stops the member in training
 * early and leaves out those not begun, the first excepted. A warm start hands each member the one
 * in its place in the previous committee.
 *
 * <p>Where every member's learner is a {@link org.al4j.core.model.fit.SoftLearner}, the committee's
 * is one too and hands soft labels and weights to each of them; a bootstrap draws the examples
 * alike, whatever their weights. With a member that takes plain labels only, it is none. Epochs are
 * not kept: members pass over their examples each for itself.
 *
 * <p>The members' learners are closed with the committee's.
 *
 * <p><b>Needs</b>: learners whose models offer the same output of the four.
 *
 * <p><b>Cost</b>: {@code m} fits, and the memory of {@code m} models.
 *
 * <p><b>Source</b>: Breiman 1996, Bagging Predictors, for bootstrap samples; Lakshminarayanan et
 * al. 2017, Simple and Scalable Predictive Uncertainty Estimation Using Deep Ensembles, for seeds.
 *
 * <p><b>Departures</b>: a bootstrap sample that lost a class has an example of it in the place of
 * another. Members of other seeds are trained on the plain loss, without adversarial examples.
 *
 * @param <A> the kind of annotation it learns from
 */
public sealed class CommitteeLearner<A extends Annotation>
    implements Learner<A, Committee<A>>, TextReader, TextPreparer permits SoftCommitteeLearner {
  private final Joint<A> joint;
  private final CommitteeRecipe<A, ActiveModel<A>> recipe;

  CommitteeLearner(Joint<A> joint, CommitteeRecipe<A, ActiveModel<A>> recipe) {
    this.joint = joint;
    this.recipe = recipe;
  }

  /**
   * Members of one kind, each trained on a bootstrap sample of the labelled instances (Breiman
   * 1996) with a seed of its own. A sample that lost a class altogether gets one example of it
   * back: members should differ in what they make of the labels, not in which classes they know.
   *
   * @throws org.al4j.core.InvalidInputException if the learner's models do not offer PROBABILITIES,
   *     INDEPENDENT_PROBABILITIES, VALUE or TOKEN_LOG_PROBABILITIES
   */
  public static <A extends Annotation> CommitteeLearner<A> bagging(
      Learner<A, ? extends ActiveModel<A>> learner, int members) {
    return of(CommitteeRecipe.Way.BAGGING, copies(learner, members));
  }

  /**
   * Members of one kind, each trained on all labelled instances with a seed of its own
   * (Lakshminarayanan et al. 2017). A learner that uses no seed, such as TF-IDF with its convex
   * objective, gives equal members, which never disagree: use {@link #bagging} for it.
   *
   * @throws org.al4j.core.InvalidInputException if the learner's models do not offer PROBABILITIES,
   *     INDEPENDENT_PROBABILITIES, VALUE or TOKEN_LOG_PROBABILITIES
   */
  public static <A extends Annotation> CommitteeLearner<A> seeds(
      Learner<A, ? extends ActiveModel<A>> learner, int members) {
    return of(CommitteeRecipe.Way.SEEDS, copies(learner, members));
  }

  /**
   * One member of each kind, for example a transformer and a TF-IDF model, each trained on all
   * labelled instances.
   *
   * @throws org.al4j.core.InvalidInputException if a learner's models do not offer PROBABILITIES,
   *     INDEPENDENT_PROBABILITIES, VALUE or TOKEN_LOG_PROBABILITIES, all of them the same
   */
  public static <A extends Annotation> CommitteeLearner<A> families(
      List<? extends Learner<A, ? extends ActiveModel<A>>> learners) {
    return of(CommitteeRecipe.Way.FAMILIES, List.copyOf(learners));
  }

  private static <A extends Annotation> CommitteeLearner<A> of(
      CommitteeRecipe.Way way, List<Learner<A, ? extends ActiveModel<A>>> learners) {
    Joint<A> joint = joint(learners);
    return of(joint, CommitteeRecipe.of(way, learners, joint.said()));
  }

  private static <A extends Annotation> CommitteeLearner<A> of(
      Joint<A> joint, CommitteeRecipe<A, ActiveModel<A>> recipe) {
    return recipe.isSoft()
        ? new SoftCommitteeLearner<>(joint, recipe)
        : new CommitteeLearner<>(joint, recipe);
  }

  /** By what the first says; that all say the same is checked after. */
  @SuppressWarnings("unchecked") // what a model says follows from what it predicts
  private static <A extends Annotation> Joint<A> joint(
      List<Learner<A, ? extends ActiveModel<A>>> learners) {
    if (learners.isEmpty()) {
      throw new IllegalArgumentException("a committee needs at least 1 member, found 0");
    }
    Learner<A, ?> first = learners.get(0);
    return (Joint<A>)
        Joint.offering(first.offers())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "a committee needs members that offer PROBABILITIES,"
                            + " INDEPENDENT_PROBABILITIES, VALUE or TOKEN_LOG_PROBABILITIES, but "
                            + first.describe()
                            + " offers "
                            + first.offers()
                            + "; use another learner"));
  }

  private static <A extends Annotation> List<Learner<A, ? extends ActiveModel<A>>> copies(
      Learner<A, ? extends ActiveModel<A>> learner, int members) {
    return Collections.nCopies(Math.max(0, members), learner);
  }

  /**
   * The same committee, with up to {@code members} of them in training at the same time, each on a
   * thread of its own; 1 by default. It bounds memory: what training needs beside the weights
   * (gradients, optimiser, activations) is held at most that many times. The learners must allow
   * fits on several threads, and the context's {@code cancelled} is asked from them.
   */
  public CommitteeLearner<A> atOnce(int members) {
    return of(joint, recipe.withAtOnce(members));
  }

  @Override
  public Map<String, String> settings() {
    return recipe.settings(joint.learner());
  }

  @Override
  public String describe() {
    return recipe.describe();
  }

  @Override
  public Map<String, String> provenance() {
    return recipe.provenance();
  }

  @Override
  public Set<Output> offers() {
    return joint.offers();
  }

  @Override
  public boolean computesInJava() {
    return recipe.computesInJava();
  }

  @Override
  public boolean startsWarm() {
    return recipe.startsWarm();
  }

  /** That of the first member's learner that has one. */
  @Override
  public Optional<AcquisitionModel> view() {
    return recipe.learners().stream().flatMap(learner -> learner.view().stream()).findFirst();
  }

  /** Those of the member's learner that lost most. */
  @Override
  public TextsRead textsRead() {
    return TextReader.worst(recipe.learners());
  }

  /** Prepares the texts for each member's learner, one after the other, each from 0 on. */
  @Override
  public void prepare(List<String> texts, Consumer<TextsPrepared> progress) {
    Set<Object> learners = Collections.newSetFromMap(new IdentityHashMap<>());
    learners.addAll(recipe.learners());
    learners.forEach(
        one -> TextPreparer.of(one).ifPresent(member -> member.prepare(texts, progress)));
  }

  /** Closes the members' learners. Safe to call twice. */
  @Override
  public void close() {
    recipe.close();
  }

  @Override
  public Committee<A> fit(List<Labelled<A>> labelled, FitContext<A, Committee<A>> context) {
    return committee(training().fit(labelled, context, previous(context)), context);
  }

  CommitteeTraining<A, ActiveModel<A>> training() {
    return new CommitteeTraining<>(recipe);
  }

  Committee<A> committee(List<ActiveModel<A>> members, FitContext<A, Committee<A>> context) {
    return new Committee<>(joint, members, context.labels());
  }

  /** The members to start from, none for a start from scratch. */
  static <A extends Annotation> List<ActiveModel<A>> previous(FitContext<A, Committee<A>> context) {
    return context.previous().map(Committee::members).orElse(List.of());
  }
}
