package org.al4j.examples.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.Rule;

/**
 * The claims of Aabol and Dragsten 2023, and of each what it is judged by on a seed. Those that are
 * not of one strategy are judged by the mean over all that query by a model.
 */
final class WarmStartClaims {
  private static final String THESIS = "Aabol and Dragsten 2023, ";
  private static final double COLLAPSE = -0.02;
  private static final double HALF = 0.5;

  /** What tables 5.8 to 5.10 have, of accuracy. */
  private static final Map<String, String> SAMPLES =
      Map.of("least-confidence", "-.576", "margin", "-.457", "entropy", "-.533");

  private WarmStartClaims() {}

  static Map<Claim, ToDoubleFunction<WarmStartRuns>> of(List<String> strategies) {
    Map<Claim, ToDoubleFunction<WarmStartRuns>> all = new LinkedHashMap<>();
    for (String strategy : strategies) {
      all.put(
          new Claim(
              "going on, " + strategy + " has its peak with fewer labels than random choice",
              THESIS + "tables 5.8 to 5.10",
              SAMPLES.getOrDefault(strategy, "-.38 to -.61"),
              Rule.negative("labels at the peak over those at random's peak, less 1")),
          runs ->
              isPast(runs, List.of(strategy, WarmStartRuns.RANDOM))
                  ? runs.peaks(WarmStartRuns.ON, strategy).samples()
                  : Double.NaN);
    }
    all.put(
        new Claim(
            "after the peak a model that goes on collapses",
            THESIS + "tables 5.1 to 5.3",
            "accuracy .857 to .789",
            new Rule(
                "accuracy at the end less at the peak, less the same of training anew",
                COLLAPSE,
                false,
                Rule.SEEDS)),
        past(
            strategies,
            (runs, one) -> runs.drop(WarmStartRuns.ON, one) - runs.drop(WarmStartRuns.ANEW, one)));
    all.put(
        new Claim(
            "going on saves most of the training time",
            THESIS + "table 5.11",
            "+.87 to +.89",
            Rule.above("share of the training time saved", HALF)),
        mean(
            strategies,
            (runs, one) ->
                1
                    - runs.trainSeconds(WarmStartRuns.ON, one)
                        / runs.trainSeconds(WarmStartRuns.ANEW, one)));
    all.put(
        new Claim(
            "training anew ends higher",
            THESIS + "tables 5.1 and 5.4",
            "+.068 to +.094",
            Rule.positive("accuracy at the end of training anew less going on")),
        past(
            strategies,
            (runs, one) -> runs.last(WarmStartRuns.ANEW, one) - runs.last(WarmStartRuns.ON, one)));
    return all;
  }

  /**
   * What each claim is judged by, seed by seed; nothing where the runs are too short for it with
   * some seed: they end at their peak.
   */
  static Map<Claim, double[]> measured(
      Map<Claim, ToDoubleFunction<WarmStartRuns>> claims, List<WarmStartRuns> seeds) {
    Map<Claim, double[]> measured = new LinkedHashMap<>();
    claims.forEach(
        (claim, value) -> {
          double[] values = seeds.stream().mapToDouble(value).toArray();
          boolean all = DoubleStream.of(values).noneMatch(Double::isNaN);
          measured.put(claim, all ? values : new double[0]);
        });
    return measured;
  }

  private interface OfStrategy {
    double value(WarmStartRuns runs, String strategy);
  }

  private static ToDoubleFunction<WarmStartRuns> mean(List<String> strategies, OfStrategy of) {
    return runs ->
        strategies.stream().mapToDouble(one -> of.value(runs, one)).average().orElseThrow();
  }

  /** What is claimed of after the peak says nothing of runs that end there. */
  private static ToDoubleFunction<WarmStartRuns> past(List<String> strategies, OfStrategy of) {
    return runs -> isPast(runs, strategies) ? mean(strategies, of).applyAsDouble(runs) : Double.NaN;
  }

  private static boolean isPast(WarmStartRuns runs, List<String> strategies) {
    return strategies.stream().allMatch(one -> runs.isPast(WarmStartRuns.ON, one));
  }
}
