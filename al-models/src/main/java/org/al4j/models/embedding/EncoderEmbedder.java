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
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.transformer.LoadOptions;
import org.al4j.models.transformer.TransformerEncoder;

/**
 * Embeds by a pre-trained encoder. It is told by the SHA-256 of its weights and of the files that
 * say how it reads, not by where its folder lies.
 */
public final class EncoderEmbedder implements TextEmbedder, TextReader {
  private final TransformerEncoder encoder;
  private final EmbeddingOptions options;
  private final Sums sums;
  private final String name;

  /** SHA-256 of the weights, and of the configuration and the tokenizer's files. */
  private record Sums(String weights, String files) {}

  /** Whatever ends so and is read at all decides what becomes of a text. */
  private static final Pattern FILES = Pattern.compile(".+\\.(json|txt|model)");

  private EncoderEmbedder(
      TransformerEncoder encoder, EmbeddingOptions options, Sums sums, String name) {
    this.encoder = encoder;
    this.options = options;
    this.sums = sums;
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
    Sums sums;
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      sums = new Sums(checkpoint.sha256(), files(folder));
    }
    LoadOptions loading = LoadOptions.DEFAULT.withMaxLength(options.maxLength());
    TransformerEncoder encoder = TransformerEncoder.load(folder, options.pooling(), loading);
    return new EncoderEmbedder(encoder, options, sums, folder.getFileName().toString());
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
        .with("checkpoint.sha256", sums.weights())
        .with("files.sha256", sums.files())
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
