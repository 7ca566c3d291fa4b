package org.al4j.core.model;

import org.al4j.core.data.ClassLabel;

/** A classifier that can be both looked at by strategies and used in the end. */
public interface TextClassifier extends ActiveModel<ClassLabel> {
  @Override
  default Class<ClassLabel> kind() {
    return ClassLabel.class;
  }
}
