package org.al4j.core.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

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

  /** A format whose folders are told by a file that only they have. */
  abstract class OfFile implements ModelFormat {
    private final String name;
    private final int version;
    private final String file;

    /**
     * A format; see {@link #name} and {@link #version}.
     *
     * @param file the name of the file in a model's folder
     */
    protected OfFile(String name, int version, String file) {
      this.name = Objects.requireNonNull(name, "name");
      this.version = version;
      this.file = Objects.requireNonNull(file, "file");
    }

    @Override
    public final String name() {
      return name;
    }

    @Override
    public final int version() {
      return version;
    }

    @Override
    public final boolean recognises(Path dir) {
      return Files.isRegularFile(dir.resolve(file));
    }
  }
}
