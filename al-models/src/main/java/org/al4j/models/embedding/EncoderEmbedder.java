package org.al4j.models.embedding;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.transformer.LoadOptions;
import org.al4j.models.transformer.TransformerEncoder;

/**
 * Embeds by a pre-trained encoder. It is told by the SHA-256 of its weights, not by where its
 * folder lies.
 */
public final class EncoderEmbedder implements TextEmbedder, TextReader {
  private final TransformerEncoder encoder;
  private final EmbeddingOptions options;
  private final String sha256;
  private final String name;

  private EncoderEmbedder(
      TransformerEncoder encoder, EmbeddingOptions options, String sha256, String name) {
    this.encoder = encoder;
    this.options = options;
    this.sha256 = sha256;
    this.name = name;
  }

  /**
   * Loads an encoder.
   *
   * @param folder in Hugging Face layout
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory
   */
  public static EncoderEmbedder load(Path folder, EmbeddingOptions options) {
    String sha256;
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      sha256 = checkpoint.sha256();
    }
    LoadOptions loading = LoadOptions.DEFAULT.withMaxLength(options.maxLength());
    TransformerEncoder encoder = TransformerEncoder.load(folder, options.pooling(), loading);
    return new EncoderEmbedder(encoder, options, sha256, folder.getFileName().toString());
  }

  @Override
  public int width() {
    return encoder.width();
  }

  @Override
  public void embed(List<String> texts, Consumer<float[]> sink) {
    String prefix = options.prefix();
    List<String> read =
        prefix.isEmpty() ? texts : texts.stream().map(text -> prefix + text).toList();
    encoder.encode(read, vector -> sink.accept(options.normalised() ? unit(vector) : vector));
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
  public TextsRead textsRead() {
    return encoder.textsRead();
  }

  @Override
  public String describe() {
    return "embeddings (" + options.pooling() + ") of " + name;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("EncoderEmbedder")
        .with("checkpoint.sha256", sha256)
        .with("maxLength", encoder.textsRead().maxLength())
        .with("normalised", options.normalised())
        .with("pooling", options.pooling())
        .with("prefix", options.prefix())
        .toMap();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
