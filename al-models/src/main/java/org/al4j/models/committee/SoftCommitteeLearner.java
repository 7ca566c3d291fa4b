package org.al4j.models.committee;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.SoftLearner;
import org.al4j.core.model.TextClassifier;

/** A committee whose members all take soft labels and weights. */
final class SoftCommitteeLearner extends CommitteeLearner
    implements SoftLearner<ClassLabel, CommitteeClassifier> {
  private final Recipe<ClassLabel, TextClassifier> recipe;

  SoftCommitteeLearner(Recipe<ClassLabel, TextClassifier> recipe) {
    super(recipe);
    this.recipe = recipe;
  }

  @Override
  public CommitteeClassifier fitSoft(
      List<SoftLabelled<ClassLabel>> examples,
      FitContext<ClassLabel, CommitteeClassifier> context) {
    return new CommitteeClassifier(
        recipe.fitSoft(examples, context, previous(context)), context.labels());
  }
}
