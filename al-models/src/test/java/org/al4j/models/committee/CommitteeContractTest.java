package org.al4j.models.committee;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Learner;
import org.al4j.models.Fixtures;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.tagger.TaggerLearner;
import org.al4j.models.tagger.TaggerOptions;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.tfidf.TfidfMultiLabelLearner;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.CountingTagger;
import org.al4j.testkit.FakeSentences;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.LearnerContract;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Nested;

/** Committees of every kind keep the testkit's contract for learners. */
class CommitteeContractTest {
  @Nested
  class Bagging extends ClassLearnerContract<Committee<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, Committee<ClassLabel>> learner() {
      return CommitteeLearner.bagging(new TinyLearner(), 3);
    }
  }

  @Nested
  class SeedsTwoAtOnce extends ClassLearnerContract<Committee<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, Committee<ClassLabel>> learner() {
      return CommitteeLearner.seeds(new TinyLearner(), 3).atOnce(2);
    }
  }

  @Nested
  class Families extends ClassLearnerContract<Committee<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, Committee<ClassLabel>> learner() {
      return CommitteeLearner.families(List.of(new TinyLearner(), TfidfLearner.create()));
    }
  }

  @Nested
  class OneMember extends ClassLearnerContract<Committee<ClassLabel>> {
    @Override
    protected Learner<ClassLabel, Committee<ClassLabel>> learner() {
      return CommitteeLearner.bagging(new TinyLearner(), 1);
    }
  }

  @Nested
  class SeveralClasses extends LearnerContract<LabelSet, Committee<LabelSet>> {
    @Override
    protected Learner<LabelSet, Committee<LabelSet>> learner() {
      return CommitteeLearner.bagging(TfidfMultiLabelLearner.create(), 3);
    }

    @Override
    protected Dataset<LabelSet> data() {
      return FakeTexts.labelSets(60, 3, 11);
    }
  }

  @Nested
  class Numbers extends LearnerContract<RealValue, Committee<RealValue>> {
    @Override
    protected Learner<RealValue, Committee<RealValue>> learner() {
      return CommitteeLearner.bagging(RidgeLearner.of(Features.hashedWords(100), 1), 3);
    }

    @Override
    protected Dataset<RealValue> data() {
      return FakeTexts.numbers(60, 11);
    }
  }

  @Nested
  class Tags extends LearnerContract<TagSequence, Committee<TagSequence>> {
    @Override
    protected Learner<TagSequence, Committee<TagSequence>> learner() {
      return CommitteeLearner.bagging(new CountingTagger(), 3);
    }

    @Override
    protected Dataset<TagSequence> data() {
      return FakeSentences.dataset(40, 11);
    }
  }

  @Nested
  class Taggers extends LearnerContract<TagSequence, Committee<TagSequence>> {
    @Override
    protected Learner<TagSequence, Committee<TagSequence>> learner() {
      return CommitteeLearner.seeds(
          TaggerLearner.create(
              Fixtures.path("models/distilbert/seqcls"),
              TaggerOptions.DEFAULT,
              TaggerLearner.plasm().withMinimumUpdates(10).withEpochs(1)),
          2);
    }

    @Override
    protected Dataset<TagSequence> data() {
      return FakeSentences.dataset(40, 11);
    }
  }
}
