package org.al4j.strategies.plasm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;

/** Counts pseudo-labels by class against the gold that is known. */
record AgreementCount(Map<String, ClassLabel> gold, Map<String, ClassAgreement> perClass) {
  static Map<String, ClassAgreement> of(
      LabelSpace labels,
      List<PseudoLabel> given,
      List<PseudoLabel> kept,
      List<Labelled<ClassLabel>> knownGold) {
    AgreementCount count = new AgreementCount(new HashMap<>(), new LinkedHashMap<>());
    knownGold.forEach(item -> count.gold.put(item.instance().id(), item.annotation()));
    labels.names().forEach(name -> count.perClass.put(name, ClassAgreement.NONE));
    given.forEach(item -> count.add(item, false));
    kept.forEach(item -> count.add(item, true));
    return count.perClass;
  }

  private void add(PseudoLabel item, boolean kept) {
    ClassLabel label = item.labelled().annotation();
    ClassLabel truth = gold.get(item.labelled().instance().id());
    int known = truth == null ? 0 : 1;
    int right = label.equals(truth) ? 1 : 0;
    ClassAgreement one =
        kept
            ? new ClassAgreement(0, 1, 0, 0, known, right)
            : new ClassAgreement(1, 0, known, right, 0, 0);
    perClass.merge(label.name(), one, ClassAgreement::plus);
  }
}
