package org.al4j.strategies.internal;

import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;

/**
 * Takes instances in the order of a ranking until the budget is spent: up to and including the one
 * that crosses the limit, or up to the last one that keeps within it. After the first refusal
 * nothing more is offered.
 */
public final class Spending {
  private final Budget budget;
  private double spent;

  /** Nothing spent. */
  public Spending(Budget budget) {
    this.budget = budget;
  }

  /** Whether the next instance of the ranking still belongs to the query; if so it is paid for. */
  public boolean takes(Instance next) {
    double after = spent + weight(budget, next);
    boolean fits = budget.includesCrossing() ? spent < budget.limit() : after <= budget.limit();
    if (fits) {
      spent = after;
    }
    return fits;
  }

  /** Whether an instance crossed the limit, so that nothing more belongs to the query. */
  public boolean isSpent() {
    return budget.includesCrossing() && spent >= budget.limit();
  }

  /** What {@code instance} takes from {@code budget}: finite and not negative. */
  static double weight(Budget budget, Instance instance) {
    double weight = budget.weight(instance);
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(
          "what instance '"
              + instance.id()
              + "' takes from the budget must be finite and at least 0, found "
              + weight);
    }
    return weight;
  }

  /** How many candidates of mean weight the budget takes: at least one, at most all. */
  public static int expected(Candidates candidates, Budget budget) {
    int n = candidates.size();
    if (budget instanceof Budget.Items) {
      return (int) Math.min(n, budget.limit());
    }
    double total = 0;
    for (Instance instance : candidates) {
      total += weight(budget, instance);
    }
    return (int) Math.max(1, Math.min(n, Math.ceil(budget.limit() / total * n)));
  }
}
