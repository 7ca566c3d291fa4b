package org.al4j.examples.ups;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.ups.UpsRound;

/**
 * What one seed gave.
 *
 * @param curves of the models that acquired
 * @param records of their runs
 */
public record SubsamplingSeed(Map<Arm, SeedCurve> curves, Map<Arm, AcquisitionRecord> records) {
  /** What is compared. */
  public enum Arm {
    /** One model, which scores all of the pool. */
    FULL("full scoring", "ups(every=1,utility=%1$s)+%1$s"),
    /** It scores a part, as UPS draws it. */
    UPS("UPS", "ups(utility=%1$s)+%1$s"),
    /** It scores as many, drawn at random. */
    RANDOM("random subsample", "ups-random(utility=%1$s)+%1$s"),
    /** Another model, which scores all of it. */
    LARGE("large model, full scoring", "%1$s");

    private final String title;
    private final String strategy;

    Arm(String title, String strategy) {
      this.title = title;
      this.strategy = strategy;
    }

    /** In tables. */
    public String title() {
      return title;
    }

    /** Of its runs. */
    public String folder() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Its strategy; full scoring by a policy that remembers how each model ranked the pool. */
    public String strategy(String uncertainty) {
      return strategy.replace("%1$s", uncertainty);
    }
  }

  /** Copies the maps. */
  public SubsamplingSeed {
    curves = new EnumMap<>(curves);
    records = new EnumMap<>(records);
  }

  /** The record of an arm, which must be there. */
  public AcquisitionRecord of(Arm arm) {
    return Objects.requireNonNull(records.get(arm));
  }

  /** Mean quality over the run less that of full scoring. */
  public double gain(Arm arm) {
    return area(arm) - area(Arm.FULL);
  }

  private double area(Arm arm) {
    return Aulc.area(Objects.requireNonNull(curves.get(arm)));
  }

  /** Forward passes over those of full scoring in the queries that are sampled; NaN if none is. */
  public double passes() {
    Set<Integer> sampled = sampled();
    return passes(of(Arm.UPS), sampled) / passes(of(Arm.FULL), sampled);
  }

  private static double passes(AcquisitionRecord record, Set<Integer> rounds) {
    return record.passes().stream()
        .filter(one -> rounds.contains(one.round()))
        .mapToInt(UpsRound::scored)
        .sum();
  }

  /** Seconds to choose over those of full scoring in the same queries; NaN if none is sampled. */
  public double seconds() {
    Set<Integer> sampled = sampled();
    return seconds(of(Arm.UPS), sampled) / seconds(of(Arm.FULL), sampled);
  }

  private static double seconds(AcquisitionRecord record, Set<Integer> rounds) {
    return record.history().stream()
        .filter(one -> rounds.contains(one.round()))
        .mapToDouble(Iteration::selectSeconds)
        .sum();
  }

  /** Rounds in which UPS looks at a part of the pool only. */
  Set<Integer> sampled() {
    Set<Integer> rounds = new HashSet<>();
    of(Arm.UPS).passes().stream()
        .filter(one -> !one.full())
        .forEach(one -> rounds.add(one.round()));
    return rounds;
  }

  /** Share of a query of full scoring at the top by the model before; NaN without that query. */
  public double top(int query, double top) {
    List<Double> shares = of(Arm.FULL).tops().get(query);
    return shares == null ? Double.NaN : shares.get(AcquisitionRecord.TOPS.indexOf(top));
  }

  /** Share of the large model's time that the small one saves with UPS; NaN without a large one. */
  public double saved() {
    return records.containsKey(Arm.LARGE)
        ? 1 - of(Arm.UPS).seconds() / of(Arm.LARGE).seconds()
        : Double.NaN;
  }

  /** The mean of a number over seeds. */
  static double mean(List<SubsamplingSeed> seeds, ToDoubleFunction<SubsamplingSeed> number) {
    return seeds.stream().mapToDouble(number).average().orElse(Double.NaN);
  }
}
