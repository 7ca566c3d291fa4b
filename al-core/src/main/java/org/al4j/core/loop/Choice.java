package org.al4j.core.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Belief;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.internal.model.Beliefs;
import org.al4j.core.loop.internal.model.NoModel;
import org.al4j.core.loop.internal.model.ObservedModel;
import org.al4j.core.loop.internal.run.Promise;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.AnnotationTime;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.RoundContext;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;

/**
 * The choice of a round's query: what can be asked, candidates among it, strategy, check of what it
 * chose.
 *
 * @param known what is known besides the candidates
 */
record Choice<A extends Annotation>(
    LoopSettings<A> settings, RunLog log, Seeds seeds, Known known) {
  /** How far a sum may differ from the same numbers added up in another order. */
  private static final double ROUNDING = 1e-9;

  /** Finished rounds, and measured times. */
  record Known(List<Iteration> history, List<AnnotationTime> times) {}

  /**
   * What came of it.
   *
   * @param query the event to record, empty if there is none
   * @param obstacle why there is none
   */
  record Outcome(Optional<RunEvent.Asked> query, String obstacle) {}

  /** Chooses among the unlabelled instances of a pool. */
  Outcome choose(int round, Pool<A> pool, Optional<AcquisitionModel> model) {
    long start = System.nanoTime();
    QueryStrategy strategy = model.isPresent() ? settings.strategy() : settings.initialStrategy();
    QueryContext context = context(round, pool);
    Budget budget = settings.budget(round);
    Pool<A> payable = keep(pool, budget::admits);
    Pool<A> askable =
        keep(
            payable,
            Promise.kept(
                strategy.considers(context), "strategy " + strategy.describe(), "considers"));
    if (askable.unlabelledCount() == 0) {
      return none(
          payable.unlabelledCount() == 0 ? tooDear(pool, budget) : unwanted(strategy, payable));
    }
    Candidates candidates = candidates(round, askable, budget);
    Optional<Beliefs> beliefs = model.map(fitted -> new Beliefs(fitted, pool, settings.labels()));
    AcquisitionModel looked =
        beliefs.map(of -> observed(of.heard(), candidates)).orElseGet(NoModel::new);
    Selection selection =
        Promise.kept(
            strategy.select(looked, candidates, budget, context),
            "strategy " + strategy.describe(),
            "select");
    if (selection.items().isEmpty()) {
      return none(unmoved(strategy, candidates));
    }
    check(selection, strategy, candidates, budget);
    Optional<RunEvent.StateFile> policyState =
        Promise.kept(settings.policy().state(), policyName(), "state")
            .map(bytes -> log.saveState("policy", bytes));
    double seconds = (System.nanoTime() - start) / 1e9;
    List<RunEvent.AskedItem> items = items(selection, beliefs);
    return new Outcome(Optional.of(new RunEvent.Asked(round, items, seconds, policyState)), "");
  }

  @SuppressWarnings("ReferenceEquality") // ordinals of another corpus, however equal, mean others
  private Candidates candidates(int round, Pool<A> askable, Budget budget) {
    String policy = policyName();
    RoundContext context = new RoundContext(round, seeds.generator("candidates", round), budget);
    Candidates candidates =
        Promise.kept(settings.policy().choose(askable, context), policy, "choose");
    for (int i = 0; i < candidates.size(); i++) {
      int ordinal = candidates.ordinal(i);
      boolean of = ordinal < askable.corpus().size();
      if (!of
          || askable.corpus().get(ordinal) != candidates.get(i)
          || !askable.isUnlabelled(ordinal)) {
        throw new IllegalStateException(
            policy
                + " chose '"
                + candidates.get(i).id()
                + "', which cannot be asked in this round; a policy chooses among the unlabelled"
                + " instances of the pool that it is given");
      }
    }
    return candidates;
  }

  private String policyName() {
    return "candidate policy " + settings.policy().describe();
  }

  private QueryContext context(int round, Pool<A> pool) {
    return new QueryContext(
        round,
        seeds.generator("select", round),
        pool,
        settings.labels(),
        known.history(),
        known.times(),
        settings.trainer().view());
  }

  private static <A extends Annotation> Pool<A> keep(Pool<A> pool, Predicate<Instance> wanted) {
    return pool.skip(ordinal -> !wanted.test(pool.corpus().get(ordinal)));
  }

  private static Outcome none(String obstacle) {
    return new Outcome(Optional.empty(), obstacle);
  }

  private static String tooDear(Pool<?> pool, Budget budget) {
    return "each of the "
        + pool.unlabelledCount()
        + " unlabelled instances left takes more than the budget of "
        + budget.describe();
  }

  private static String unwanted(QueryStrategy strategy, Pool<?> payable) {
    return "strategy "
        + strategy.describe()
        + " considers none of the "
        + payable.unlabelledCount()
        + " unlabelled instances left that the budget admits";
  }

  private static String unmoved(QueryStrategy strategy, Candidates candidates) {
    return "strategy "
        + strategy.describe()
        + " chose none of the "
        + candidates.size()
        + " candidates";
  }

  /** What was selected, with what the model, if there is one, makes of it. */
  private static List<RunEvent.AskedItem> items(Selection selection, Optional<Beliefs> model) {
    List<Instance> selected = selection.items().stream().map(Selected::instance).toList();
    Map<String, Belief> beliefs = model.map(one -> one.of(selected)).orElse(Map.of());
    List<RunEvent.AskedItem> items = new ArrayList<>();
    for (Selected item : selection.items()) {
      String id = item.instance().id();
      items.add(new RunEvent.AskedItem(id, item.utility(), Optional.ofNullable(beliefs.get(id))));
    }
    return items;
  }

  /** The model, watched by the policy if it has a utility. */
  private AcquisitionModel observed(AcquisitionModel model, Candidates candidates) {
    return settings
        .policy()
        .utility()
        .<AcquisitionModel>map(
            utility -> new ObservedModel(model, settings.policy(), utility, candidates))
        .orElse(model);
  }

  private static void check(
      Selection selection, QueryStrategy strategy, Candidates candidates, Budget budget) {
    Set<String> seen = new HashSet<>();
    double total = 0;
    double largest = 0;
    for (Selected item : selection.items()) {
      String id = item.instance().id();
      if (candidates.ordinalOf(id) < 0 || !seen.add(id)) {
        throw new IllegalStateException(
            "strategy "
                + strategy.describe()
                + " chose '"
                + id
                + "', which is "
                + (seen.contains(id) ? "chosen twice" : "none of its candidates")
                + "; a strategy chooses among its candidates, each once");
      }
      double weight = budget.weight(item.instance());
      total += weight;
      largest = Math.max(largest, weight);
    }
    // in whatever order the strategy added up
    double spent = budget.includesCrossing() ? total - largest : total / (1 + ROUNDING);
    boolean within = budget.includesCrossing() ? spent < budget.limit() : spent <= budget.limit();
    if (!within) {
      throw new IllegalStateException(
          "strategy "
              + strategy.describe()
              + " chose "
              + selection.items().size()
              + " instances that take "
              + total
              + " of a budget of "
              + budget.describe()
              + "; a strategy keeps within its budget");
    }
  }
}
