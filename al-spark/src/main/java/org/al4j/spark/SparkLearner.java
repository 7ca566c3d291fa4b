package org.al4j.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.core.settings.Settings;

/**
 * Fits here, on the few texts that are labelled; its models score on executors.
 *
 * @param <A> the kind of annotation
 * @param <M> the kind of model behind
 */
final class SparkLearner<A extends Annotation, M extends ActiveModel<A>>
    extends ForwardingLearner<A, M, SparkModel<A>> {
  private final SparkPool pool;
  private final Map<Output, String> utilities;

  SparkLearner(Learner<A, M> learner, SparkPool pool, List<String> strategies) {
    super(learner);
    this.pool = pool;
    this.utilities = SparkPool.utilities(strategies);
  }

  @Override
  protected SparkModel<A> wrap(M model) {
    return new SparkModel<>(model, pool, utilities);
  }

  @Override
  @SuppressWarnings("unchecked") // a model of this learner is around one of the learner behind
  protected M unwrap(SparkModel<A> model) {
    return (M) model.model();
  }

  @Override
  public String describe() {
    return super.describe() + ", on Spark by " + pool.scoring().backend();
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("SparkLearner")
        .with("learner", learner())
        .with("backend", pool.scoring().backend())
        .toMap();
  }

  @Override
  public Set<Output> offers() {
    Set<Output> all = new TreeSet<>(super.offers());
    all.addAll(utilities.keySet());
    return all;
  }

  /** None: what a learner sees in texts would have to be computed here. */
  @Override
  public Optional<AcquisitionModel> view() {
    return Optional.empty();
  }

  @Override
  public SparkModel<A> fit(List<Labelled<A>> labelled, FitContext<A, SparkModel<A>> context) {
    return super.fit(pool.labelledTexts(labelled), context);
  }
}
