package org.al4j.models.committee;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.fit.SoftLearner;

/** A committee whose members all take soft labels and weights. */
final class SoftCommitteeLearner<A extends Annotation> extends CommitteeLearner<A>
    implements SoftLearner<A, Committee<A>> {
  SoftCommitteeLearner(Joint<A> joint, CommitteeRecipe<A, ActiveModel<A>> recipe) {
    super(joint, recipe);
  }

  @Override
  public Committee<A> fitSoft(List<SoftLabelled<A>> examples, FitContext<A, Committee<A>> context) {
    return committee(training().fitSoft(examples, context, previous(context)), context);
  }
}
