package org.al4j.models.recurrent;

import java.util.List;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Learner;
import org.al4j.models.embedding.VectorTable;
import org.al4j.models.transformer.Recipe;
import org.al4j.testkit.FakeSentences;
import org.al4j.testkit.LearnerContract;
import org.junit.jupiter.api.Nested;

/** CNN-BiLSTM-CRFs keep the testkit's contract, wherever their word vectors come from. */
class BilstmCrfContractTest {
  static final BilstmCrfOptions SMALL =
      BilstmCrfOptions.DEFAULT
          .withSizes(new BilstmCrfOptions.Sizes(0, 5, List.of(2, 3), 6, 8, 8))
          .withPasses(2)
          .withBest(3);

  static Recipe recipe() {
    return BilstmCrfLearner.usual().withMinimumUpdates(10).withEpochs(1);
  }

  /** Of some words of the sentences. */
  static VectorTable vectors() {
    return VectorTable.of(
        List.of("per1", "per2", "loc1", "any0", "ANY1", "any00"),
        new float[] {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, 1, 0.5f, 0.5f, 0});
  }

  private static Dataset<TagSequence> sentences() {
    return new Dataset<>(
        FakeSentences.dataset(40, 11).items(),
        LabelSpace.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC"));
  }

  @Nested
  class FrozenVectors extends LearnerContract<TagSequence, BilstmCrfTagger> {
    @Override
    protected Learner<TagSequence, BilstmCrfTagger> learner() {
      return BilstmCrfLearner.of(vectors(), SMALL.withWordWidth(3), recipe());
    }

    @Override
    protected Dataset<TagSequence> data() {
      return sentences();
    }
  }

  @Nested
  class TrainedVectors extends LearnerContract<TagSequence, BilstmCrfTagger> {
    @Override
    protected Learner<TagSequence, BilstmCrfTagger> learner() {
      return BilstmCrfLearner.of(vectors(), SMALL.withTrainVectors(true), recipe());
    }

    @Override
    protected Dataset<TagSequence> data() {
      return sentences();
    }
  }

  @Nested
  class NoVectors extends LearnerContract<TagSequence, BilstmCrfTagger> {
    @Override
    protected Learner<TagSequence, BilstmCrfTagger> learner() {
      return BilstmCrfLearner.withoutVectors(SMALL.withWordWidth(6), recipe());
    }

    @Override
    protected Dataset<TagSequence> data() {
      return sentences();
    }
  }
}
