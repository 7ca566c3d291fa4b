package org.al4j.spark;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.Strategies;

/** A strategy that chooses among what has the largest utility by another. */
record PrefilteredStrategy(String first, int kept, QueryStrategy then) implements QueryStrategy {
  PrefilteredStrategy {
    if (kept < 1) {
      throw new InvalidInputException("a prefilter must keep at least 1 text, found " + kept);
    }
    new SparkUtility(first).describe(); // refuses a strategy that has no utility
  }

  @Override
  public String describe() {
    return then.describe() + " of the " + kept + " first by " + first;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("PrefilteredStrategy")
        .with("first", first)
        .with("kept", kept)
        .with("then", then)
        .toMap();
  }

  @Override
  public Set<Output> needs() {
    Set<Output> all = new TreeSet<>(then.needs());
    all.add(SparkUtility.output(first));
    return all;
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    Set<Class<? extends Annotation>> kinds = new HashSet<>(then.kinds());
    kinds.retainAll(new SparkUtility(first).kinds());
    return Set.copyOf(kinds);
  }

  @Override
  public void requireLabels(LabelSpace labels) {
    then.requireLabels(labels);
  }

  @Override
  public Predicate<Instance> considers(QueryContext context) {
    return then.considers(context);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    if (budget instanceof Budget.Items items && items.count() > kept) {
      throw new InvalidInputException(
          "a prefilter must keep at least the budget, " + items.count() + ", found " + kept);
    }
    Selection best =
        Strategies.pointwise(new SparkUtility(first))
            .select(model, candidates, Budget.items(kept), context);
    BitSet left = new BitSet();
    best.items().forEach(one -> left.set(candidates.ordinalOf(one.instance().id())));
    return then.select(model, Candidates.where(context.pool(), left::get), budget, context);
  }
}
