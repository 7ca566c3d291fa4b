package org.al4j.core.model;

import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;

/**
 * A model that can be both looked at by strategies and used in the end.
 *
 * @param <A> the kind of annotation it predicts
 */
public interface ActiveModel<A extends Annotation> extends AcquisitionModel, SuccessorModel<A> {
  /** The kind of annotation it predicts. */
  Class<A> kind();

  /** Its classes in the order of its outputs' columns; none for a kind without classes. */
  default LabelSpace labels() {
    return LabelSpace.none();
  }

  @Override
  void close();
}
