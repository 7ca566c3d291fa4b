package org.al4j.study.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.Picked;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.metrics.PrecisionRecallF1;
import org.al4j.metrics.Score;
import org.al4j.strategies.ups.UpsReport;
import org.al4j.study.advice.RunAdvice;
import org.al4j.study.advice.Saving;

/**
 * Strategies compared on one task over seeds: what a report shows.
 *
 * @param title one line
 * @param kind what the labels are
 * @param score the score that is compared, for example {@code accuracy}
 * @param classes the classes of the task and how frequent they are; none for numbers
 * @param constant what the same answer to every text gives; empty where the classes tell it, or
 *     where it is unknown
 * @param results one per strategy, in the order of the report, each with the same seeds
 * @param recipe settings by name, in the order of the report: data, model, budget, training
 * @param provenance versions, backend, machine, by name
 * @param price what a label costs; empty if that is not known
 */
public record StudyResult(
    String title,
    Class<? extends Annotation> kind,
    Score score,
    Classes classes,
    Optional<Constant> constant,
    List<StrategyResult> results,
    Map<String, String> recipe,
    Map<String, String> provenance,
    OptionalDouble price) {
  /** Copies the collections. */
  public StudyResult {
    results = List.copyOf(results);
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** A study of one class a text, with nothing known of a constant answer but by the classes. */
  public StudyResult(
      String title,
      Score score,
      Classes classes,
      List<StrategyResult> results,
      Map<String, String> recipe,
      Map<String, String> provenance) {
    this(
        title,
        ClassLabel.class,
        score,
        classes,
        Optional.empty(),
        results,
        recipe,
        provenance,
        OptionalDouble.empty());
  }

  /** The study's tables as plain text: scores by labels, differences to random, times. */
  public String summary() {
    return new Summary(this).plain();
  }

  /**
   * What each strategy would have saved against random (the first strategy where it is absent), in
   * the study's order, without those two themselves.
   */
  public List<Saving> savings() {
    return new Summary(this).savings();
  }

  /**
   * The same answer to every text: what a learner has to do better than.
   *
   * @param name of its row and line, for example {@code mean number}
   * @param answer the answer and what it is, for example {@code 'joy', the most frequent set}
   * @param score what it gives on the test part
   */
  public record Constant(String name, String answer, double score) {}

  /**
   * The classes of a task.
   *
   * @param labels their names, in the order of the label space
   * @param pool texts that have each in the pool
   * @param test texts that have each in the test part
   */
  public record Classes(List<String> labels, List<Integer> pool, List<Integer> test) {
    /** Copies the lists, which must be as long as each other. */
    public Classes {
      labels = List.copyOf(labels);
      pool = List.copyOf(pool);
      test = List.copyOf(test);
      if (pool.size() != labels.size() || test.size() != labels.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "each class needs a count in pool and test: %d classes, counts for %d and %d",
                labels.size(),
                pool.size(),
                test.size()));
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
   * @param confusion the last model on the test part, of studies of one class a text; empty where
   *     it was not recorded
   * @param perClass the last model's scores of each class on the test part, of studies of sets of
   *     classes; empty for others
   * @param passes the forward passes of its queries, where pool subsampling saved some
   * @param advice where criteria would have stopped it, and which labels are suspected
   * @param picked as {@code queries}, with what the models that selected made of them; empty where
   *     it was not recorded
   */
  public record SeedResult(
      long seed,
      List<Iteration> history,
      List<Queried> queries,
      Optional<ConfusionMatrix> confusion,
      List<PrecisionRecallF1> perClass,
      Optional<UpsReport> passes,
      RunAdvice advice,
      List<List<Picked>> picked) {
    /** Copies the lists. */
    public SeedResult {
      history = List.copyOf(history);
      queries = List.copyOf(queries);
      perClass = List.copyOf(perClass);
      picked = picked.stream().map(List::copyOf).toList();
    }

    /** Without what models made of queries. */
    public SeedResult(
        long seed,
        List<Iteration> history,
        List<Queried> queries,
        Optional<ConfusionMatrix> confusion,
        List<PrecisionRecallF1> perClass,
        Optional<UpsReport> passes,
        RunAdvice advice) {
      this(seed, history, queries, confusion, perClass, passes, advice, List.of());
    }

    /** Of one class a text. */
    public SeedResult(
        long seed,
        List<Iteration> history,
        List<Queried> queries,
        Optional<ConfusionMatrix> confusion,
        Optional<UpsReport> passes) {
      this(seed, history, queries, confusion, List.of(), passes, RunAdvice.NONE);
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
   * @param label its gold label; the classes of a set with commas between them, a number in full
   * @param classes the classes of its gold label; none for numbers and for the empty set
   * @param utility what it was selected for, larger first; NaN where the strategy has none
   * @param guesses what the model said when it was queried, its prediction first; then the next
   *     probable classes, of sets the classes that it was least sure of, of numbers their standard
   *     deviation. Empty where there was no model or it was not recorded
   */
  public record QueriedText(
      String text, String label, List<String> classes, double utility, List<Guess> guesses) {
    /** Copies the lists. */
    public QueriedText {
      classes = List.copyOf(classes);
      guesses = List.copyOf(guesses);
    }

    /** Of one class a text. */
    public QueriedText(String text, String label, double utility, List<Guess> guesses) {
      this(text, label, List.of(label), utility, guesses);
    }
  }

  /**
   * What a model said about a text: a label, or a class that it thinks possible.
   *
   * @param label written as that of a {@link QueriedText}
   * @param probability in [0, 1]; NaN where the model gives none
   */
  public record Guess(String label, double probability) {}
}
