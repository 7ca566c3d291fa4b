package org.al4j.bench.kills;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was done to the runs, and what became of them. Safe for use by several threads. */
final class KillTable {
  private final Map<String, Long> kills = new TreeMap<>();
  private final Map<String, Long> stages = new TreeMap<>();
  private final Map<String, Long> events = new TreeMap<>();
  private final Map<String, Long> results = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /** A process was ended while it was at {@code stage}. */
  synchronized void kill(KillPlan.Ending ending, String stage) {
    kills.merge(ending == KillPlan.Ending.HALT ? "Runtime.halt" : ending.name(), 1L, Long::sum);
    stages.merge(stage, 1L, Long::sum);
  }

  synchronized long kills() {
    return kills.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized void event(String what) {
    events.merge(what, 1L, Long::sum);
  }

  synchronized void add(String result, long count) {
    results.merge(result, count, Long::sum);
  }

  synchronized long result(String result) {
    return results.getOrDefault(result, 0L);
  }

  /** Something that must not happen, with what it takes to find it again. */
  synchronized void fault(String what) {
    faults.add(what);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** Whether nothing was lost and nothing came out otherwise. */
  synchronized boolean clean() {
    return faults.isEmpty()
        && result("labels lost") == 0
        && result("doubled") == 0
        && result("foreign") == 0
        && result("runs unequal") == 0;
  }

  synchronized String markdown(double seconds) {
    StringBuilder text = new StringBuilder("| | count |\n|---|---|\n");
    row(text, "**kills**", kills());
    kills.forEach((name, count) -> row(text, name, count));
    stages.forEach((name, count) -> row(text, "killed after it began: " + name, count));
    events.forEach((name, count) -> row(text, name, count));
    for (String result :
        List.of("runs resumed", "runs equal", "runs unequal", "labels acknowledged")) {
      row(text, result, result(result));
    }
    for (String result : List.of("labels lost", "doubled", "foreign")) {
      row(text, "**" + result + "**", result(result));
    }
    row(text, "other faults", faults.size());
    row(text, "seconds", Math.round(seconds));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, long count) {
    text.append(String.format(Locale.ROOT, "| %s | %,d |%n", name, count));
  }
}
