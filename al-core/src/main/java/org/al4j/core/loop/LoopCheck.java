package org.al4j.core.loop;

import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.loop.internal.model.Offers;
import org.al4j.core.model.Output;
import org.al4j.core.query.Utility;

/** Whether the parts of a loop fit together, before anything is labelled for it. */
record LoopCheck<A extends Annotation>(LoopSettings<A> settings) {
  /**
   * Refuses what does not fit.
   *
   * @throws InvalidInputException naming it
   */
  void requireConsistent() {
    if (settings.pool().corpus().size() == 0) {
      throw new InvalidInputException("the pool is empty; give it at least one instance");
    }
    checkInitial();
    checkTraining();
    settings.people().check(settings.pool(), settings.labels());
    requireKinds();
    settings.strategy().requireLabels(settings.labels());
    requireOffered("strategy " + settings.strategy().describe(), settings.strategy().needs());
    settings.policy().utility().ifPresent(this::checkPolicy);
  }

  private void checkInitial() {
    boolean without = settings.initialBudget() == null;
    if (without && settings.pool().labelledCount() == 0) {
      throw new InvalidInputException(
          "nothing is labelled yet: set initial(...) to choose a first batch");
    }
    if (!without && !settings.initialStrategy().needs().isEmpty()) {
      throw new InvalidInputException(
          "the first batch is chosen before any model exists, but strategy "
              + settings.initialStrategy().describe()
              + " needs "
              + settings.initialStrategy().needs()
              + "; use one without needs, such as random");
    }
    if (!without) {
      settings.initialStrategy().requireLabels(settings.labels());
    }
  }

  private void checkTraining() {
    if (settings.training().warm() && !settings.trainer().startsWarm()) {
      throw new InvalidInputException(
          "training "
              + settings.training().describe()
              + " needs a learner that goes on from the model before, which "
              + settings.trainer().describe()
              + " does not; train from scratch");
    }
    if (settings.loader() != null && settings.trainer().isPair()) {
      throw new InvalidInputException(
          "keepModel(..) keeps one model that is both looked at and used, and learners(..) makes"
              + " two of a round: use learner(..), or leave keepModel out");
    }
  }

  /** What is labelled tells the kind; where nothing is, only the learner's outputs tell it. */
  private void requireKinds() {
    settings.pool().labelled().stream()
        .findFirst()
        .map(item -> item.annotation().getClass())
        .ifPresent(
            kind -> {
              Offers.requireKind(settings.strategy(), kind);
              Offers.requireKind(settings.initialStrategy(), kind);
            });
  }

  /** A policy learns its scores from the strategy's pass over the candidates. */
  private void checkPolicy(Utility utility) {
    requireOffered("candidate policy " + settings.policy().describe(), utility.needs());
    if (settings.strategy().needs().isEmpty()) {
      throw new InvalidInputException(
          "candidate policy "
              + settings.policy().describe()
              + " learns from what the strategy looks at, but strategy "
              + settings.strategy().describe()
              + " looks at no model output; use a strategy that does, or another policy");
    }
  }

  private void requireOffered(String who, Set<Output> needs) {
    Offers.require(settings.trainer(), who, needs);
  }
}
