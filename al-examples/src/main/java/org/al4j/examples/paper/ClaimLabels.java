package org.al4j.examples.paper;

import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.read.LabelFormat;
import org.al4j.strategies.StrategyDescription;

/**
 * What is labelled where claims hold of classes and tags alike.
 *
 * @param format in which it is read
 * @param uncertainty the strategy that PLASM takes: least confidence, or MNLP
 * @param share of the pool that it labels first, and in each round
 */
record ClaimLabels<A extends Annotation>(LabelFormat<A> format, String uncertainty, String share) {
  static final ClaimLabels<ClassLabel> CLASS =
      new ClaimLabels<>(LabelFormat.classLabel(), "least-confidence", "1%");
  static final ClaimLabels<TagSequence> TAGS =
      new ClaimLabels<>(LabelFormat.tags(), "mnlp", "2%tokens");

  /** Whether these are tags of words. */
  boolean areTags() {
    return format.kind() == TagSequence.class;
  }

  /** A checkpoint or a learner as a table shows it, without the folders before its name. */
  static String shown(String model) {
    return model.replaceAll("[^(=,]*[/\\\\](?=[^/\\\\,)]*([,)]|$))", "");
  }

  /** A learner by its name with its parameters. */
  Learner<A, ? extends ActiveModel<A>> learner(String description) {
    StrategyDescription named = StrategyDescription.parse(description);
    return Learners.named(named.name(), named.parameters(), format.kind());
  }
}
