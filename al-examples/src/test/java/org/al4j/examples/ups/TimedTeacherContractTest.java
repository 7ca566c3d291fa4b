package org.al4j.examples.ups;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.ClassLearnerContract;

/** A teacher whose fits are timed keeps the testkit's contract. */
class TimedTeacherContractTest extends ClassLearnerContract<ActiveModel<ClassLabel>> {
  @Override
  @SuppressWarnings("unchecked") // a learner of models is one of active models
  protected Learner<ClassLabel, ActiveModel<ClassLabel>> learner() {
    Learner<ClassLabel, ?> made = new TimedTeacher<>(TfidfLearner.create());
    return (Learner<ClassLabel, ActiveModel<ClassLabel>>) made;
  }
}
