package org.al4j.server.bridge.llm;

import java.util.HashSet;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Judgements;
import org.al4j.core.people.ModelAgreement;
import org.al4j.core.people.ModelTrust;
import org.al4j.server.desk.ModelDesk;

/**
 * What a model labelled alone, when it is believed no more and no query is going to close, at which
 * that would be looked at: everything is labelled, and people look at it again.
 */
record AloneLabels<A extends Annotation>(ModelDesk<A> desk, String annotator, ModelTrust trust) {
  /** Takes them back if it must be; whether it did. */
  boolean takeBack() {
    Judgements<A> all = desk.judgements();
    ModelAgreement agreement = ModelTrust.measure(all).getOrDefault(annotator, ModelAgreement.NONE);
    if (!desk.isOver() || trust.believes(agreement)) {
      return false;
    }
    Set<String> alone = new HashSet<>();
    desk.labelled().forEach(one -> alone.add(one.instance().id()));
    Set<String> mine = new HashSet<>();
    for (Judgement<A> one : all.given()) {
      if (one.annotator().equals(annotator)) {
        mine.add(one.id());
      } else {
        alone.remove(one.id());
      }
    }
    alone.retainAll(mine);
    alone.stream().sorted().forEach(id -> desk.withdraw(annotator, id, "believed no more"));
    return !alone.isEmpty();
  }
}
