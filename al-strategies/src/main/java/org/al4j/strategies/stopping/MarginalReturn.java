package org.al4j.strategies.stopping;

import java.util.List;
import java.util.Optional;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;

/** What the labels of the last rounds returned; see {@link Stopping#marginalReturn}. */
record MarginalReturn(String score, double worth, double price, int rounds, double threshold)
    implements StoppingCriterion {
  MarginalReturn {
    StoppingChecks.requirePositive("a worth", worth);
    StoppingChecks.requirePositive("a price", price);
    StoppingChecks.requirePositive("a number of rounds", rounds);
  }

  @Override
  public Optional<String> reason(List<Iteration> history, Pool<?> pool) {
    if (history.size() <= rounds) {
      return Optional.empty();
    }
    Iteration now = history.get(history.size() - 1);
    Iteration before = history.get(history.size() - 1 - rounds);
    double gain =
        StoppingChecks.last(history, score)
            - StoppingChecks.last(history.subList(0, history.size() - rounds), score);
    int labels = now.labelled() - before.labelled();
    double value = worth * gain / (price * labels);
    return StoppingChecks.when(
        labels > 0 && value < threshold,
        "labels return too little: %.4f over the last %d rounds, the threshold is %.4f",
        value,
        rounds,
        threshold);
  }
}
