package org.al4j.examples.lecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.Rule;
import org.al4j.metrics.curve.Aulc;

/**
 * What is claimed of strategies, and what it is judged by.
 *
 * @param together that choosing helps, over all strategies
 * @param alike that on two classes the four uncertainties ask the same
 * @param each that a strategy is better than random choice
 */
public record LectureClaims(Claim together, Claim alike, Map<LectureStrategy, Claim> each) {
  private static final String LECTURE = "the lecture";
  private static final double NEARLY_ALL = 0.99;

  /** Copies the map, keeping its order. */
  public LectureClaims {
    each = Collections.unmodifiableMap(new LinkedHashMap<>(each));
  }

  /** The claims about strategies; random choice is what they are compared with. */
  public static LectureClaims of(List<LectureStrategy> strategies) {
    Map<LectureStrategy, Claim> each = new LinkedHashMap<>();
    for (LectureStrategy one : strategies) {
      if (!one.name().equals(LectureStrategies.RANDOM)) {
        each.put(one, claim(one));
      }
    }
    return new LectureClaims(
        new Claim(
            "active learning is better than random choice",
            LECTURE,
            "",
            Rule.positive(
                "accuracy over the run less that of random, mean of the "
                    + each.keySet().stream().filter(one -> !one.first()).count()
                    + " strategies of every query")),
        new Claim(
            "on two classes the four uncertainties ask the same",
            LECTURE,
            "",
            Rule.above("share of a query that all four ask, from one model", NEARLY_ALL)),
        each);
  }

  private static Claim claim(LectureStrategy one) {
    String judged = one.first() ? "accuracy after the first query" : "accuracy over the run";
    return new Claim(
        one.first()
            ? one.shown() + " is a better first query than random choice"
            : one.shown() + " is better than random choice",
        one.source(),
        "",
        Rule.positive(judged + " less that of random"));
  }

  /** All claims, with what differs from the publication. */
  public ClaimSheet sheet(List<String> substitutions) {
    List<Claim> all = new ArrayList<>(List.of(together, alike));
    all.addAll(each.values());
    return new ClaimSheet("Every strategy against random choice", all, substitutions);
  }

  /**
   * What each claim is judged by, by seed.
   *
   * @param runs of each strategy and of random choice, a run a seed
   * @param alikes share of a query that all four uncertainties ask, by seed
   */
  public Map<Claim, double[]> measured(
      Map<LectureStrategy, List<LectureRun>> runs, List<Double> alikes) {
    List<LectureRun> random =
        runs.entrySet().stream()
            .filter(one -> one.getKey().name().equals(LectureStrategies.RANDOM))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    Map<Claim, double[]> all = new LinkedHashMap<>();
    double[] sums = new double[random.size()];
    int every = 0;
    for (Map.Entry<LectureStrategy, Claim> one : each.entrySet()) {
      List<LectureRun> own = Objects.requireNonNull(runs.get(one.getKey()));
      boolean first = one.getKey().first();
      double[] differences =
          IntStream.range(0, random.size())
              .mapToDouble(seed -> value(own.get(seed), first) - value(random.get(seed), first))
              .toArray();
      all.put(one.getValue(), differences);
      for (int seed = 0; seed < sums.length && !first; seed++) {
        sums[seed] += differences[seed];
      }
      every += first ? 0 : 1;
    }
    int count = every;
    all.put(together, Arrays.stream(sums).map(sum -> sum / count).toArray());
    all.put(alike, alikes.stream().mapToDouble(share -> share).toArray());
    return all;
  }

  private static double value(LectureRun run, boolean first) {
    return first ? run.curve().qualities().get(0) : Aulc.area(run.curve());
  }

  /**
   * Which share of queries of the same size is in all of them.
   *
   * @param queries ids, at least one query
   */
  public static double shared(List<List<String>> queries) {
    Set<String> all = new HashSet<>(queries.get(0));
    queries.forEach(all::retainAll);
    return (double) all.size() / queries.get(0).size();
  }
}
