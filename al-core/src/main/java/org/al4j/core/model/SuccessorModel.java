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

  /**
   * Writes the model into a folder, which with {@link SaveMode#REPLACE} may hold a saved model of
   * any kind already. The new one is written beside and takes its place by renaming. Who reads the
   * folder by {@link Models#load}, or the {@code load} of a class of al-models, always gets the old
   * model or the new one, also after the process was killed at any instant; who reads its files by
   * other means may find it missing between two renamings.
   *
   * @throws org.al4j.core.InvalidInputException if the folder holds anything else; it stays as it
   *     is
   * @throws IOException if the folder cannot be written
   */
  default void save(Path dir, SaveMode mode) throws IOException {
    if (mode == SaveMode.REPLACE) {
      ModelFolder.replace(dir, this::save);
    } else {
      save(dir);
    }
  }

  /** Frees what the model holds. Safe to call twice. */
  @Override
  void close();
}
