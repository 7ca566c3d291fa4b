package org.al4j.models.checkpoint;

import java.nio.file.Path;

/**
 * A pre-trained checkpoint that comes with a library on the class path and goes by a name. Found
 * through {@link java.util.ServiceLoader}; {@link Checkpoints} is the way to use them.
 */
public interface CheckpointProvider {
  /** Its name, of lower-case letters, digits and hyphens, for example {@code minilm}. */
  String name();

  /** What it is, in one line: model, size, licence. */
  String summary();

  /**
   * Its folder in Hugging Face layout, unpacked if it is not yet there.
   *
   * @throws org.al4j.core.InvalidInputException if it cannot be unpacked; the message names the
   *     folder and what to do
   */
  Path folder();

  /** What the model was trained to find before each text, for example {@code "query: "}. */
  default String prefix() {
    return "";
  }
}
