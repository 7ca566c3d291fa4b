package org.al4j.server.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people want later of what is labelled between two queries: the run's log knows of such
 * wishes while a query is open only.
 */
final class Later {
  private final Map<String, Set<String>> ids = new HashMap<>(); // by person

  synchronized void note(String who, Submission said) {
    Set<String> his = ids.computeIfAbsent(who, name -> new LinkedHashSet<>());
    his.remove(said.id());
    if (said.verb() == Submission.Verb.POSTPONE) {
      his.add(said.id());
    }
  }

  synchronized int count(String who) {
    return ids.getOrDefault(who, Set.of()).size();
  }

  /** The same cards, those that are wanted later behind the others. */
  synchronized List<Hand.Card> last(String who, List<Hand.Card> cards) {
    List<Hand.Card> ordered = new ArrayList<>(cards);
    List<String> his = new ArrayList<>(ids.getOrDefault(who, Set.of()));
    ordered.sort((a, b) -> his.indexOf(a.instance().id()) - his.indexOf(b.instance().id()));
    return ordered;
  }
}
