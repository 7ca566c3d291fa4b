package org.al4j.models.committee;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Nested;

/** Committees of every kind keep the testkit's contract for learners. */
class CommitteeContractTest {
  @Nested
  class Bagging extends ClassLearnerContract<CommitteeClassifier> {
    @Override
    protected Learner<ClassLabel, CommitteeClassifier> learner() {
      return CommitteeLearner.bagging(new TinyLearner(), 3);
    }
  }

  @Nested
  class SeedsTwoAtOnce extends ClassLearnerContract<CommitteeClassifier> {
    @Override
    protected Learner<ClassLabel, CommitteeClassifier> learner() {
      return CommitteeLearner.seeds(new TinyLearner(), 3).atOnce(2);
    }
  }

  @Nested
  class Families extends ClassLearnerContract<CommitteeClassifier> {
    @Override
    protected Learner<ClassLabel, CommitteeClassifier> learner() {
      return CommitteeLearner.families(List.of(new TinyLearner(), TfidfLearner.create()));
    }
  }

  @Nested
  class OneMember extends ClassLearnerContract<CommitteeClassifier> {
    @Override
    protected Learner<ClassLabel, CommitteeClassifier> learner() {
      return CommitteeLearner.bagging(new TinyLearner(), 1);
    }
  }
}
