package org.al4j.bench.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;

/**
 * What people were told is recorded against a run's log.
 *
 * @param recorded judgements in the log
 * @param lost acknowledged ones that are not there, or with another label
 * @param doubled judgements of one person on one text beyond the first
 * @param unasked judgements in the log that nobody gave; each person may have one that was on its
 *     way
 */
record LoadCheck(int recorded, int lost, int doubled, int unasked) {
  /**
   * Reads the log.
   *
   * @param said what was acknowledged: label by text, by name
   */
  static LoadCheck of(Path run, Map<String, Map<String, String>> said) {
    Map<List<String>, String> recorded = new HashMap<>();
    int judgements = 0;
    for (RunEvent event : RunLog.read(run)) {
      if (event instanceof RunEvent.Labelled one) {
        judgements++;
        String label = String.join(" ", one.annotation().names());
        recorded.putIfAbsent(List.of(one.annotator(), one.id()), label);
      }
    }
    int lost = 0;
    Set<List<String>> given = new HashSet<>();
    for (Map.Entry<String, Map<String, String>> person : said.entrySet()) {
      for (Map.Entry<String, String> one : person.getValue().entrySet()) {
        List<String> key = List.of(person.getKey(), one.getKey());
        given.add(key);
        lost += one.getValue().equals(recorded.get(key)) ? 0 : 1;
      }
    }
    Set<List<String>> others = new HashSet<>(recorded.keySet());
    others.removeAll(given);
    return new LoadCheck(judgements, lost, judgements - recorded.size(), others.size());
  }
}
