package org.al4j.strategies.plasm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.jspecify.annotations.Nullable;

/** Counts what pseudo-labels say, by name, against the gold that is known. */
final class AgreementCount<A extends Annotation> {
  /** What a pseudo-label says. */
  @FunctionalInterface
  interface Units<A extends Annotation> {
    /** Each with whether gold agrees, where it is known. */
    List<PlasmKind.Unit> of(A said, @Nullable A gold);
  }

  private final Units<A> units;
  private final Map<String, A> gold = new HashMap<>();
  private final Map<String, ClassAgreement> byName = new LinkedHashMap<>();

  /**
   * Nothing counted yet.
   *
   * @param names those that are told even if nothing has them, in order
   * @param units what a pseudo-label says
   */
  AgreementCount(List<String> names, Units<A> units, List<Labelled<A>> knownGold) {
    this.units = units;
    knownGold.forEach(item -> gold.put(item.instance().id(), item.annotation()));
    names.forEach(name -> byName.put(name, ClassAgreement.NONE));
  }

  Map<String, ClassAgreement> of(List<PseudoLabel<A>> given, List<PseudoLabel<A>> kept) {
    given.forEach(item -> add(item, false));
    kept.forEach(item -> add(item, true));
    return byName;
  }

  private void add(PseudoLabel<A> item, boolean kept) {
    A truth = gold.get(item.labelled().instance().id());
    int known = truth == null ? 0 : 1;
    for (PlasmKind.Unit unit : units.of(item.labelled().annotation(), truth)) {
      int right = unit.right() ? 1 : 0;
      ClassAgreement one =
          kept
              ? new ClassAgreement(0, 1, 0, 0, known, right)
              : new ClassAgreement(1, 0, known, right, 0, 0);
      byName.merge(unit.name(), one, ClassAgreement::plus);
    }
  }
}
