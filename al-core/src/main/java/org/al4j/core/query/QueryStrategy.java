package org.al4j.core.query;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Configured;

/** Chooses what to query. */
public interface QueryStrategy extends Configured {
  /** What it reads of the model; empty if it needs no model and can so make the first query. */
  Set<Output> needs();

  /**
   * The kinds of annotation it can choose for: by default those whose models give all that it
   * {@link #needs}. One that reads the annotations of the pool, or compares with some of its own,
   * says which it understands.
   */
  default Set<Class<? extends Annotation>> kinds() {
    Set<Class<? extends Annotation>> kinds = new HashSet<>(Annotation.kinds());
    needs().forEach(output -> kinds.retainAll(output.kinds()));
    return Set.copyOf(kinds);
  }

  /**
   * Refuses labels that it cannot choose for, before anything is run; by default it takes any. A
   * strategy made of others asks them.
   *
   * @throws org.al4j.core.InvalidInputException saying what is wrong
   */
  default void requireLabels(LabelSpace labels) {}

  /**
   * What it would choose at all, whatever a model says: the loop leaves the rest out before a
   * candidate policy ranks or draws, so that a policy never spends its candidates on what cannot be
   * chosen. Everything by default; a strategy made of others hands on theirs.
   *
   * @param context as in {@link #select}; the random generator is not to be touched
   */
  default Predicate<Instance> considers(QueryContext context) {
    return instance -> true;
  }

  /**
   * Chooses within the budget, at most all candidates. Makes at most one pass over the candidates.
   *
   * @param model offers at least {@link #needs()}; a strategy with no needs does not touch it
   */
  Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context);
}
