package org.al4j.models.embedding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.CacheFolder;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsPrepared;
import org.al4j.core.text.TextsRead;

/**
 * Embeds each text once: vectors are kept in files, which all runs and processes share, and read
 * from there the next time. They are told by the text and by the {@link #settings} of what made
 * them, so that another checkpoint, pooling, length or prefix never gets vectors of this one. What
 * is served is what is kept, rounded to the {@link Precision}, the first time too: no result
 * depends on whether a text was there before.
 *
 * <p><b>Cost.</b> A text: a hash of it, and a copy of its vector out of mapped memory. On the disk
 * {@code 20 + 2 d} bytes a text with half floats, {@code 20 + 4 d} with single ones; 50 bytes of
 * memory. Opening reads the keys alone, 16 bytes a text.
 *
 * <p><b>Kills and damage.</b> What was stored is on the disk when {@link #embed} or a window of
 * {@link #fill} returns. A process that is killed leaves whole vectors or nothing; each vector has
 * a checksum that is looked at whenever it is read, and one that was damaged is computed again.
 *
 * <p><b>Several processes</b> may read and fill one folder at once: each appends to a file of its
 * own. They find each other's vectors whenever they miss some. Two that embed one text in the same
 * moment do so twice.
 */
public final class EmbeddingStore implements TextEmbedder, TextReader {
  /** Texts that are embedded and forced to the disk together; as many as an encoder sorts. */
  private static final int WINDOW = 1024;

  private final TextEmbedder source;
  private final StoreLayout layout;
  private final VectorFolder vectors;
  private volatile boolean closed;

  private EmbeddingStore(TextEmbedder source, StoreLayout layout, VectorFolder vectors) {
    this.source = source;
    this.layout = layout;
    this.vectors = vectors;
  }

  /**
   * Opens a store; its folder is made when the first vector is to be kept.
   *
   * @param folder for stores of any settings; each gets a folder in it
   * @param source closed with the store; left open if this fails
   * @throws InvalidInputException if the folder is a file or cannot be read, a file in it is of
   *     another format, width or other settings, or the source does not say how it is set
   */
  public static EmbeddingStore open(Path folder, TextEmbedder source, Precision precision) {
    Objects.requireNonNull(folder, "folder");
    StoreLayout layout = StoreLayout.of(source, precision);
    Path own = folder.toAbsolutePath();
    if (Files.isRegularFile(own)) {
      throw new InvalidInputException(
          own + " is a file; embeddings are kept in a folder: name another, or move the file");
    }
    return new EmbeddingStore(
        source, layout, new VectorFolder(own.resolve(layout.folder()), layout));
  }

  /** Opens a store of half floats in {@link #defaultFolder}. */
  public static EmbeddingStore open(TextEmbedder source) {
    return open(defaultFolder(), source, Precision.HALF);
  }

  /** {@code embeddings} in the {@link CacheFolder}. */
  public static Path defaultFolder() {
    return CacheFolder.path().resolve("embeddings");
  }

  @Override
  public int width() {
    return layout.width();
  }

  /** How many texts have a vector. */
  public int size() {
    return vectors.size();
  }

  /** Whether a text has a vector; one that another process stored since may not be seen yet. */
  public boolean has(String text) {
    return vectors.has(TextKey.of(text));
  }

  @Override
  public void embed(List<String> texts, Consumer<float[]> sink) {
    for (int from = 0; from < texts.size(); from += WINDOW) {
      ensureOpen();
      List<String> window = texts.subList(from, Math.min(texts.size(), from + WINDOW));
      serve(window, from + 1, sink);
    }
  }

  private void serve(List<String> window, int first, Consumer<float[]> sink) {
    List<TextKey> keys = window.parallelStream().map(TextKey::of).toList();
    float[][] found = new float[window.size()][];
    if (!read(keys, found)) {
      vectors.refresh();
      if (!read(keys, found)) {
        MissingTexts missing = new MissingTexts();
        for (int i = 0; i < found.length; i++) {
          if (found[i] == null) {
            missing.add(keys.get(i), window.get(i), first + i);
          }
        }
        Map<TextKey, float[]> made = make(missing, () -> {});
        for (int i = 0; i < found.length; i++) {
          float[] vector = found[i];
          found[i] =
              vector == null
                  ? Objects.requireNonNull(made.get(keys.get(i)), "made").clone()
                  : vector;
        }
      }
    }
    for (float[] vector : found) {
      sink.accept(vector);
    }
  }

  /** Whether all are there; texts do not depend on each other, so several threads read. */
  private boolean read(List<TextKey> keys, float[][] into) {
    IntStream.range(0, into.length)
        .parallel()
        .filter(i -> into[i] == null)
        .forEach(i -> into[i] = vectors.get(keys.get(i)));
    return Arrays.stream(into).allMatch(Objects::nonNull);
  }

  /**
   * Embeds the texts that have no vector yet. Killed at any moment and called again it goes on with
   * the window, of 1,024 texts, at which it was.
   *
   * @param progress told after each text that is embedded, and at the end; what it throws ends this
   * @throws InvalidInputException as {@link #embed}, or if the disk is full or read-only; what was
   *     embedded before is kept
   */
  public void fill(List<String> texts, Consumer<TextsPrepared> progress) {
    ensureOpen();
    vectors.refresh();
    Filling filling = new Filling(texts.size(), progress);
    MissingTexts missing = new MissingTexts();
    for (int i = 0; i < texts.size(); i++) {
      TextKey key = TextKey.of(texts.get(i));
      if (vectors.has(key) || missing.has(key)) {
        filling.found++;
        continue;
      }
      missing.add(key, texts.get(i), i + 1);
      if (missing.size() == WINDOW) {
        make(missing, filling);
        missing = new MissingTexts();
        vectors.refresh();
      }
    }
    if (missing.size() > 0) {
      make(missing, filling);
    }
    filling.tell();
  }

  /** What is told of a filling. */
  private static final class Filling implements Runnable {
    private final long total;
    private final Consumer<TextsPrepared> progress;
    private long found;
    private long embedded;

    Filling(long total, Consumer<TextsPrepared> progress) {
      this.total = total;
      this.progress = progress;
    }

    @Override
    public void run() {
      embedded++;
      tell();
    }

    void tell() {
      progress.accept(new TextsPrepared(found + embedded, total, embedded));
    }
  }

  /** Embeds and keeps; the vectors come back as they are kept. */
  private Map<TextKey, float[]> make(MissingTexts missing, Runnable each) {
    vectors.prepare(settings());
    List<TextKey> keys = missing.keys();
    List<byte[]> records = missing.records(source, layout, each);
    vectors.add(keys, records);
    Map<TextKey, float[]> made = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      made.put(keys.get(i), layout.vector(records.get(i)));
    }
    return made;
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  /** Of the texts that the source read; those that were stored before are not among them. */
  @Override
  public TextsRead textsRead() {
    return TextReader.of(source);
  }

  @Override
  public String describe() {
    return source.describe() + ", stored";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("EmbeddingStore")
        .with("precision", layout.precision())
        .with("source", source)
        .toMap();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        vectors.close();
      } finally {
        source.close();
      }
    }
  }
}
