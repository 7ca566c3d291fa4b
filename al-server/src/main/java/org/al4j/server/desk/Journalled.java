package org.al4j.server.desk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.people.Note;

/** In which order people have said something of which text, and how many judgements stand. */
final class Journalled {
  private final Map<String, Set<String>> ids = new HashMap<>(); // by person, the latest last
  private final Map<String, Integer> judgements = new HashMap<>();

  Journalled(List<Note> notes, Map<String, Integer> standing) {
    for (Note note : notes) {
      if (note.name().equals(Recorder.KEY)) {
        said(note.annotator(), note.id());
      }
    }
    judgements.putAll(standing);
  }

  synchronized void said(String who, String id) {
    Set<String> his = ids.computeIfAbsent(who, name -> new LinkedHashSet<>());
    his.remove(id);
    his.add(id);
  }

  synchronized void judged(String who) {
    judgements.merge(who, 1, Integer::sum);
  }

  /** A judgement was taken back. */
  synchronized void withdrawn(String who) {
    judgements.computeIfPresent(who, (name, count) -> count > 1 ? count - 1 : null);
  }

  /** The texts of which a person has said something, the latest first. */
  synchronized List<String> latest(String who) {
    List<String> his = new ArrayList<>(ids.getOrDefault(who, Set.of()));
    Collections.reverse(his);
    return his;
  }

  synchronized Map<String, Integer> judgements() {
    return Map.copyOf(judgements);
  }
}
