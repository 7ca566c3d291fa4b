package org.al4j.examples.report;

import java.util.Collections;
import java.util.Optional;

/**
 * What a model would score that always answers the most frequent class of the pool: a learner has
 * to be above.
 *
 * @param label that class; the first of equally frequent ones
 * @param accuracy its share of the test part
 */
record Majority(String label, double accuracy) {
  private static final String SCORE = "accuracy";

  /** How its row and its line are called. */
  static final String NAME = "majority class";

  /** Of a study that compares accuracies; empty for other scores, or without classes. */
  static Optional<Majority> of(Study study) {
    Study.Classes classes = study.classes();
    int test = classes.test().stream().mapToInt(Integer::intValue).sum();
    if (!study.score().equals(SCORE) || test == 0) {
      return Optional.empty();
    }
    int most = classes.pool().indexOf(Collections.max(classes.pool()));
    return Optional.of(
        new Majority(classes.labels().get(most), (double) classes.test().get(most) / test));
  }
}
