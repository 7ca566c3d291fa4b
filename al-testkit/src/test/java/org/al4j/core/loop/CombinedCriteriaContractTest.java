package org.al4j.core.loop;

import java.util.Optional;
import org.al4j.testkit.StoppingCriterionContract;
import org.junit.jupiter.api.Nested;

/** Criteria made of two keep the testkit's contract. */
class CombinedCriteriaContractTest {
  private static StoppingCriterion rounds(int count) {
    return (history, pool) ->
        history.size() >= count ? Optional.of(count + " rounds") : Optional.empty();
  }

  /** Fires in one round only, and so tells whether what fired once counts. */
  private static StoppingCriterion round(int count) {
    return (history, pool) ->
        history.size() == count ? Optional.of("round " + count) : Optional.empty();
  }

  @Nested
  class Either extends StoppingCriterionContract {
    @Override
    protected StoppingCriterion criterion() {
      return rounds(7).or(rounds(4));
    }

    @Override
    protected int firesAfter() {
      return 4;
    }
  }

  @Nested
  class Both extends StoppingCriterionContract {
    @Override
    protected StoppingCriterion criterion() {
      return rounds(6).and(round(3));
    }

    @Override
    protected int firesAfter() {
      return 6;
    }
  }
}
