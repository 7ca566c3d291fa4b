package org.al4j.models.regression;

import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;

/** A regressor that can be both looked at by strategies and used in the end. */
public interface Regressor extends ActiveModel<RealValue> {
  @Override
  default Class<RealValue> kind() {
    return RealValue.class;
  }
}
