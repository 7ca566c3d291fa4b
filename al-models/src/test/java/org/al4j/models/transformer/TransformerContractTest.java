package org.al4j.models.transformer;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.models.Fixtures;
import org.al4j.testkit.ClassLearnerContract;

/** The transformer keeps the testkit's contract. */
class TransformerContractTest extends ClassLearnerContract<TransformerClassifier> {
  @Override
  protected Learner<ClassLabel, TransformerClassifier> learner() {
    Recipe recipe = Recipe.plasm().withMinimumUpdates(10).withEpochs(1);
    return TransformerLearner.create(Fixtures.path("models/distilbert/seqcls"), recipe, 2);
  }
}
