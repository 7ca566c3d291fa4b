package org.al4j.strategies;

import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.Names;
import org.al4j.strategies.internal.TopRanking;

/** Chooses the instances with the largest utilities; see {@link Strategies#pointwise}. */
record PointwiseStrategy(Utility utility) implements QueryStrategy {
  @Override
  public String describe() {
    return Names.of(utility);
  }

  @Override
  public Set<Output> needs() {
    return utility.needs();
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return utility.kinds();
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    TopRanking<Instance> ranking = new TopRanking<>(budget);
    if (candidates.size() > 0) {
      model.forward(candidates, utility.needs(), block -> rank(block, ranking));
    }
    if (ranking.seen() != candidates.size()) {
      throw new InvalidInputException(
          "a model must give outputs for every candidate: "
              + candidates.size()
              + " wanted, "
              + ranking.seen()
              + " received; check the model's forward pass");
    }
    return ranking.selection();
  }

  private void rank(Outputs block, TopRanking<Instance> ranking) {
    double[] scores = new double[block.size()]; // [n]
    utility.score(block, scores);
    for (int i = 0; i < scores.length; i++) {
      Instance instance = block.instances().get(i);
      ranking.add(instance, scores[i], () -> instance);
    }
  }
}
