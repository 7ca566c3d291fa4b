package org.al4j.models.head;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.CheckpointProvider;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.embedding.EncoderEmbedder;
import org.al4j.models.embedding.TextEmbedder;

/**
 * A pre-trained encoder by the name or folder of its checkpoint: what a saved head remembers of it.
 *
 * @param checkpoint the name of one on the class path, such as {@code minilm}, or a folder in
 *     Hugging Face layout
 * @param options how its states become vectors
 */
public record HeadEncoder(String checkpoint, EmbeddingOptions options) {
  /** Checks that neither is missing. */
  public HeadEncoder {
    Objects.requireNonNull(options, "options");
    if (checkpoint.isBlank()) {
      throw new InvalidInputException(
          "a checkpoint must be a name or a folder, found '" + checkpoint + "'");
    }
  }

  /**
   * Means of length 1 over the tokens, with what the model was trained to find before each text, if
   * it is one that goes by a name.
   */
  public static HeadEncoder of(String checkpoint) {
    String prefix = Checkpoints.provider(checkpoint).map(CheckpointProvider::prefix).orElse("");
    return new HeadEncoder(checkpoint, EmbeddingOptions.DEFAULT.withPrefix(prefix));
  }

  /** The same with other options. */
  public HeadEncoder withOptions(EmbeddingOptions other) {
    return new HeadEncoder(checkpoint, other);
  }

  /** Whether it goes by a name, wherever it lies. */
  boolean isNamed() {
    return Checkpoints.provider(checkpoint).isPresent();
  }

  /** Its folder. */
  Path folder() {
    return Checkpoints.folder(checkpoint);
  }

  /** Opens it; the encoder is loaded when the first text is to be embedded. */
  HeadVectors open() {
    EncoderEmbedder encoder = EncoderEmbedder.lazily(folder(), options);
    return new HeadVectors(stored(encoder), Optional.of(this), encoder.sha256());
  }

  /** The embedder behind what keeps its vectors. */
  private static TextEmbedder stored(EncoderEmbedder encoder) {
    return encoder;
  }
}
