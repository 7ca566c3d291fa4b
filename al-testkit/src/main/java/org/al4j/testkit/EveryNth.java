package org.al4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;

/** A first batch without chance: candidates at equal distances. */
record EveryNth() implements QueryStrategy {
  @Override
  public Set<Output> needs() {
    return Set.of();
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    int wanted = (int) Math.min(candidates.size(), budget.limit());
    List<Selected> chosen = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      chosen.add(new Selected(candidates.get(i * candidates.size() / wanted), Double.NaN));
    }
    return new Selection(chosen);
  }
}
