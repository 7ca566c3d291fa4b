package org.al4j.models.committee;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.models.regression.Regressor;

/**
 * Trains committees of regressors, whose variance says where labels are worth asking for. Members
 * may be of any kind that offers VALUE. Training, progress, cancellation and warm starts are those
 * of {@link CommitteeLearner}.
 */
public final class RegressionCommitteeLearner implements Learner<RealValue, CommitteeRegressor> {
  private final Recipe<RealValue, Regressor> recipe;

  private RegressionCommitteeLearner(Recipe<RealValue, Regressor> recipe) {
    this.recipe = recipe;
  }

  /**
   * Members of one kind, each trained on a bootstrap sample of the labelled instances (Breiman
   * 1996) with a seed of its own.
   *
   * @throws org.al4j.core.InvalidInputException if the learner's models do not offer VALUE
   */
  public static RegressionCommitteeLearner bagging(
      Learner<RealValue, ? extends Regressor> learner, int members) {
    return of(Recipe.Way.BAGGING, Collections.nCopies(Math.max(0, members), learner));
  }

  /**
   * Members of one kind, each trained on all labelled instances with a seed of its own; of no use
   * for a learner that uses no seed, such as ridge regression.
   *
   * @throws org.al4j.core.InvalidInputException if the learner's models do not offer VALUE
   */
  public static RegressionCommitteeLearner seeds(
      Learner<RealValue, ? extends Regressor> learner, int members) {
    return of(Recipe.Way.SEEDS, Collections.nCopies(Math.max(0, members), learner));
  }

  /**
   * One member of each kind, each trained on all labelled instances.
   *
   * @throws org.al4j.core.InvalidInputException if a learner's models do not offer VALUE
   */
  public static RegressionCommitteeLearner families(
      List<? extends Learner<RealValue, ? extends Regressor>> learners) {
    return of(Recipe.Way.FAMILIES, List.copyOf(learners));
  }

  private static RegressionCommitteeLearner of(
      Recipe.Way way, List<Learner<RealValue, ? extends Regressor>> learners) {
    return new RegressionCommitteeLearner(Recipe.of(way, learners, Output.VALUE));
  }

  /**
   * The same committee, with up to {@code members} of them in training at the same time; 1 by
   * default.
   */
  public RegressionCommitteeLearner atOnce(int members) {
    return new RegressionCommitteeLearner(recipe.withAtOnce(members));
  }

  @Override
  public Map<String, String> settings() {
    return recipe.settings("RegressionCommitteeLearner");
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
    return CommitteeRegressor.OFFERS;
  }

  @Override
  public boolean startsWarm() {
    return recipe.startsWarm();
  }

  /** Closes the members' learners. Safe to call twice. */
  @Override
  public void close() {
    recipe.close();
  }

  @Override
  public CommitteeRegressor fit(
      List<Labelled<RealValue>> labelled, FitContext<RealValue, CommitteeRegressor> context) {
    List<Regressor> previous =
        context.previous().map(CommitteeRegressor::members).orElse(List.of());
    return new CommitteeRegressor(recipe.fit(labelled, context, previous));
  }
}
