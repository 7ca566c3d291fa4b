package org.al4j.core.model.view;

import java.util.ServiceLoader;
import org.al4j.core.InvalidInputException;

/** Views of texts by the names of checkpoints. */
public final class TextViews {
  private TextViews() {}

  /**
   * The view of a checkpoint, by the provider on the class path.
   *
   * @param checkpoint a name or a folder
   * @throws InvalidInputException if there is no provider, no such checkpoint, or it cannot be read
   */
  public static TextView named(String checkpoint) {
    return ServiceLoader.load(TextViewProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "no library on the class path reads checkpoint '"
                        + checkpoint
                        + "'; add the module al-models"))
        .view(checkpoint);
  }
}
