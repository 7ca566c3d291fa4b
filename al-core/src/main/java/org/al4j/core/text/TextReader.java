package org.al4j.core.text;

import java.util.Collection;
import java.util.Comparator;
import org.al4j.core.model.fit.ForwardingLearner;

/**
 * A learner or model that reads texts and counts those that it reads in part, since they have more
 * tokens than it takes, or in vain, since it knows nothing in them.
 */
public interface TextReader {
  /** The texts read so far. */
  TextsRead textsRead();

  /**
   * The texts that a learner or model has read so far, found through wrappers of learners ({@link
   * ForwardingLearner}); {@link TextsRead#NONE} where it does not count them.
   */
  static TextsRead of(Object learnerOrModel) {
    Object one = learnerOrModel;
    while (!(one instanceof TextReader) && one instanceof ForwardingLearner<?, ?, ?> wrapper) {
      one = wrapper.learner();
    }
    return one instanceof TextReader reader ? reader.textsRead() : TextsRead.NONE;
  }

  /** Of several learners or models, the texts of the one that lost most of what it read. */
  static TextsRead worst(Collection<?> learnersOrModels) {
    return learnersOrModels.stream()
        .map(TextReader::of)
        .max(
            Comparator.comparingLong((TextsRead read) -> read.truncated() + read.unknown())
                .thenComparingLong(TextsRead::texts))
        .orElse(TextsRead.NONE);
  }
}
