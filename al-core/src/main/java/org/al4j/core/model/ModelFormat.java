package org.al4j.core.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A way to save models: reads what the {@code save} of its models writes. Found through {@link
 * java.util.ServiceLoader} by {@link Models#load}. A model's {@code save} ends with {@link
 * Models#describe}, so that its folder tells its format.
 */
public interface ModelFormat {
  /** The format's name in {@code al4j.json}, for example {@code tfidf}; lower case. */
  String name();

  /** The newest version that it reads, from 1; counted up when older programs cannot read it. */
  int version();

  /** Whether a folder that no {@code al4j.json} describes holds a model of this format. */
  boolean recognises(Path dir);

  /**
   * Whether it adds to a model of another format in the same folder, as a temperature does. Its
   * {@link #load} then reads that one with {@link Models#loadWithin}.
   */
  default boolean wraps() {
    return false;
  }

  /**
   * What lies in a folder that holds no model, for the error: a clause that begins with a
   * semicolon; by default nothing.
   */
  default String foundInstead(Path dir) {
    return "";
  }

  /**
   * Reads the model in a folder, which gives what it gave when it was saved. The caller closes it.
   *
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException naming the file, if it is not what {@code save}
   *     writes
   */
  ActiveModel<?> load(Path dir) throws IOException;
}
