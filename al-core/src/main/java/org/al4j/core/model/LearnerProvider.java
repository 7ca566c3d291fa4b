package org.al4j.core.model;

import java.util.Map;
import java.util.Set;
import org.al4j.core.data.ClassLabel;

/** Makes a learner for classification by name; found through {@link java.util.ServiceLoader}. */
public interface LearnerProvider {
  /** The name on the command line, for example {@code tfidf}. */
  String name();

  /** One line: what it trains. */
  String summary();

  /**
   * What its learners' models offer, whatever the parameters; a message about a missing output
   * names the providers that offer it. By default nothing, so that none names this one.
   */
  default Set<Output> offers() {
    return Set.of();
  }

  /**
   * Makes the learner.
   *
   * @param parameters by name, for example {@code checkpoint}; an unknown one is an {@link
   *     org.al4j.core.InvalidInputException}
   */
  Learner<ClassLabel, ? extends TextClassifier> create(Map<String, String> parameters);
}
