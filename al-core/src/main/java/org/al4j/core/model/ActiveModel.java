package org.al4j.core.model;

import org.al4j.core.data.Annotation;

/**
 * A model that can be both looked at by strategies and used in the end.
 *
 * @param <A> the kind of annotation it predicts
 */
public interface ActiveModel<A extends Annotation> extends AcquisitionModel, SuccessorModel<A> {
  @Override
  void close();
}
