package org.al4j.examples.plasm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.metrics.curve.SeedCurve;

/** Curves of models on labels from several sources, seed after seed, in the order they came in. */
public final class SourceCurves {
  private final Map<String, List<SeedCurve>> seeds = new LinkedHashMap<>();

  /** None yet. */
  public SourceCurves() {}

  /** Adds a seed; seeds come in the same order for all. */
  public void add(String source, SeedCurve curve) {
    seeds.computeIfAbsent(source, first -> new ArrayList<>()).add(curve);
  }

  /** Whether there is any seed of it. */
  public boolean has(String source) {
    return seeds.containsKey(source);
  }

  /** All its seeds. */
  public LearningCurve curve(String source) {
    return new LearningCurve(source, Objects.requireNonNull(seeds.get(source), source));
  }

  /** All curves. */
  public List<LearningCurve> all() {
    return seeds.keySet().stream().map(this::curve).toList();
  }

  /** Of each seed the quality over the run of one less another's; none if one is not there. */
  public double[] differences(String one, String other) {
    if (!has(one) || !has(other)) {
      return new double[0];
    }
    double[] all = new double[curve(one).seeds().size()];
    for (int seed = 0; seed < all.length; seed++) {
      all[seed] =
          Aulc.area(curve(one).seeds().get(seed)) - Aulc.area(curve(other).seeds().get(seed));
    }
    return all;
  }

  /** The same with its interval. */
  public PairedComparison compare(String one, String other) {
    return PairedComparison.of(curve(one), curve(other), Aulc::area);
  }
}
