package org.al4j.strategies.combined;

import java.util.Map;
import java.util.Objects;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.query.QueryContext;
import org.al4j.core.settings.Configured;
import org.al4j.core.settings.Settings;

/**
 * When one stage ends and the next begins. A function of the run's history, so a resumed run is in
 * the stage of an undisturbed one; once reached it stays so.
 */
public sealed interface StageSwitch extends Configured {
  /** Whether the next stage chooses this query. */
  boolean isReached(QueryContext context);

  /** From a round on. */
  static StageSwitch atRound(int round) {
    return new AtRound(round);
  }

  /** As soon as so many instances are labelled. */
  static StageSwitch atLabels(int labels) {
    return new AtLabels(labels);
  }

  /**
   * As soon as a stopping criterion would have ended the run, for example {@link
   * org.al4j.strategies.stopping.Stopping#stablePredictions()}.
   *
   * @param name for the run's record: equal for equal criteria
   */
  static StageSwitch when(String name, StoppingCriterion signal) {
    return new Signal(name, signal);
  }

  /** From a round on. */
  record AtRound(int round) implements StageSwitch {
    /** Refuses a round that no model chooses. */
    public AtRound {
      requireAtLeastOne("round", round);
    }

    @Override
    public boolean isReached(QueryContext context) {
      return context.round() >= round;
    }

    @Override
    public String toString() {
      return "round " + round;
    }
  }

  /** From a number of labels on. */
  record AtLabels(int labels) implements StageSwitch {
    /** Refuses a number that is always reached. */
    public AtLabels {
      requireAtLeastOne("number of labels", labels);
    }

    @Override
    public boolean isReached(QueryContext context) {
      return context.pool().labelledCount() >= labels;
    }

    @Override
    public String toString() {
      return labels + " labels";
    }
  }

  /** From the first round on after which a criterion fires. */
  record Signal(String name, StoppingCriterion criterion) implements StageSwitch {
    /** Refuses nulls. */
    public Signal {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(criterion, "criterion");
    }

    @Override
    public boolean isReached(QueryContext context) {
      return !context.history().isEmpty()
          && criterion.latched(context.history(), context.pool()).isPresent();
    }

    /** The name stands for the criterion, of which nothing is known. */
    @Override
    public Map<String, String> settings() {
      return Settings.named("Signal").with("criterion", name).toMap();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "the " + what + " of a second stage must be at least 1, found " + value);
    }
  }
}
