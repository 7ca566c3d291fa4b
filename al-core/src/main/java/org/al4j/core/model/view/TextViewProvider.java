package org.al4j.core.model.view;

/**
 * Makes views of texts by pre-trained checkpoints. Found through {@link java.util.ServiceLoader};
 * {@link TextViews} is the way to use them.
 */
public interface TextViewProvider {
  /**
   * A view.
   *
   * @param checkpoint a name or a folder
   * @throws org.al4j.core.InvalidInputException if there is no such checkpoint, or it cannot be
   *     read
   */
  TextView view(String checkpoint);
}
