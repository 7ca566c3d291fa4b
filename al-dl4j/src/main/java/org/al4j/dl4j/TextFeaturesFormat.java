package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads {@link TextFeatures} that were saved with a model, in which their {@link
 * TextFeatures#format} names it. Found through {@link java.util.ServiceLoader}.
 */
public interface TextFeaturesFormat {
  /** The name; not one of AL4J's own: tfidf, word-vectors, encoder, model. */
  String name();

  /**
   * Reads what {@link TextFeatures#save} wrote. Whoever asked closes them.
   *
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException naming the file, if it is not what is written
   */
  TextFeatures load(Path folder) throws IOException;
}
