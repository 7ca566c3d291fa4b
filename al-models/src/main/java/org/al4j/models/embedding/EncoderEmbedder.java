package org.al4j.models.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.transformer.LoadOptions;
import org.al4j.models.transformer.TransformerEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Embeds by a pre-trained encoder. It is told by the SHA-256 of its weights, not by where its
 * folder lies.
 */
public final class EncoderEmbedder implements TextEmbedder, TextReader {
  private final Path folder;
  private final EmbeddingOptions options;
  private final String sha256;
  private final int width;
  private final int maxLength;
  private @Nullable TransformerEncoder encoder;
  private boolean closed;

  private EncoderEmbedder(Path folder, EmbeddingOptions options) {
    this.folder = folder.toAbsolutePath().normalize();
    this.options = options;
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      this.sha256 = checkpoint.sha256();
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
      encoder = loaded();
      requireUnchanged(encoder);
    }
    return encoder;
  }

  private TransformerEncoder loaded() {
    return TransformerEncoder.load(folder, options.pooling(), loading());
  }

  /** Vectors of other weights must not go by the name of those that were there. */
  private void requireUnchanged(TransformerEncoder loaded) {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      if (checkpoint.sha256().equals(sha256)) {
        return;
      }
    }
    loaded.close();
    encoder = null;
    throw new InvalidInputException(
        folder + " has other weights than when it was first read; start again");
  }

  /** The SHA-256 of the checkpoint's weights, in hexadecimal. */
  public String sha256() {
    return sha256;
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
        .with("checkpoint.sha256", sha256)
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
