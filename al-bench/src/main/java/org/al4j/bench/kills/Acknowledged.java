package org.al4j.bench.kills;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.RunEvent;

/**
 * What a run's processes acknowledged, kept outside of the run: labels, skipped and failed answers,
 * queries that people have seen. Safe for use by several threads.
 */
final class Acknowledged {
  /**
   * What the log says against it.
   *
   * @param lost acknowledged, and not in the log or otherwise
   * @param doubled in the log twice, or twice with other words
   * @param foreign in the log, and never handed in
   */
  record Findings(Set<String> lost, Set<String> doubled, Set<String> foreign) {
    boolean none() {
      return lost.isEmpty() && doubled.isEmpty() && foreign.isEmpty();
    }
  }

  private final LabellingScenario scenario;
  private final Map<Integer, Integer> labels = new HashMap<>();
  private final Set<Integer> skipped = new HashSet<>();
  private final Set<Integer> failed = new HashSet<>();
  private final Set<String> said = new HashSet<>(); // by several people
  private final Map<Integer, List<Integer>> queries = new HashMap<>();
  private final Set<String> results = new TreeSet<>();

  Acknowledged(LabellingScenario scenario) {
    this.scenario = scenario;
  }

  /** Takes a line of {@link ChildVoice}; one that is about something else is ignored. */
  synchronized void hear(String... words) {
    switch (words[0]) {
      case "label" -> labels.put(Integer.valueOf(words[1]), Integer.valueOf(words[2]));
      case "skip" -> skipped.add(Integer.valueOf(words[1]));
      case "said" -> said.add(String.join(" ", List.of(words).subList(1, words.length)));
      case "fail" -> failed.add(Integer.valueOf(words[1]));
      case "asked" -> {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
          ordinals.add(Integer.valueOf(words[i]));
        }
        queries.put(Integer.valueOf(words[1]), ordinals);
      }
      case "done" -> results.add(String.join(" ", words));
      default -> {
        // not about what is to be kept
      }
    }
  }

  /** What the run came to, each time a process said so: one result if all is well. */
  synchronized Set<String> results() {
    return Set.copyOf(results);
  }

  synchronized int labels() {
    return labels.size() + said.size();
  }

  /** How many events, from the first on, hold everything that was acknowledged. */
  synchronized int promised(List<RunEvent> events) {
    int promised = Math.min(1, events.size());
    for (int i = 0; i < events.size(); i++) {
      RunEvent event = events.get(i);
      boolean kept =
          (event instanceof RunEvent.Labelled label && labels.containsKey(ordinal(label.id())))
              || (event instanceof RunEvent.Skipped skip && skipped.contains(ordinal(skip.id())))
              || (event instanceof RunEvent.Failed fail && failed.contains(ordinal(fail.id())))
              || SaidOnce.of(scenario, event).filter(said::contains).isPresent()
              || (event instanceof RunEvent.Asked ask && queries.containsKey(ask.round()));
      promised = kept ? i + 1 : promised;
    }
    return promised;
  }

  /** Compares a run's log with what was acknowledged. */
  synchronized Findings compare(List<RunEvent> events) {
    Map<Integer, Integer> labelled = new HashMap<>();
    Map<Integer, List<Integer>> asked = new HashMap<>();
    Set<Integer> set = new HashSet<>();
    Set<Integer> unanswered = new HashSet<>();
    Set<Integer> trained = new HashSet<>();
    Findings found = new Findings(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    compareSaid(events, found);
    for (RunEvent event : events) {
      if (scenario.severalPeople() && SaidOnce.of(scenario, event).isPresent()) {
        continue; // one person's, compared before
      }
      if (event instanceof RunEvent.Labelled label) {
        int number = scenario.number((ClassLabel) label.annotation());
        if (labelled.put(ordinal(label.id()), number) != null) {
          found.doubled().add("label of " + label.id());
        }
        if (ordinal(label.id()) < 0 || scenario.label(ordinal(label.id())) != number) {
          found.foreign().add("label of " + label.id());
        }
      } else if (event instanceof RunEvent.Skipped skip && !set.add(ordinal(skip.id()))) {
        found.doubled().add("skipped " + skip.id());
      } else if (event instanceof RunEvent.Failed fail) {
        unanswered.add(ordinal(fail.id()));
      } else if (event instanceof RunEvent.Asked ask
          && asked.put(ask.round(), ordinals(ask)) != null) {
        found.doubled().add("query " + ask.round());
      } else if (event instanceof RunEvent.Trained done && !trained.add(done.iteration().round())) {
        found.doubled().add("round " + done.iteration().round());
      }
    }
    lost("label", labels, labelled, found);
    lost("query", queries, asked, found);
    skipped.stream()
        .filter(one -> !set.contains(one))
        .forEach(one -> found.lost().add("skip " + one));
    failed.stream()
        .filter(one -> !unanswered.contains(one))
        .forEach(one -> found.lost().add("failed " + one));
    return found;
  }

  /**
   * What one of several people said can be there twice, if he took it back between; that he did is
   * seen when the run is opened.
   */
  private void compareSaid(List<RunEvent> events, Findings found) {
    Set<String> logged = new HashSet<>();
    for (RunEvent event : events) {
      SaidOnce.of(scenario, event).ifPresent(logged::add);
      if (scenario.severalPeople() && event instanceof RunEvent.Labelled label) {
        int number = scenario.number((ClassLabel) label.annotation());
        if (number != scenario.says(label.annotator(), ordinal(label.id()))) {
          found.foreign().add("judgement of " + label.id());
        }
      }
    }
    said.stream().filter(words -> !logged.contains(words)).forEach(found.lost()::add);
  }

  private static <V> void lost(
      String what, Map<Integer, V> promised, Map<Integer, V> found, Findings findings) {
    promised.forEach(
        (number, value) -> {
          if (!value.equals(found.get(number))) {
            findings.lost().add(what + " " + number);
          }
        });
  }

  private List<Integer> ordinals(RunEvent.Asked ask) {
    return ask.items().stream().map(item -> ordinal(item.id())).toList();
  }

  private int ordinal(String id) {
    return scenario.corpus().ordinal(id);
  }
}
