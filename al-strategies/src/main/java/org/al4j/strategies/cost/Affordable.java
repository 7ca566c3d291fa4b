package org.al4j.strategies.cost;

import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
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

/**
 * Selects as another strategy does, but never what costs more than a limit: that is not even looked
 * at, by a candidate policy neither. Once nothing affordable is left the selection is empty and the
 * loop ends.
 *
 * <p><b>Utility</b>: that of the strategy. <b>Needs</b>: what the strategy needs. <b>Cost</b>: a
 * price for each candidate.
 *
 * <p><b>Source</b>: the lecture "Active Learning". <b>Departures</b>: none.
 *
 * @param strategy chooses among what is affordable
 * @param price of an instance
 * @param limit the largest price paid for one instance
 */
public record Affordable(QueryStrategy strategy, Price price, double limit)
    implements QueryStrategy {
  /** Refuses a limit that is not positive. */
  public Affordable {
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(price, "price");
    if (!(limit > 0)) {
      throw new IllegalArgumentException("a price limit must be positive, found " + limit);
    }
  }

  @Override
  public String describe() {
    return "Affordable(" + strategy.describe() + ", " + price.describe() + " <= " + limit + ")";
  }

  @Override
  public Set<Output> needs() {
    return strategy.needs();
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return strategy.kinds();
  }

  @Override
  public void requireLabels(LabelSpace labels) {
    strategy.requireLabels(labels);
  }

  @Override
  public Predicate<Instance> considers(QueryContext context) {
    return paid(context).and(strategy.considers(context));
  }

  private Predicate<Instance> paid(QueryContext context) {
    Price now = price.after(context.times());
    return instance -> ReturnOnInvestment.price(now, instance) <= limit;
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    Predicate<Instance> paid = paid(context);
    BitSet affordable = new BitSet();
    for (int i = 0; i < candidates.size(); i++) {
      affordable.set(candidates.ordinal(i), paid.test(candidates.get(i)));
    }
    Candidates rest = Candidates.where(context.pool(), affordable::get);
    return strategy.select(model, rest, budget, context);
  }
}
