package org.al4j.study.report;

import java.util.Collections;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;

/**
 * What a model would score that always gives the same answer, for classes the most frequent one of
 * the pool: a learner has to do better.
 *
 * @param name how its row and its line are called
 * @param answer the answer and what it is
 * @param score on the test part
 */
record Majority(String name, String answer, double score) {
  private static final String SCORE = "accuracy";

  /** How it is called for classes. */
  static final String NAME = "majority class";

  /** Of a study; empty where it is unknown. */
  static Optional<Majority> of(StudyResult study) {
    return study
        .constant()
        .map(one -> new Majority(one.name(), one.answer(), one.score()))
        .or(() -> ofClasses(study));
  }

  /**
   * Of a study that compares accuracies, the first of equally frequent classes; empty for other
   * scores, or without classes.
   */
  private static Optional<Majority> ofClasses(StudyResult study) {
    StudyResult.Classes classes = study.classes();
    int test = classes.test().stream().mapToInt(Integer::intValue).sum();
    if (study.kind() != ClassLabel.class || !study.score().name().equals(SCORE) || test == 0) {
      return Optional.empty();
    }
    int most = classes.pool().indexOf(Collections.max(classes.pool()));
    return Optional.of(
        new Majority(
            NAME,
            "'"
                + Excerpt.label(classes.labels().get(most))
                + "', the most frequent class of the pool",
            (double) classes.test().get(most) / test));
  }
}
