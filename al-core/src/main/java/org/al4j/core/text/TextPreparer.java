package org.al4j.core.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.al4j.core.model.fit.ForwardingLearner;

/**
 * A learner that computes something of each text once and keeps it, such as the vector of a
 * pre-trained encoder: the first fit or pass over many texts would take long without a word. It can
 * do so ahead, and tell how far it is.
 */
public interface TextPreparer {
  /**
   * Computes what is kept of some texts, where it is not there. What it learns and predicts does
   * not depend on whether this was called. Killed at any moment and called again, it goes on about
   * where it was. Where nothing is kept it does nothing and tells nothing.
   *
   * @param progress told after each text that is made ready, and at the end
   * @throws org.al4j.core.InvalidInputException if a text cannot be read, or what it gives cannot
   *     be kept
   */
  void prepare(List<String> texts, Consumer<TextsPrepared> progress);

  /**
   * What prepares texts for a learner, found through wrappers of learners ({@link
   * ForwardingLearner}); empty where it has nothing to prepare.
   */
  static Optional<TextPreparer> of(Object learner) {
    Object one = learner;
    while (!(one instanceof TextPreparer) && one instanceof ForwardingLearner<?, ?, ?> wrapper) {
      one = wrapper.learner();
    }
    return one instanceof TextPreparer preparer ? Optional.of(preparer) : Optional.empty();
  }
}
