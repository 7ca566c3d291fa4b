package org.al4j.study.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A label that runs of a study suspect, all of them together.
 *
 * @param suggested what most of these runs suggest, the first by name of several
 * @param runs how many runs suspect it
 * @param of how many runs looked at it
 * @param selfConfidence mean probability of the given label in the runs that suspect it
 */
public record Suspicion(
    String id,
    String text,
    String given,
    String suggested,
    int runs,
    int of,
    double selfConfidence) {
  /**
   * The labels that any of the runs suspects: those first that most of the runs suspect which
   * looked at them, then those that most runs suspect, then the least self-confident.
   */
  public static List<Suspicion> of(List<SuspectedLabels> runs) {
    Map<String, Integer> looked = new HashMap<>();
    Map<String, List<SuspectedLabels.Suspect>> suspects = new TreeMap<>();
    for (SuspectedLabels run : runs) {
      run.checked().forEach(id -> looked.merge(id, 1, Integer::sum));
      run.suspects()
          .forEach(one -> suspects.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one));
    }
    return suspects.values().stream()
        .map(same -> merged(same, looked.getOrDefault(same.get(0).id(), same.size())))
        .sorted(
            Comparator.comparingDouble((Suspicion one) -> -one.share())
                .thenComparingInt(one -> -one.runs())
                .thenComparingDouble(Suspicion::selfConfidence))
        .toList();
  }

  private static Suspicion merged(List<SuspectedLabels.Suspect> same, int of) {
    Map<String, Integer> suggested = new TreeMap<>();
    same.forEach(one -> suggested.merge(one.suggested(), 1, Integer::sum));
    String most =
        suggested.entrySet().stream()
            .max(
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
            .orElseThrow()
            .getKey();
    SuspectedLabels.Suspect first = same.get(0);
    return new Suspicion(
        first.id(),
        first.text(),
        first.given(),
        most,
        same.size(),
        of,
        same.stream()
            .mapToDouble(SuspectedLabels.Suspect::selfConfidence)
            .average()
            .orElse(Double.NaN));
  }

  private double share() {
    return (double) runs / of;
  }
}
