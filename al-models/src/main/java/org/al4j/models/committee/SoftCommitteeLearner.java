package org.al4j.models.committee;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.SoftLearner;

/** A committee whose members all take soft labels and weights. */
final class SoftCommitteeLearner extends CommitteeLearner
    implements SoftLearner<ClassLabel, CommitteeClassifier> {
  private final Recipe<ClassLabel, ActiveModel<ClassLabel>> recipe;

  SoftCommitteeLearner(Recipe<ClassLabel, ActiveModel<ClassLabel>> recipe) {
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
