package org.al4j.core.text;

import java.util.List;
import java.util.function.Consumer;
import org.al4j.core.settings.Configured;

/**
 * Makes a vector of each text, always the same of the same text. {@link #settings} tell two of them
 * apart: equal settings give equal vectors, today and after a restart, which is what stored vectors
 * and runs that are resumed rely on. Where texts are computed together, which of them come along
 * may change the last digits of a vector.
 *
 * <p>May be used from several threads at once. Whoever made one closes it.
 */
public interface TextEmbedder extends Configured, AutoCloseable {
  /** Numbers of a vector: {@code d}. */
  int width();

  /**
   * Hands over the vector of each text, {@code [d]}, finite, in the order of the texts.
   *
   * @param sink gets an array of its own for each text
   * @throws org.al4j.core.InvalidInputException if a text cannot be embedded; it is named by its
   *     number, from 1
   */
  void embed(List<String> texts, Consumer<float[]> sink);

  /** Frees what it holds. Safe to call twice. */
  @Override
  void close();
}
