package org.al4j.strategies.coldstart;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;

/**
 * Selects as another strategy does, by a fixed view of the texts in place of the round's model: a
 * pre-trained encoder, or {@link HashedWords}, which needs none. So cluster centres and typicality
 * can choose the first batch, when nothing is labelled. A learner may have a view of its own, such
 * as the embeddings that all its models look at ({@link org.al4j.core.model.Learner#view}).
 *
 * <p><b>Utility</b>: that of the strategy. <b>Needs</b>: nothing of the round's model. <b>Cost</b>:
 * that of the strategy, and a pass of the view.
 *
 * <p><b>Source</b>: the lecture "Active Learning": cluster centres of embeddings are better than
 * random; Hacohen et al. 2022 (TypiClust) for typicality. <b>Departures</b>: none.
 *
 * @param strategy chooses
 * @param view stays open; its owner closes it
 * @param name of the view, for the run's record: equal for equal views
 * @param learnersFirst whether the learner's own view takes its place where there is one that
 *     offers what the strategy needs
 */
public record ColdStart(
    QueryStrategy strategy, AcquisitionModel view, String name, boolean learnersFirst)
    implements QueryStrategy {
  /** Refuses a view that does not offer what the strategy needs. */
  public ColdStart {
    Objects.requireNonNull(name, "name");
    Set<Output> missing = new TreeSet<>(strategy.needs());
    missing.removeAll(view.offers());
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "strategy "
              + strategy.describe()
              + " needs "
              + missing
              + ", which "
              + name
              + " does not offer; it offers "
              + new TreeSet<>(view.offers()));
    }
  }

  /** By this view, whatever the learner sees. */
  public ColdStart(QueryStrategy strategy, AcquisitionModel view, String name) {
    this(strategy, view, name, false);
  }

  /** By hashed words, without any model. */
  public static ColdStart byWords(QueryStrategy strategy) {
    HashedWords words = new HashedWords(HashedWords.DIMENSIONS);
    return new ColdStart(strategy, words, words.toString());
  }

  /** By what the learner sees before any training; by hashed words where that is nothing. */
  public static ColdStart byLearner(QueryStrategy strategy) {
    HashedWords words = new HashedWords(HashedWords.DIMENSIONS);
    return new ColdStart(strategy, words, words.toString(), true);
  }

  @Override
  public Map<String, String> settings() {
    // words in the absence of a view of the learner's were all that there was
    boolean usual = learnersFirst == view instanceof HashedWords;
    return Settings.named("ColdStart")
        .with("learnersFirst", usual ? null : learnersFirst)
        .with("strategy", strategy)
        .with("view", name)
        .toMap();
  }

  @Override
  public String describe() {
    return "ColdStart(" + strategy.describe() + ", " + name + ")";
  }

  @Override
  public Set<Output> needs() {
    return Set.of();
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return strategy.kinds();
  }

  @Override
  public void requireLabels(LabelSpace labels) {
    strategy.requireLabels(labels);
  }

  @Override
  public Predicate<Instance> considers(QueryContext context) {
    return strategy.considers(context);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    AcquisitionModel seen =
        context
            .view()
            .filter(own -> learnersFirst && own.offers().containsAll(strategy.needs()))
            .orElse(view);
    return strategy.select(seen, candidates, budget, context);
  }
}
