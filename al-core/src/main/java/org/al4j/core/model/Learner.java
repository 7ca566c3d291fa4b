package org.al4j.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.settings.Configured;

/**
 * Trains models. A learner holds settings, and perhaps files to start from; the same arguments on
 * the same machine and thread count give a model with the same weights.
 *
 * <p>Whoever makes a learner closes it, after the models it made. What a learner can do besides
 * shows in further interfaces, such as {@link org.al4j.core.model.fit.SoftLearner} and {@link
 * org.al4j.core.model.fit.EpochLearner}; wrap a learner with {@link
 * org.al4j.core.model.fit.ForwardingLearner}, or they are lost.
 *
 * @param <A> the kind of annotation it learns from
 * @param <M> the kind of model it makes
 */
public interface Learner<A extends Annotation, M> extends Configured, AutoCloseable {
  /** One line for logs and tables: the kind of model and its main settings. */
  @Override
  String describe();

  /**
   * What a run must record to be repeatable, for example the checkpoint's SHA-256; part of the
   * run's identity.
   */
  default Map<String, String> provenance() {
    return Map.of();
  }

  /**
   * What the fitted models will offer; known before any fit, so that a mismatch is refused early.
   */
  Set<Output> offers();

  /**
   * Whether a fit goes on from {@link FitContext#previous} and minds {@link FitContext#rateFactor}.
   * Where not, a loop that is to train warm is refused: it would forget all but the newest labels
   * without a word.
   */
  default boolean startsWarm() {
    return false;
  }

  /**
   * Whether its models compute in Java alone, so that a run need not start ND4J, which takes most
   * of a second; it starts by itself where something else uses it.
   */
  default boolean computesInJava() {
    return false;
  }

  /**
   * What it sees in texts before any training, where it sees something: a view that does not
   * change, such as the embeddings that all its models look at. So a first query can be chosen by
   * them. Closed with the learner.
   */
  default Optional<AcquisitionModel> view() {
    return Optional.empty();
  }

  /**
   * Trains a model.
   *
   * @param labelled at least one instance; the result does not depend on their order
   */
  M fit(List<Labelled<A>> labelled, FitContext<A, M> context);

  /** Frees what the learner holds, by default nothing. Safe to call twice. */
  @Override
  default void close() {}
}
