package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Qualification;
import org.al4j.core.query.Selected;

/**
 * What each annotator gets of the open query. What was handed out to a number of instances is kept
 * for them while the process lives: it is given to no more people than still have to judge it.
 */
public final class PersonalQuery<A extends Annotation> {
  private final RunState<A> state;
  private final Map<String, Set<String>> held = new HashMap<>(); // ids by annotator

  public PersonalQuery(RunState<A> state) {
    this.state = state;
  }

  /**
   * Some of what an annotator can label, known items among it; empty if there is nothing for him.
   *
   * @param most how many; what he held before is free again
   * @param late whether what the last query left counts while none is open
   */
  public Optional<Query> of(String annotator, int most, boolean late) {
    release(annotator);
    boolean between = late && !state.stopped() && !state.queries().isEmpty();
    if (!state.open() && !between) {
      return Optional.empty();
    }
    List<Selected> free = state.openQuery().of(annotator).stream().filter(this::isFree).toList();
    List<Selected> items = mixed(annotator, free);
    items = items.subList(0, Math.min(most, items.size()));
    if (most < Integer.MAX_VALUE) {
      Set<String> ids = new HashSet<>();
      items.forEach(item -> ids.add(item.instance().id()));
      held.put(annotator, ids);
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(new Query(state.round(), items));
  }

  /** Lets others have what he holds. */
  public void release(String annotator) {
    held.remove(annotator);
  }

  /** Whether fewer people hold an instance than still have to judge it. */
  private boolean isFree(Selected item) {
    String id = item.instance().id();
    Standing<A> standing = state.book().of(id);
    int judged = standing.judgements().size();
    int needed = Math.max(1, state.book().people().wanted() - judged);
    long holding =
        held.entrySet().stream()
            .filter(entry -> entry.getValue().contains(id))
            .filter(entry -> standing.by(entry.getKey()).isEmpty())
            .filter(entry -> !standing.skipped().contains(entry.getKey()))
            .count();
    return holding < needed;
  }

  /** The annotator's next known items in front, then one after each so many others. */
  private List<Selected> mixed(String annotator, List<Selected> free) {
    Qualification<A> qualification = state.book().people().qualification();
    if (qualification == null) {
      return free;
    }
    Set<String> checked = state.book().checkedBy(annotator);
    List<Selected> known = new ArrayList<>();
    for (Labelled<A> item : qualification.known()) {
      if (!checked.contains(item.instance().id())) {
        known.add(new Selected(item.instance(), Double.NaN));
      }
    }
    int first = Math.min(known.size(), qualification.first() - checked.size());
    if (first > 0 || state.book().unqualified(annotator).isPresent()) {
      return known.subList(0, Math.max(0, first));
    }
    return known.isEmpty() || qualification.every() == 0
        ? free
        : interleaved(free, known, qualification.every(), sinceLast(annotator, qualification));
  }

  /** How many instances he judged since a known item was due last. */
  private int sinceLast(String annotator, Qualification<A> qualification) {
    int judged = state.book().judgedBy(annotator);
    int regular = state.book().checkedBy(annotator).size() - qualification.first();
    return judged - regular * qualification.every();
  }

  private static List<Selected> interleaved(
      List<Selected> free, List<Selected> known, int every, int since) {
    List<Selected> mixed = new ArrayList<>();
    int next = 0;
    int count = since;
    for (Selected item : free) {
      if (count >= every && next < known.size()) {
        mixed.add(known.get(next++));
        count -= every;
      }
      mixed.add(item);
      count++;
    }
    return mixed;
  }
}
