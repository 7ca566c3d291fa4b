package org.al4j.examples.ups;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.text.TextPreparer;

/**
 * How long it took to embed a pool once. It is measured once for a folder of runs and kept there,
 * so that a program that is run again does not count the stored vectors as free.
 *
 * @param texts how many
 * @param seconds for all of them
 */
public record EmbeddingTime(int texts, double seconds) {
  private static final String FILE = "embedding.json";

  /** Where the vectors of a folder of runs are. */
  public static Path store(Path out) {
    return out.resolve("embeddings");
  }

  /** Whether a folder of runs knows it. */
  public static boolean isKnown(Path out) {
    return Files.exists(out.resolve(FILE));
  }

  /** Throws away vectors that nobody knows the time of: of a program that was ended meanwhile. */
  public static void clear(Path out) throws IOException {
    if (!isKnown(out) && Files.exists(store(out))) {
      MoreFiles.deleteRecursively(store(out), RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /**
   * The time, measured now if it is not known.
   *
   * @param learner keeps its vectors in {@link #store}, which was {@linkplain #clear cleared}
   *     before it was opened
   * @throws InvalidInputException if the folder knows that of another number of texts
   */
  public static EmbeddingTime of(Path out, TextPreparer learner, List<String> texts)
      throws IOException {
    Path file = out.resolve(FILE);
    if (!isKnown(out)) {
      long start = System.nanoTime();
      learner.prepare(texts, prepared -> {});
      EmbeddingTime time = new EmbeddingTime(texts.size(), (System.nanoTime() - start) / 1e9);
      AtomicFile.write(file, new ObjectMapper().writeValueAsBytes(time));
      return time;
    }
    EmbeddingTime known = new ObjectMapper().readValue(file.toFile(), EmbeddingTime.class);
    if (known.texts() != texts.size()) {
      throw new InvalidInputException(
          file
              + " is of "
              + known.texts()
              + " texts, the pool has "
              + texts.size()
              + "; take another --out");
    }
    return known;
  }
}
