package org.al4j.server.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.people.Note;

/**
 * What people want later of what is labelled between two queries: the run's log knows of such
 * wishes while a query is open only.
 */
final class Later {
  /** The name of notes that say who wants which text later, in front of their submission's key. */
  static final String NOTE = "later";

  private final Map<String, Set<String>> ids = new HashMap<>(); // by person

  Later(List<Note> notes) {
    String wanted = "";
    for (Note note : notes) {
      String text = note.annotator() + "\n" + note.id();
      if (note.name().equals(NOTE)) {
        wanted = text;
      } else if (note.name().equals(Recorder.KEY)) {
        note(note.annotator(), note.id(), text.equals(wanted));
        wanted = "";
      }
    }
  }

  private void note(String who, String id, boolean later) {
    Set<String> his = ids.computeIfAbsent(who, name -> new LinkedHashSet<>());
    his.remove(id);
    if (later) {
      his.add(id);
    }
  }

  synchronized void note(String who, Submission said) {
    note(who, said.id(), said.verb() == Submission.Verb.POSTPONE);
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
