package org.al4j.core.query;

import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.al4j.core.data.Instance;
import org.al4j.core.settings.Configured;
import org.al4j.core.settings.Settings;

/** How much one query may select. */
public sealed interface Budget extends Configured {
  /** What {@code instance} takes from the budget. */
  double weight(Instance instance);

  /** The size of the budget, in the unit of {@link #weight}. */
  double limit();

  /** The limit with its unit, for example {@code 100 instances}. */
  @Override
  String describe();

  /** The kind of budget and its limit; of the function that it counts by nothing is known. */
  @Override
  default Map<String, String> settings() {
    return Settings.named(getClass().getSimpleName()).with("limit", limit()).toMap();
  }

  /** Whether the item that crosses the limit belongs to the query. */
  boolean includesCrossing();

  /**
   * Whether any query may select {@code instance}. A limit that is never exceeded shuts out what
   * takes more than all of it: the loop passes that over. Where the crossing item is included
   * everything may be selected.
   */
  default boolean admits(Instance instance) {
    double weight = includesCrossing() ? 0 : weight(instance);
    // NaN and infinity are no weights: they are left for the strategy to refuse by name
    return !(weight > limit() && weight < Double.POSITIVE_INFINITY);
  }

  /** A number of instances, at least 1. */
  static Budget items(int count) {
    return new Items(count);
  }

  /**
   * A number of tokens; the item that crosses it is included (PLASM's protocol for tagging), so
   * that a text with more tokens than all of it can be selected too.
   */
  static Budget tokens(int limit, ToIntFunction<Instance> tokens) {
    return new Tokens(limit, tokens);
  }

  /**
   * A cost that is never exceeded. A query is the longest beginning of the strategy's ranking that
   * the limit pays for; what alone costs more than the limit is not a candidate, so a run goes on
   * while anything unlabelled is affordable, and then stops.
   */
  static Budget cost(double limit, ToDoubleFunction<Instance> price) {
    return new Cost(limit, price);
  }

  /** A number of instances. */
  record Items(int count) implements Budget {
    /** Refuses a count below 1. */
    public Items {
      requirePositive(count);
    }

    @Override
    public String describe() {
      return count + " instances";
    }

    @Override
    public double weight(Instance instance) {
      return 1;
    }

    @Override
    public double limit() {
      return count;
    }

    @Override
    public boolean includesCrossing() {
      return true;
    }
  }

  /** A number of tokens, the crossing item included. */
  record Tokens(int total, ToIntFunction<Instance> tokens) implements Budget {
    /** Refuses a total below 1. */
    public Tokens {
      requirePositive(total);
      Objects.requireNonNull(tokens);
    }

    @Override
    public String describe() {
      return total + " tokens";
    }

    @Override
    public double weight(Instance instance) {
      return tokens.applyAsInt(instance);
    }

    @Override
    public double limit() {
      return total;
    }

    @Override
    public boolean includesCrossing() {
      return true;
    }
  }

  /** A cost that is never exceeded. */
  record Cost(double limit, ToDoubleFunction<Instance> price) implements Budget {
    /** Refuses a limit that is not positive. */
    public Cost {
      requirePositive(limit);
      Objects.requireNonNull(price);
    }

    @Override
    public String describe() {
      return "a cost of " + limit;
    }

    @Override
    public double weight(Instance instance) {
      return price.applyAsDouble(instance);
    }

    @Override
    public boolean includesCrossing() {
      return false;
    }
  }

  private static void requirePositive(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("a budget must be positive, found " + limit);
    }
  }
}
