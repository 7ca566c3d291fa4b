package org.al4j.testkit;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.model.ActiveModel;

/**
 * {@link LearnerContract} for learners of one class for a text, on made-up texts of three classes.
 *
 * @param <M> the kind of model
 */
public abstract class ClassLearnerContract<M extends ActiveModel<ClassLabel>>
    extends LearnerContract<ClassLabel, M> {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(60, 3, 11);

  /** The contract's tests are inherited. */
  protected ClassLearnerContract() {}

  @Override
  protected Dataset<ClassLabel> data() {
    return DATA;
  }
}
