package org.al4j.study.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.study.advice.Saving;

/**
 * A study in words and tables. The baseline is {@code random}, or the first strategy where it is
 * absent.
 */
final class Summary {
  private static final String BASELINE = "random";
  private static final String COUNTED = "counted in"; // in the recipe

  /** The score of which the most frequent class is told. */
  private static final String ACCURACY = "accuracy";

  private final StudyResult study;
  private final List<LearningCurve> curves;
  private final LearningCurve baseline;
  private final List<Contrast> contrasts;
  private final Optional<StudyResult.Constant> majority;

  /** Summarises a study with at least one result. */
  Summary(StudyResult study) {
    this.study = study;
    this.curves = study.results().stream().map(result -> curve(result, score())).toList();
    this.baseline =
        curves.stream()
            .filter(curve -> curve.name().equals(BASELINE))
            .findFirst()
            .orElse(curves.get(0));
    this.contrasts =
        curves.stream()
            .filter(curve -> !curve.name().equals(baseline.name()))
            .map(curve -> Contrast.of(study.score(), curve, baseline))
            .toList();
    this.majority = study.constant().or(() -> mostFrequent(study));
  }

  /**
   * What always answering the most frequent class gives, the first of equally frequent ones: a
   * learner has to do better. Empty for other scores than accuracy, or without classes.
   */
  private static Optional<StudyResult.Constant> mostFrequent(StudyResult study) {
    StudyResult.Classes classes = study.classes();
    int test = classes.test().stream().mapToInt(Integer::intValue).sum();
    if (study.kind() != ClassLabel.class || !study.score().name().equals(ACCURACY) || test == 0) {
      return Optional.empty();
    }
    int most = classes.pool().indexOf(Collections.max(classes.pool()));
    return Optional.of(
        new StudyResult.Constant(
            "majority class",
            "'"
                + Excerpt.label(classes.labels().get(most))
                + "', the most frequent class of the pool",
            (double) classes.test().get(most) / test));
  }

  private static LearningCurve curve(StudyResult.StrategyResult result, String score) {
    List<SeedCurve> seeds =
        result.seeds().stream().map(run -> SeedCurve.of(run.seed(), run.history(), score)).toList();
    return new LearningCurve(result.strategy(), seeds);
  }

  /** The verdict and the tables of scores and times, for a terminal. */
  String plain() {
    Verdict verdict = Verdict.of(this);
    StringBuilder out = new StringBuilder(verdict.headline()).append('\n');
    verdict.details().forEach(line -> out.append("  ").append(line).append('\n'));
    RoundTables rounds = new RoundTables(study, this);
    ScoreTables scores = new ScoreTables(this);
    List<Table> tables = new ArrayList<>(List.of(scores.quality()));
    scores.comparison().ifPresent(tables::add);
    rounds.surprises().ifPresent(tables::add);
    tables.add(rounds.seconds());
    rounds.passes().ifPresent(tables::add);
    tables.forEach(table -> out.append('\n').append(table.plain()));
    advice()
        .forEach(
            (head, lines) -> {
              out.append('\n').append(head).append('\n');
              lines.forEach(line -> out.append("  ").append(line).append('\n'));
            });
    return out.toString();
  }

  /** What is told in sentences below the tables, by its heading. */
  Map<String, List<String>> advice() {
    return new AdviceSection(study, this).sentences();
  }

  /** What each strategy would have saved against the baseline. */
  List<Saving> savings() {
    return contrasts.stream()
        .map(one -> Saving.of(study.score(), one.strategy(), baseline))
        .toList();
  }

  /** The name of the score. */
  String score() {
    return study.score().name();
  }

  /** Whether the numbers of labels are of tokens. */
  boolean inTokens() {
    return unit().equals("tokens");
  }

  /** What sentences call the numbers of labels. */
  String counted() {
    return inTokens() ? unit() : "labels";
  }

  /** What the numbers of labels count: texts, or tokens. */
  String unit() {
    return study.recipe().getOrDefault(COUNTED, "texts");
  }

  /** The score with its direction. */
  Score direction() {
    return study.score();
  }

  /** The name of the score, and that less is better where it is so. */
  String titled() {
    return score() + (study.score().higherIsBetter() ? "" : " (less is better)");
  }

  /** How many seeds each strategy has. */
  int seeds() {
    return baseline.seeds().size();
  }

  /** One learning curve per strategy, in the study's order. */
  List<LearningCurve> curves() {
    return curves;
  }

  /** What the others are compared with. */
  LearningCurve baseline() {
    return baseline;
  }

  /** The other strategies beside the baseline, in the study's order. */
  List<Contrast> contrasts() {
    return contrasts;
  }

  /** What always giving the same answer gives; empty where that is unknown. */
  Optional<StudyResult.Constant> majority() {
    return majority;
  }

  /** For example {@code 1 seed}, {@code 5 seeds}. */
  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** For example {@code mean of 5 seeds}; without the word for one. */
  static String over(String how, int seeds) {
    return (seeds == 1 ? "" : how) + count(seeds, "seed");
  }
}
