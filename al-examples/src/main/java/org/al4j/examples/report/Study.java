package org.al4j.examples.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.strategies.ups.UpsReport;

/**
 * Strategies compared on one task over seeds: what a report shows.
 *
 * @param title one line
 * @param score the score that is compared, larger is better, for example {@code accuracy}
 * @param classes the classes of the task and how frequent they are
 * @param results one per strategy, in the order of the report, each with the same seeds
 * @param recipe settings by name, in the order of the report: data, model, budget, training
 * @param provenance versions, backend, machine, by name
 */
public record Study(
    String title,
    String score,
    Classes classes,
    List<StrategyResult> results,
    Map<String, String> recipe,
    Map<String, String> provenance) {
  /** Copies the collections. */
  public Study {
    results = List.copyOf(results);
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /**
   * The classes of a task.
   *
   * @param labels their names, in the order of the label space
   * @param pool texts of each in the pool
   * @param test texts of each in the test part
   */
  public record Classes(List<String> labels, List<Integer> pool, List<Integer> test) {
    /** Copies the lists, which must be as long as each other. */
    public Classes {
      labels = List.copyOf(labels);
      pool = List.copyOf(pool);
      test = List.copyOf(test);
      if (pool.size() != labels.size() || test.size() != labels.size()) {
        throw new IllegalArgumentException(
            "each class needs a count in pool and test: %d classes, counts for %d and %d"
                .formatted(labels.size(), pool.size(), test.size()));
      }
    }
  }

  /**
   * The runs of a strategy.
   *
   * @param strategy its name
   * @param prefers what it selects, in words; empty if unknown
   */
  public record StrategyResult(String strategy, String prefers, List<SeedResult> seeds) {
    /** Copies the list. */
    public StrategyResult {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * One run.
   *
   * @param history its rounds, round 0 first
   * @param queries what was queried, round 0 first
   * @param confusion the last model on the test part; empty where it was not recorded
   * @param passes the forward passes of its queries, where pool subsampling saved some
   */
  public record SeedResult(
      long seed,
      List<Iteration> history,
      List<Queried> queries,
      Optional<ConfusionMatrix> confusion,
      Optional<UpsReport> passes) {
    /** Copies the lists. */
    public SeedResult {
      history = List.copyOf(history);
      queries = List.copyOf(queries);
    }

    /** With nothing known but the rounds. */
    public SeedResult(long seed, List<Iteration> history) {
      this(seed, history, List.of(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * A query.
   *
   * @param round the round that selected it, 0 for the initial batch
   * @param texts the most wanted first
   */
  public record Queried(int round, List<QueriedText> texts) {
    /** Copies the list. */
    public Queried {
      texts = List.copyOf(texts);
    }
  }

  /**
   * A text that was queried.
   *
   * @param label its gold label
   * @param utility what it was selected for, larger first; NaN where the strategy has none
   * @param guesses what the model said when it was queried, the most probable first; empty where
   *     there was no model or it was not recorded
   */
  public record QueriedText(String text, String label, double utility, List<Guess> guesses) {
    /** Copies the list. */
    public QueriedText {
      guesses = List.copyOf(guesses);
    }
  }

  /**
   * A class that a model thinks possible.
   *
   * @param probability in [0, 1]; NaN where the model gives none
   */
  public record Guess(String label, double probability) {}
}
