package org.al4j.strategies.stopping;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;
import org.al4j.metrics.Score;

/**
 * Stopping by a budget or by a target. Every criterion is a function of the history and the pool
 * alone, so a resumed run stops where an undisturbed one would; combine them with {@code and} and
 * {@code or}. Criteria latch: under {@code and} a part that fired once counts, whatever becomes of
 * its cause. Those that go by scores do not fire after a round without labels, which has no model.
 */
public final class Stopping {
  private Stopping() {}

  /**
   * Stops once {@code count} instances are labelled, those of the first query included. The last
   * query is cut to what is left; answers that come after their query was closed can pass the
   * limit.
   */
  public static StoppingCriterion maximumLabels(int count) {
    StoppingChecks.requirePositive("a number of labels", count);
    return new PoolBudget(
        Pool::labelledCount,
        instance -> 1,
        count,
        false,
        "the label budget is spent: %.0f instances are labelled, the limit is %.0f");
  }

  /**
   * Stops after {@code count} rounds, the first query's included. A loop that trains while people
   * label has asked the next query by then, and ends a round later.
   */
  public static StoppingCriterion maximumRounds(int count) {
    StoppingChecks.requirePositive("a number of rounds", count);
    return (history, pool) ->
        StoppingChecks.when(
            history.size() >= count,
            "the round budget is spent: %d rounds are done, the limit is %d",
            history.size(),
            count);
  }

  /**
   * Stops once the labelled instances hold at least {@code limit} tokens. The last query is cut
   * after the instance that reaches it.
   *
   * @param tokens how many tokens an instance has
   */
  public static StoppingCriterion maximumTokens(long limit, ToIntFunction<Instance> tokens) {
    StoppingChecks.requirePositive("a number of tokens", (double) limit);
    return new PoolBudget(
        pool -> total(pool, tokens::applyAsInt),
        tokens::applyAsInt,
        limit,
        true,
        "the token budget is spent: the labelled instances hold %.0f tokens, the limit is %.0f");
  }

  /**
   * Stops once the labelled instances have cost {@code limit}, or what is left does not pay for the
   * instance that would be next. The last query is cut, so that the limit is never exceeded.
   *
   * @param price what labelling an instance costs, in the unit of {@code limit}
   */
  public static StoppingCriterion maximumCost(double limit, ToDoubleFunction<Instance> price) {
    StoppingChecks.requirePositive("a cost", limit);
    return new PoolBudget(
        pool -> total(pool, price),
        price,
        limit,
        false,
        "the cost budget is spent: the labelled instances cost %.2f, the limit is %.2f");
  }

  private static double total(Pool<?> pool, ToDoubleFunction<Instance> weight) {
    double total = 0;
    for (Labelled<?> item : pool.labelled()) {
      total += PoolBudget.weight(weight, item.instance());
    }
    return total;
  }

  /**
   * Stops once selecting, training and evaluating took at least {@code limit} over all rounds. The
   * time people take to answer does not count.
   */
  public static StoppingCriterion maximumTime(Duration limit) {
    double seconds = limit.getSeconds() + limit.getNano() / 1e9;
    StoppingChecks.requirePositive("a duration in seconds", seconds);
    return (history, pool) -> {
      double total = history.stream().mapToDouble(Stopping::seconds).sum();
      return StoppingChecks.when(
          total >= seconds,
          "the time budget is spent: the rounds took %.1f s, the limit is %.1f s",
          total,
          seconds);
    };
  }

  /**
   * Stops once the last round's score is at least {@code target}.
   *
   * @param score a name among the evaluator's scores, larger being better; another name is refused
   *     at the first round with labels with an {@link InvalidInputException}
   */
  public static StoppingCriterion targetQuality(String score, double target) {
    return targetQuality(Score.higher(score), target);
  }

  /**
   * Stops once the last round's score is at least as good as {@code target}: at least as large, or
   * at most where less is better, such as an error.
   *
   * @param score one that the evaluator gives; another name is refused as above
   */
  public static StoppingCriterion targetQuality(Score score, double target) {
    if (Double.isNaN(target)) {
      throw new IllegalArgumentException("a target quality must be a number, found NaN");
    }
    return (history, pool) -> {
      double value = StoppingChecks.last(history, score.name());
      return StoppingChecks.when(
          score.oriented(value) >= score.oriented(target),
          "the target is reached: %s is %.4f, the target is %.4f",
          score.name(),
          value,
          target);
    };
  }

  /**
   * Stops once the models are sure of the stop set: its mean normalised entropy is below {@code
   * threshold}.
   *
   * <p><b>Needs</b>: {@link StopSet} as evaluator. <b>Source</b>: Zhu et al. 2008 (overall
   * uncertainty); the lecture "Active Learning".
   *
   * @param threshold in (0, 1]
   */
  public static StoppingCriterion confidence(double threshold) {
    StoppingChecks.requirePositive("an entropy", threshold);
    return (history, pool) -> {
      double value = StoppingChecks.last(history, StopSet.ENTROPY);
      return StoppingChecks.when(
          value < threshold,
          "the model is confident: the mean normalised entropy of the stop set is %.4f, the"
              + " threshold is %.4f",
          value,
          threshold);
    };
  }

  /** {@link #stablePredictions(int, double)} over the last 3 comparisons, at 0.99. */
  public static StoppingCriterion stablePredictions() {
    return stablePredictions(3, 0.99);
  }

  /**
   * Stops once the mean of the last {@code window} Cohen kappas between successive models'
   * predictions on the stop set is at least {@code kappa}.
   *
   * <p><b>Needs</b>: {@link StopSet} as evaluator. <b>Source</b>: Bloodgood and Vijay-Shanker 2009,
   * A Method for Stopping Active Learning Based on Stabilizing Predictions.
   */
  public static StoppingCriterion stablePredictions(int window, double kappa) {
    StoppingChecks.requirePositive("a number of comparisons", window);
    StoppingChecks.requirePositive("a kappa", kappa);
    return (history, pool) -> {
      List<Double> recent = StoppingChecks.recent(history, StopSet.KAPPA, window);
      double mean = recent.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
      return StoppingChecks.when(
          recent.size() == window && mean >= kappa,
          "predictions are stable: the mean of the last %d kappas on the stop set is %.4f, the"
              + " threshold is %.4f",
          window,
          mean,
          kappa);
    };
  }

  /**
   * Stops once at most a share of the predictions on the stop set changed from one model to the
   * next.
   *
   * <p><b>Needs</b>: {@link StopSet} as evaluator. <b>Source</b>: Zhu and Hovy 2007, Active
   * Learning for Word Sense Disambiguation with Methods for Addressing the Class Imbalance Problem
   * (classification change).
   *
   * @param share in [0, 1)
   */
  public static StoppingCriterion unchangedPredictions(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "a share of changes to stop at must lie in [0, 1), found " + share);
    }
    return (history, pool) -> {
      List<Double> recent = StoppingChecks.recent(history, StopSet.CHANGED, 1);
      return StoppingChecks.when(
          recent.size() == 1 && recent.get(0) <= share,
          "predictions hardly change: a share of %.4f of the stop set did, the threshold is %.4f",
          recent.isEmpty() ? Double.NaN : recent.get(0),
          share);
    };
  }

  /** {@link #stableF(int, double)} over the last 3 comparisons, at 0.05. */
  public static StoppingCriterion stableF() {
    return stableF(3, 0.05);
  }

  /**
   * Stops once all of the last {@code window} differences in F between successive models on the
   * stop set are below {@code threshold}, with {@code dF = 1 - 2a / (2a + b + c)}.
   *
   * <p><b>Needs</b>: {@link StopSet} as evaluator. <b>Source</b>: Altschuler and Bloodgood 2019,
   * Stopping Active Learning Based on Predicted Change of F Measure for Text Classification.
   * <b>Departures</b>: over more than two classes the mean over the classes.
   */
  public static StoppingCriterion stableF(int window, double threshold) {
    StoppingChecks.requirePositive("a number of comparisons", window);
    StoppingChecks.requirePositive("a difference in F", threshold);
    return (history, pool) -> {
      List<Double> recent = StoppingChecks.recent(history, StopSet.DELTA_F, window);
      return StoppingChecks.when(
          recent.size() == window && recent.stream().allMatch(value -> value < threshold),
          "F is stable: the last %d differences on the stop set are all below %.4f",
          window,
          threshold);
    };
  }

  /**
   * Stops once F can have moved by at most {@code change} from one model to the next, in each of
   * the last {@code window} comparisons on the stop set, whatever its labels are: 0.02 asks for a
   * kappa of 0.995, see {@link ChangeBound}.
   *
   * <p><b>Needs</b>: {@link StopSet} as evaluator. <b>Source</b>: Bloodgood and Grothendieck 2013.
   * <b>Departures</b>: over more than one class the mean over the classes, each against the rest,
   * which bounds the change of macro-averaged F.
   *
   * @param change of F, in (0, 1)
   */
  public static StoppingCriterion boundedChange(double change, int window) {
    if (!(change > 0 && change < 1)) {
      throw new IllegalArgumentException(
          "a change of F to stop at must lie between 0 and 1, found " + change);
    }
    StoppingChecks.requirePositive("a number of comparisons", window);
    return (history, pool) -> {
      List<Double> recent = StoppingChecks.recent(history, StopSet.BOUND, window);
      return StoppingChecks.when(
          recent.size() == window && recent.stream().allMatch(value -> value <= change),
          "F hardly moves: by at most %.4f in each of the last %d comparisons on the stop set",
          change,
          window);
    };
  }

  /**
   * Stops once the last labels returned too little: {@code worth * gain / (price * labels)} over
   * the last {@code rounds} rounds is below {@code threshold}.
   *
   * <p><b>Source</b>: the lecture "Active Learning" (return on investment).
   *
   * @param score a name among the evaluator's scores, larger being better; {@code gain} is its
   *     difference
   * @param worth what a gain of 1 is worth, in the unit of the price
   * @param price what a label costs
   * @param rounds over how many rounds, so that one that happens to be bad does not end the run
   * @param threshold the least return, for example 1
   */
  public static StoppingCriterion marginalReturn(
      String score, double worth, double price, int rounds, double threshold) {
    return new MarginalReturn(score, worth, price, rounds, threshold);
  }

  private static double seconds(Iteration iteration) {
    return iteration.selectSeconds() + iteration.fitSeconds() + iteration.evaluateSeconds();
  }
}
