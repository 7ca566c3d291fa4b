package org.al4j.core.model;

import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;

/** Makes learners by name; found through {@link java.util.ServiceLoader}. See {@link Learners}. */
public interface LearnerProvider {
  /** The name on the command line, for example {@code tfidf}. */
  String name();

  /** One line: what it trains. */
  String summary();

  /** The kinds of annotation that its learners learn from; by default class labels. */
  default Set<Class<? extends Annotation>> learns() {
    return Set.of(ClassLabel.class);
  }

  /**
   * What its learners' models offer, whatever the parameters, those of all kinds together; a
   * message about a missing output names the providers that offer it. By default nothing, so that
   * none names this one.
   */
  default Set<Output> offers() {
    return Set.of();
  }

  /**
   * Makes the learner.
   *
   * @param kind what it is to learn from, one of {@link #learns()}
   * @param parameters by name, for example {@code checkpoint}; an unknown one is an {@link
   *     org.al4j.core.InvalidInputException}
   * @return a learner of that kind
   */
  Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters);
}
