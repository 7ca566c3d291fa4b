package org.al4j.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;

/** Pools whose instances carry their probability {@code p} and their price {@code w}. */
final class Pools {
  private Pools() {}

  static Instance instance(String id, double p, double weight) {
    return new Instance(
        id, "text " + id, List.of(), Map.of("p", Double.toString(p), "w", Double.toString(weight)));
  }

  static double weight(Instance instance) {
    return Double.parseDouble(instance.attributes().getOrDefault("w", "1"));
  }

  /** Probabilities on a grid, so that ties occur; whole prices, zero included. */
  static List<Instance> random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      instances.add(
          instance(
              String.format(Locale.ROOT, "i%04d", i),
              random.nextInt(0, 17) / 16.0,
              random.nextInt(0, 6)));
    }
    return instances;
  }

  static Selection select(
      QueryStrategy strategy, AcquisitionModel model, List<Instance> instances, Budget budget) {
    return select(strategy, model, instances, budget, 1);
  }

  static Selection select(
      QueryStrategy strategy,
      AcquisitionModel model,
      List<Instance> instances,
      Budget budget,
      long seed) {
    Pool<ClassLabel> pool = Pool.unlabelled(instances);
    QueryContext context =
        new QueryContext(0, new SplittableRandom(seed), pool, LabelSpace.of("no", "yes"));
    return strategy.select(model, Candidates.all(pool), budget, context);
  }
}
