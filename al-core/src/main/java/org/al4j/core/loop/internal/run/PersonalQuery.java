package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Qualification;
import org.al4j.core.query.Selected;

/**
 * What each annotator gets of the open query. What was handed out to a number of instances is kept
 * for them while the process lives: it is given to no more people than still have to judge it.
 */
public final class PersonalQuery<A extends Annotation> {
  private final RunState<A> state;
  private final Map<String, Map<String, Selected>> held = new HashMap<>(); // by annotator, id

  public PersonalQuery(RunState<A> state) {
    this.state = state;
  }

  /**
   * Some of what an annotator can label, known items among it; empty if there is nothing for him.
   * What he held before and has not answered comes first: he may be looking at it.
   *
   * @param most how many; what he held beyond them is free again
   * @param late whether what the last query left counts while none is open, and what he holds of
   *     earlier ones
   */
  public Optional<Query> of(String annotator, int most, boolean late) {
    List<Selected> before = List.copyOf(held.getOrDefault(annotator, Map.of()).values());
    release(annotator);
    boolean between = late && !state.stopped() && !state.queries().isEmpty();
    if (!state.open() && !between) {
      return Optional.empty();
    }
    List<Selected> free = state.openQuery().of(annotator).stream().filter(this::isFree).toList();
    List<Selected> items = mixed(annotator, keptFirst(annotator, before, free, late));
    items = items.subList(0, Math.min(most, items.size()));
    if (most < Integer.MAX_VALUE) {
      Map<String, Selected> ids = new LinkedHashMap<>();
      items.forEach(item -> ids.put(item.instance().id(), item));
      held.put(annotator, ids);
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(new Query(state.round(), items));
  }

  private List<Selected> keptFirst(
      String annotator, List<Selected> before, List<Selected> free, boolean late) {
    Map<String, Selected> all = new LinkedHashMap<>();
    Map<String, Selected> now = new HashMap<>();
    free.forEach(item -> now.put(item.instance().id(), item));
    for (Selected item : before) {
      String id = item.instance().id();
      boolean known = state.book().people().known(id).isPresent(); // these are mixed in anew
      boolean there = now.containsKey(id) || (late && !known && isFree(item));
      if (there && state.openQuery().isLeft(annotator, id)) {
        all.put(id, now.getOrDefault(id, item));
      }
    }
    free.forEach(item -> all.putIfAbsent(item.instance().id(), item));
    return List.copyOf(all.values());
  }

  /** What somebody does not want now he holds no more; the open query has it behind its others. */
  public void putOff(Answer<A> answer) {
    boolean later = answer instanceof Answer.Postponed || answer instanceof Answer.Failed;
    Map<String, Selected> his = held.get(answer.annotator());
    if (later && his != null) {
      his.remove(answer.id());
    }
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
            .filter(entry -> entry.getValue().containsKey(id))
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
