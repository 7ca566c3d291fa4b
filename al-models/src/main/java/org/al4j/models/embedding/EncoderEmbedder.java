package org.al4j.models.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.Sha256;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.transformer.LoadOptions;
import org.al4j.models.transformer.TransformerEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Embeds by a pre-trained encoder. It is told by the SHA-256 of its weights and of the files that
 * say how it reads, not by where its folder lies.
 */
public final class EncoderEmbedder implements TextEmbedder, TextReader {
  private final Path folder;
  private final EmbeddingOptions options;
  private final Sums sums;
  private final int width;
  private final int maxLength;
  private @Nullable TransformerEncoder encoder;
  private boolean closed;

  /** SHA-256 of the weights, and of the configuration and the tokenizer's files. */
  private record Sums(String weights, String files) {}

  /** Whatever ends so and is read at all decides what becomes of a text. */
  private static final Pattern FILES = Pattern.compile(".+\\.(json|txt|model)");

  private EncoderEmbedder(Path folder, EmbeddingOptions options) {
    this.folder = folder.toAbsolutePath().normalize();
    this.options = options;
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      this.sums = new Sums(checkpoint.sha256(), files(folder));
      this.width = checkpoint.config().hidden();
    }
    this.maxLength = TransformerEncoder.maxLength(folder, loading());
  }

  /**
   * Loads an encoder.
   *
   * @param folder in Hugging Face layout
   * @throws InvalidInputException naming the file, when something is missing or contradictory
   */
  public static EncoderEmbedder load(Path folder, EmbeddingOptions options) {
    EncoderEmbedder embedder = lazily(folder, options);
    embedder.encoder = embedder.loaded();
    return embedder;
  }

  /**
   * Checks a folder, and loads the encoder when the first text is to be embedded: not at all where
   * all vectors are kept already.
   *
   * @param folder in Hugging Face layout
   * @throws InvalidInputException naming the file, when something is missing or contradictory
   */
  public static EncoderEmbedder lazily(Path folder, EmbeddingOptions options) {
    return new EncoderEmbedder(folder, options);
  }

  private LoadOptions loading() {
    return LoadOptions.DEFAULT.withMaxLength(options.maxLength());
  }

  private synchronized TransformerEncoder encoder() {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    if (encoder == null) {
      TransformerEncoder loaded = loaded();
      requireUnchanged(loaded);
      encoder = loaded;
    }
    return encoder;
  }

  private TransformerEncoder loaded() {
    return TransformerEncoder.load(folder, options.pooling(), loading());
  }

  /** Vectors of other weights must not go by the name of those that were there. */
  private void requireUnchanged(TransformerEncoder loaded) {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      if (new Sums(checkpoint.sha256(), files(folder)).equals(sums)) {
        return;
      }
    }
    loaded.close();
    throw new InvalidInputException(
        folder + " has other weights or files than when it was first read; start again");
  }

  /** The SHA-256 of the checkpoint's weights, in hexadecimal. */
  public String sha256() {
    return sums.weights();
  }

  private static String files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      Sha256 sum = new Sha256();
      for (Path file : all.filter(EncoderEmbedder::isRead).sorted().toList()) {
        sum.field(file.getFileName().toString()).field(Sha256.of(file));
      }
      return sum.hex();
    } catch (IOException e) {
      throw new InvalidInputException("cannot read " + folder + ": " + IoReason.of(e), e);
    }
  }

  private static boolean isRead(Path file) {
    return Files.isRegularFile(file) && FILES.matcher(file.getFileName().toString()).matches();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void embed(List<String> texts, Consumer<float[]> sink) {
    if (texts.isEmpty()) {
      return;
    }
    String prefix = options.prefix();
    List<String> read =
        prefix.isEmpty() ? texts : texts.stream().map(text -> prefix + text).toList();
    encoder().encode(read, vector -> sink.accept(options.normalised() ? unit(vector) : vector));
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  @Override
  public synchronized TextsRead textsRead() {
    return encoder == null ? new TextsRead(0, 0, maxLength) : encoder.textsRead();
  }

  @Override
  public String describe() {
    return "embeddings (" + options.pooling() + ") of " + folder.getFileName();
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("EncoderEmbedder")
        .with("checkpoint.sha256", sums.weights())
        .with("files.sha256", sums.files())
        .with("maxLength", maxLength)
        .with("normalised", options.normalised())
        .with("pooling", options.pooling())
        .with("prefix", options.prefix())
        .toMap();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (encoder != null) {
      encoder.close();
    }
  }
}
