package org.al4j.models.internal;

import org.al4j.core.data.LabelSpace;

/** A model whose numbers are by class. */
public interface OfClasses {
  /** The classes, in the order of the columns. */
  LabelSpace labels();
}
