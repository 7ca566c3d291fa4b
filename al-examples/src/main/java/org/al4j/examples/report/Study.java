package org.al4j.examples.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.log.Iteration;
import org.al4j.strategies.ups.UpsReport;

/**
 * Strategies compared on one task over seeds: what a report shows.
 *
 * @param title one line
 * @param score the score that is compared, larger is better, for example {@code accuracy}
 * @param results one per strategy, in the order of the report, each with the same seeds
 * @param recipe settings by name, in the order of the report: data, model, budget, training
 * @param provenance versions, backend, machine, by name
 */
public record Study(
    String title,
    String score,
    List<StrategyResult> results,
    Map<String, String> recipe,
    Map<String, String> provenance) {
  /** Copies the collections. */
  public Study {
    results = List.copyOf(results);
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** The runs of a strategy. */
  public record StrategyResult(String strategy, List<SeedResult> seeds) {
    /** Copies the list. */
    public StrategyResult {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * One run.
   *
   * @param history its rounds, round 0 first
   * @param firstAsked what the strategy asked first, the most wanted first
   * @param passes the forward passes of its queries, where pool subsampling saved some
   */
  public record SeedResult(
      long seed, List<Iteration> history, List<AskedText> firstAsked, Optional<UpsReport> passes) {
    /** Copies the lists. */
    public SeedResult {
      history = List.copyOf(history);
      firstAsked = List.copyOf(firstAsked);
    }

    /** Without pool subsampling. */
    public SeedResult(long seed, List<Iteration> history, List<AskedText> firstAsked) {
      this(seed, history, firstAsked, Optional.empty());
    }
  }

  /**
   * A text that was asked.
   *
   * @param label the answer
   * @param utility what it was chosen for; NaN where the strategy has none
   */
  public record AskedText(String text, String label, double utility) {}
}
