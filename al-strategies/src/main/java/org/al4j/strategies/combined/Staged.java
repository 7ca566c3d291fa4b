package org.al4j.strategies.combined;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
 * Selects with one strategy first and with another later, for example diversity until the model is
 * of use and uncertainty from then on. Stages nest: the second strategy may be staged itself.
 *
 * <p><b>Utility</b>: that of the stage. <b>Needs</b>: what either needs. <b>Cost</b>: that of the
 * stage.
 *
 * <p><b>Source</b>: the lecture "Active Learning"; Monarch 2021.
 *
 * <p><b>Departures</b>: none.
 *
 * @param first chooses until the switch is reached
 * @param until when the second stage begins
 * @param then chooses from there on
 */
public record Staged(QueryStrategy first, StageSwitch until, QueryStrategy then)
    implements QueryStrategy {
  /** Refuses nulls. */
  public Staged {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(then, "then");
  }

  @Override
  public String describe() {
    return "Staged(" + first.describe() + " until " + until + ", then " + then.describe() + ")";
  }

  @Override
  public Set<Output> needs() {
    Set<Output> needs = new TreeSet<>();
    needs.addAll(first.needs());
    needs.addAll(then.needs());
    return needs;
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    Set<Class<? extends Annotation>> kinds = new HashSet<>(first.kinds());
    kinds.retainAll(then.kinds());
    return Set.copyOf(kinds);
  }

  @Override
  public void requireLabels(LabelSpace labels) {
    first.requireLabels(labels);
    then.requireLabels(labels);
  }

  @Override
  public Predicate<Instance> considers(QueryContext context) {
    return stage(context).considers(context);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    return stage(context).select(model, candidates, budget, context);
  }

  private QueryStrategy stage(QueryContext context) {
    return until.isReached(context) ? then : first;
  }
}
