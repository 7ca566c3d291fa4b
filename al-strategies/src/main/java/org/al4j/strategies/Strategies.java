package org.al4j.strategies;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.core.query.Utility;
import org.al4j.strategies.uncertainty.Entropy;
import org.al4j.strategies.uncertainty.LeastConfidence;
import org.al4j.strategies.uncertainty.Margin;
import org.al4j.strategies.uncertainty.Ratio;

/** Where strategies come from: by method in programs, by name on command lines. */
public final class Strategies {
  private Strategies() {}

  /**
   * Selects at random.
   *
   * <p><b>Utility</b>: none; every candidate has the same chance, and so has every order.
   *
   * <p><b>Needs</b>: nothing: it does not touch the model and can make the first query.
   *
   * <p><b>Cost</b>: four bytes a candidate; no forward pass.
   *
   * <p><b>Source</b>: Knuth, The Art of Computer Programming, volume 2, algorithm 3.4.2P; the
   * baseline of all papers.
   *
   * <p><b>Departures</b>: none.
   */
  public static QueryStrategy random() {
    return new RandomStrategy();
  }

  /**
   * Selects the instances where the most probable class is least probable: {@link LeastConfidence}.
   */
  public static QueryStrategy leastConfidence() {
    return pointwise(new LeastConfidence());
  }

  /** Selects the instances where the two most probable classes are nearest: {@link Margin}. */
  public static QueryStrategy margin() {
    return pointwise(new Margin());
  }

  /**
   * Selects the instances where the second class is nearly as probable as the first: {@link Ratio}.
   */
  public static QueryStrategy ratio() {
    return pointwise(new Ratio());
  }

  /** Selects the instances where the distribution is most spread: {@link Entropy}, in nats. */
  public static QueryStrategy entropy() {
    return pointwise(Entropy.natural());
  }

  /**
   * Selects what has the largest utility; ties go to the smaller id. One forward pass over the
   * candidates, streaming; memory is that of the query, whatever the number of candidates. A
   * utility that is NaN is refused with an {@link org.al4j.core.InvalidInputException} that names
   * the instance.
   *
   * <p>Budgets: of items, the first so many of the ranking; of tokens, the shortest beginning of
   * the ranking that reaches the limit; of cost, the longest beginning that does not exceed it.
   */
  public static QueryStrategy pointwise(Utility utility) {
    return new PointwiseStrategy(utility);
  }

  /**
   * The strategy that a text describes: {@code name} or {@code name(parameter=value, ...)}, for
   * example {@code entropy(base=2)}.
   *
   * @throws org.al4j.core.InvalidInputException if the text is malformed, the name is unknown (the
   *     message lists those known) or a parameter is (the message lists the strategy's)
   */
  public static QueryStrategy named(String description) {
    return StrategyRegistry.load().create(description);
  }

  /**
   * The same for a kind of annotation.
   *
   * @param kind for example {@code LabelSet.class}
   * @throws org.al4j.core.InvalidInputException as {@link #named(String)}, and if the strategy
   *     cannot choose for that kind; the message lists those that can
   */
  public static QueryStrategy named(String description, Class<? extends Annotation> kind) {
    QueryStrategy strategy = named(description);
    if (!strategy.kinds().contains(kind)) {
      throw new InvalidInputException(
          "strategy '"
              + description
              + "' is not for annotations of kind "
              + kind.getSimpleName()
              + ", since it needs "
              + StrategyRegistry.outputs(strategy)
              + "; strategies that are: "
              + String.join(", ", StrategyRegistry.load().names(kind)));
    }
    return strategy;
  }

  /**
   * The utility of the pointwise strategy that a text describes, for what ranks by a utility of its
   * own, such as {@link org.al4j.strategies.ups.Ups}.
   *
   * @throws org.al4j.core.InvalidInputException as {@link #named}, and if the strategy is not a
   *     pointwise one
   */
  public static Utility utility(String description) {
    if (named(description) instanceof PointwiseStrategy pointwise) {
      return pointwise.utility();
    }
    throw new InvalidInputException(
        "strategy '"
            + description
            + "' has no utility of single instances to rank by; use a pointwise one, such as"
            + " least-confidence, margin or entropy");
  }

  /**
   * Splits a comma-separated list of descriptions; commas inside brackets do not separate.
   *
   * @throws org.al4j.core.InvalidInputException if an entry is empty
   */
  public static List<String> split(String descriptions) {
    return StrategyDescription.split(descriptions);
  }

  /** All strategies that can be named, ordered by name. */
  public static List<StrategyProvider> known() {
    return StrategyRegistry.load().providers();
  }
}
