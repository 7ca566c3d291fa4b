package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.model.FloatTable;
import org.al4j.core.settings.Settings;
import org.al4j.models.embedding.VectorTable;

/**
 * Texts as sequences of word vectors, {@code [w, d]}. Words are those of {@link Instance#words}
 * where it has some, else {@link WordSplitter}'s; each is looked up as it is written, then in lower
 * case. A text without a word to read is one vector of zeros. The vectors themselves are not
 * trained.
 *
 * @param table the vectors
 * @param longest words of a text that are read at most; the others are cut off its end
 * @param unknown what becomes of words without a vector
 */
public record WordVectors(VectorTable table, int longest, Unknown unknown) implements TextFeatures {
  /** Words of a text that are read unless another number is given. */
  public static final int LONGEST = 128;

  static final String FORMAT = "word-vectors";

  /** What becomes of words without a vector. */
  public enum Unknown {
    /** A vector of zeros keeps their place. */
    ZERO,
    /** They are left out, before the text is cut. */
    SKIP
  }

  /** Refuses a length below 1. */
  public WordVectors {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(unknown, "unknown");
    if (longest < 1) {
      throw new IllegalArgumentException(
          "texts must have room for 1 word or more, found " + longest);
    }
  }

  /**
   * Reads vectors from a text file, a word and its numbers a line, parted by spaces, as GloVe and
   * word2vec write them; a first line of two numbers is passed over. Of a word that stands there
   * twice the first counts. Needs about {@code 4 d + 100} bytes of heap a word, and a saved model
   * has all of them: of a large file make a smaller one of the words that matter.
   *
   * @throws org.al4j.core.InvalidInputException naming file and line, if it is something else
   */
  public static WordVectors read(Path file) {
    return new WordVectors(VectorTable.read(file), LONGEST, Unknown.ZERO);
  }

  /**
   * For a baseline without a file: every word has a vector of {@code width} numbers drawn evenly
   * from [-1, 1) by its hash and {@code seed}, so that none is unknown, and nothing is to save.
   */
  public static WordVectors random(int width, long seed) {
    return new WordVectors(VectorTable.random(width, seed), LONGEST, Unknown.ZERO);
  }

  /** The same with another length. */
  public WordVectors withLongest(int words) {
    return new WordVectors(table, words, unknown);
  }

  /** The same with other unknown words. */
  public WordVectors withUnknown(Unknown other) {
    return new WordVectors(table, longest, other);
  }

  /** Numbers of a vector: {@code d}. */
  public int width() {
    return table.width();
  }

  @Override
  public long[] shape() {
    return new long[] {VARIES, table.width()};
  }

  @Override
  public List<FloatTable> read(List<Instance> xs) {
    return xs.stream().map(this::read).toList();
  }

  private FloatTable read(Instance x) {
    List<String> words = x.words().isEmpty() ? WordSplitter.words(x.text()) : x.words();
    List<String> read = new ArrayList<>();
    for (String word : words) {
      String known = table.has(word) ? word : word.toLowerCase(Locale.ROOT);
      if (read.size() < longest && (unknown == Unknown.ZERO || table.has(known))) {
        read.add(known);
      }
    }
    int width = table.width();
    float[] rows = new float[Math.max(1, read.size()) * width];
    for (int i = 0; i < read.size(); i++) {
      table.copy(read.get(i), rows, i * width);
    }
    return FloatTable.matrix(rows, rows.length / width, width);
  }

  @Override
  public String describe() {
    return table.describe() + ", texts of up to " + longest + " words";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("WordVectors")
        .with("vectors", table.identity())
        .with("longest", longest)
        .with("unknown", unknown)
        .toMap();
  }

  @Override
  public Optional<String> format() {
    return Optional.of(FORMAT);
  }

  @Override
  public void save(Path folder) throws IOException {
    VectorFiles.write(this, folder);
  }
}
