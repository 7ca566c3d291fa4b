package org.al4j.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.Spending;

/**
 * A uniform choice; see {@link Strategies#random}. A Fisher-Yates shuffle, carried as far as the
 * budget reaches.
 */
record RandomStrategy() implements QueryStrategy {
  @Override
  public Set<Output> needs() {
    return Set.of();
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    int[] positions = new int[candidates.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
    Spending spending = new Spending(budget);
    List<Selected> chosen = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      int drawn = i + context.random().nextInt(positions.length - i);
      Instance instance = candidates.get(positions[drawn]);
      positions[drawn] = positions[i];
      if (!spending.takes(instance)) {
        break;
      }
      chosen.add(new Selected(instance, Double.NaN));
    }
    return new Selection(chosen);
  }
}
