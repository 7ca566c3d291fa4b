package org.al4j.core.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;

/**
 * A model that is trained on the labels and then used: the product of active learning.
 *
 * @param <A> the kind of annotation it predicts
 */
public interface SuccessorModel<A extends Annotation> extends AutoCloseable {
  /** Predicts in the order given, streaming. */
  void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink);

  /**
   * Writes the model into a folder that does not exist or is empty. Equal models write equal bytes.
   *
   * @throws IOException if the folder cannot be written
   */
  void save(Path dir) throws IOException;

  /** Frees what the model holds. Safe to call twice. */
  @Override
  void close();
}
