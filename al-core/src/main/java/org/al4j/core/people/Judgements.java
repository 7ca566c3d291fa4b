package org.al4j.core.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;

/**
 * All judgements of a run as they stand, in an order that does not depend on who was faster: by id,
 * then by annotator. Revised ones are in their last form, withdrawn ones are not there.
 *
 * @param labels the classes, {@link LabelSpace#none()} for annotations without
 * @param given of the pool's instances
 * @param known of items whose label is known
 * @param <A> the kind of annotation
 */
public record Judgements<A extends Annotation>(
    LabelSpace labels, List<Judgement<A>> given, List<KnownAnswer<A>> known) {
  /** Orders the lists. */
  public Judgements {
    Objects.requireNonNull(labels, "labels");
    Comparator<Judgement<A>> order =
        Comparator.<Judgement<A>, String>comparing(Judgement::id)
            .thenComparing(Judgement::annotator);
    given = given.stream().sorted(order).toList();
    known = known.stream().sorted(Comparator.comparing(KnownAnswer::given, order)).toList();
  }

  /** The judgements of each instance; instances ordered by id. */
  public Collection<List<Judgement<A>>> byInstance() {
    Map<String, List<Judgement<A>>> grouped = new LinkedHashMap<>();
    for (Judgement<A> judgement : given) {
      grouped.computeIfAbsent(judgement.id(), id -> new ArrayList<>()).add(judgement);
    }
    return grouped.values();
  }
}
