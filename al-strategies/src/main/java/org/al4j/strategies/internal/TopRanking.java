package org.al4j.strategies.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;

/**
 * The top of a ranking by utility, largest first, ties to the smaller position, of a stream of
 * instances: as much of it as the budget reaches and one instance more at most. An instance that a
 * budget did not reach is never reached later, since what arrives can only push it down; so the
 * rest is dropped at once and memory stays at the size of the query.
 *
 * @param <P> what is remembered of an instance while it is on top
 */
public final class TopRanking<P> {
  /**
   * A price that rounding alone puts over the limit must not drop an instance before the exact sum
   * is made.
   */
  private static final double SLACK = 1 + 1e-9;

  /** An instance on top. */
  public record Ranked<P>(
      Instance instance, int position, double utility, double weight, P payload) {}

  private final Budget budget;
  private final double limit;
  private final Comparator<Ranked<P>> bestFirst =
      Comparator.<Ranked<P>>comparingDouble(Ranked::utility)
          .reversed()
          .thenComparingInt(Ranked::position);
  private final PriorityQueue<Ranked<P>> kept = new PriorityQueue<>(bestFirst.reversed());
  private double total;
  private int next;

  /** The top that a budget reaches. */
  public TopRanking(Budget budget) {
    this(budget, 1);
  }

  /** The top that so many such budgets reach, at least one. */
  public TopRanking(Budget budget, double times) {
    this.budget = budget;
    this.limit = budget.limit() * times;
  }

  /**
   * Adds the next instance of the stream; what is remembered of it is made only if it is on top.
   */
  public void add(Instance instance, double utility, Supplier<P> payload) {
    if (Double.isNaN(utility)) {
      throw new InvalidInputException(
          "the utility of instance '"
              + instance.id()
              + "' is NaN; a utility must be a number: check the model's outputs and the formula");
    }
    int position = next++;
    Ranked<P> worst = kept.peek();
    // normalised zeros: -0.0 and 0.0 are a tie
    double value = utility + 0.0;
    if (worst != null && isSpent(total) && value <= worst.utility()) {
      return;
    }
    // a larger weight is over the limit all the same, and would cost the sum its precision
    double weight = Math.min(Spending.weight(budget, instance), 2 * limit);
    kept.add(new Ranked<>(instance, position, value, weight, payload.get()));
    total += weight;
    shrink();
  }

  /** How many instances were added. */
  public int seen() {
    return next;
  }

  /** What is on top, best first; it may reach one instance beyond the budget. */
  public List<Ranked<P>> ranking() {
    List<Ranked<P>> ranking = new ArrayList<>(kept);
    ranking.sort(bestFirst);
    return ranking;
  }

  /** The best within one budget. */
  public Selection selection() {
    Spending spending = new Spending(budget);
    List<Selected> chosen = new ArrayList<>();
    for (Ranked<P> ranked : ranking()) {
      if (!spending.takes(ranked.instance())) {
        break;
      }
      chosen.add(new Selected(ranked.instance(), ranked.utility()));
    }
    return new Selection(chosen);
  }

  private void shrink() {
    for (Ranked<P> worst = kept.peek(); worst != null; worst = kept.peek()) {
      if (!isSpent(total - worst.weight())) {
        return;
      }
      kept.remove();
      total -= worst.weight();
    }
  }

  /** Whether nothing ranked below instances of this total weight can belong to the query. */
  private boolean isSpent(double weight) {
    return budget.includesCrossing() ? weight >= limit : weight > limit * SLACK;
  }
}
