package org.al4j.models.committee;

import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.fit.Fits;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.models.kind.Targets;

/** Trains the members of a committee. */
record CommitteeTraining<A extends Annotation, M extends AcquisitionModel>(
    CommitteeRecipe<A, M> recipe) {
  /**
   * Trains the members on examples that count once.
   *
   * @param previous the members of the round before, in the same order, or none
   */
  List<M> fit(List<Labelled<A>> labelled, FitContext<A, ?> context, List<? extends M> previous) {
    return fitSoft(labelled.stream().map(Targets::plain).toList(), context, previous);
  }

  /**
   * Trains the members; a weight or a distribution reaches those that are {@link SoftLearner}s.
   *
   * @param previous the members of the round before, in the same order, or none
   */
  List<M> fitSoft(
      List<SoftLabelled<A>> examples, FitContext<A, ?> context, List<? extends M> previous) {
    if (examples.isEmpty()) {
      throw new InvalidInputException(
          "nothing to learn from: a fit needs at least 1 labelled instance, found 0");
    }
    List<SoftLabelled<A>> ordered = examples.stream().sorted(Targets.order()).toList();
    MemberRun<M> run =
        new MemberRun<>(recipe.learners().size(), context.progress(), context.cancelled());
    return run.all(
        recipe.atOnce(),
        (member, task) -> {
          Optional<M> before =
              member < previous.size() ? Optional.of(previous.get(member)) : Optional.empty();
          return fit(
              recipe.learners().get(member),
              data(ordered, context, member),
              before,
              task(context, task, member));
        });
  }

  private List<SoftLabelled<A>> data(
      List<SoftLabelled<A>> ordered, FitContext<A, ?> context, int member) {
    return recipe.way() == CommitteeRecipe.Way.BAGGING
        ? Bootstrap.draw(
            ordered,
            example -> example.labelled().annotation(),
            new Seeds(context.seed()).generator("bootstrap", member))
        : ordered;
  }

  private FitContext<A, M> task(FitContext<A, ?> context, MemberRun.Task task, int member) {
    long seed = new Seeds(context.seed()).seed("member", member);
    return new FitContext<>(
        context.labels(),
        seed,
        Optional.empty(),
        context.validation(),
        task::progress,
        task.cancelled(),
        context.rateFactor());
  }

  @SuppressWarnings("unchecked") // the previous committee was made by this recipe, member by member
  private static <A extends Annotation, M extends AcquisitionModel, N extends M> M fit(
      Learner<A, N> learner,
      List<SoftLabelled<A>> examples,
      Optional<M> previous,
      FitContext<A, M> task) {
    FitContext<A, N> own = task.withPrevious((Optional<N>) previous);
    return learner instanceof SoftLearner<A, N> soft
        ? Fits.fitSoft(soft, examples, own)
        : Fits.fit(learner, examples.stream().map(SoftLabelled::labelled).toList(), own);
  }
}
