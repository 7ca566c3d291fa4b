package org.al4j.strategies.coldstart;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
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
 * can choose the first batch, when nothing is labelled.
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
 */
public record ColdStart(QueryStrategy strategy, AcquisitionModel view, String name)
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

  /** By hashed words, without any model. */
  public static ColdStart byWords(QueryStrategy strategy) {
    HashedWords words = new HashedWords(HashedWords.DIMENSIONS);
    return new ColdStart(strategy, words, words.toString());
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("ColdStart").with("strategy", strategy).with("view", name).toMap();
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
  public Predicate<Instance> considers(QueryContext context) {
    return strategy.considers(context);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    return strategy.select(view, candidates, budget, context);
  }
}
