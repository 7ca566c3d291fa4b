package org.al4j.strategies.diversity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.Spending;

/**
 * Takes candidates one by one until the budget is spent: up to and including the one that crosses
 * the limit, or up to the last one that keeps within it.
 */
final class Purchase {
  private final Candidates candidates;
  private final Spending spending;
  private final BitSet taken = new BitSet();
  private final List<Selected> items = new ArrayList<>();
  private boolean refused;

  Purchase(Candidates candidates, Budget budget) {
    this.candidates = candidates;
    this.spending = new Spending(budget);
  }

  /**
   * Takes a candidate; false if the budget does not reach it, after which nothing more may be
   * taken.
   */
  boolean take(int position, double utility) {
    Instance instance = candidates.get(position);
    boolean fits = spending.takes(instance);
    refused = !fits;
    if (fits) {
      taken.set(position);
      items.add(new Selected(instance, utility));
    }
    return fits;
  }

  /** Takes the largest utilities in their order, ties by position. */
  void takeBest(double[] utilities) {
    for (int i = 0; i < utilities.length; i++) {
      if (Double.isNaN(utilities[i])) {
        throw new InvalidInputException(
            "the utility of instance '"
                + candidates.get(i).id()
                + "' is NaN; a utility must be a number: check the model's outputs");
      }
    }
    for (int position : byFalling(utilities)) {
      if (!take(position, utilities[position])) {
        return;
      }
    }
  }

  /** Positions by falling value, ties by position. */
  static int[] byFalling(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Positions taken. */
  BitSet taken() {
    return taken;
  }

  /** Whether nothing more can be taken: no candidate is left, or the limit is reached. */
  boolean isComplete() {
    return spending.isSpent() || items.size() == candidates.size();
  }

  /** Whether a candidate was refused. */
  boolean isSpent() {
    return refused;
  }

  Selection selection() {
    return new Selection(items);
  }
}
