package org.al4j.models.tagger;

import java.nio.file.Path;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Learner;
import org.al4j.models.Fixtures;
import org.al4j.models.transformer.Recipe;
import org.al4j.testkit.FakeSentences;
import org.al4j.testkit.LearnerContract;
import org.junit.jupiter.api.Nested;

/** Taggers keep the testkit's contract, with and without a chain. */
class TaggerContractTest {
  private static Recipe recipe() {
    return TaggerLearner.plasm().withMinimumUpdates(10).withEpochs(1);
  }

  /** With a last tag that some sentences do not have. */
  private static Dataset<TagSequence> sentences() {
    return new Dataset<>(
        FakeSentences.dataset(40, 11).items(),
        LabelSpace.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC"));
  }

  private static Learner<TagSequence, TransformerTagger> learner(String model, boolean crf) {
    Path checkpoint = Fixtures.path("models/" + model);
    TaggerOptions options = TaggerOptions.DEFAULT.withCrf(crf).withPasses(2).withBest(3);
    return TaggerLearner.create(checkpoint, options, recipe());
  }

  @Nested
  class Softmax extends LearnerContract<TagSequence, TransformerTagger> {
    @Override
    protected Learner<TagSequence, TransformerTagger> learner() {
      return TaggerContractTest.learner("distilbert/seqcls", false);
    }

    @Override
    protected Dataset<TagSequence> data() {
      return sentences();
    }
  }

  @Nested
  class Chain extends LearnerContract<TagSequence, TransformerTagger> {
    @Override
    protected Learner<TagSequence, TransformerTagger> learner() {
      return TaggerContractTest.learner("gpt2/base", true);
    }

    @Override
    protected Dataset<TagSequence> data() {
      return sentences();
    }
  }
}
