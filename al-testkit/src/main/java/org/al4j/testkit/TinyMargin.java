package org.al4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatRows;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;

/** Where the two most probable classes are closest, for loops that must look at their model. */
record TinyMargin() implements QueryStrategy {
  @Override
  public Set<Output> needs() {
    return Set.of(Output.PROBABILITIES);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    List<Selected> all = new ArrayList<>();
    model.forward(
        candidates,
        needs(),
        block -> {
          float[] rows = FloatRows.of(block.get(Output.PROBABILITIES));
          int classes = rows.length / block.instances().size();
          for (int i = 0; i < block.instances().size(); i++) {
            float[] row = Arrays.copyOfRange(rows, i * classes, (i + 1) * classes);
            Arrays.sort(row);
            double margin = row[classes - 1] - row[classes - 2];
            all.add(new Selected(block.instances().get(i), -margin));
          }
        });
    all.sort(Comparator.comparingDouble(Selected::utility).reversed());
    return new Selection(all.subList(0, (int) Math.min(all.size(), budget.limit())));
  }
}
