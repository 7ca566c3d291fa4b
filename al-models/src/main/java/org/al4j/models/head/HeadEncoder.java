package org.al4j.models.head;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.checkpoint.CheckpointProvider;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.embedding.EmbeddingStore;
import org.al4j.models.embedding.EncoderEmbedder;
import org.al4j.models.embedding.Precision;

/**
 * A pre-trained encoder by the name or folder of its checkpoint: what a saved head remembers of it.
 *
 * @param checkpoint the name of one on the class path, such as {@code minilm}, or a folder in
 *     Hugging Face layout
 * @param options how its states become vectors
 * @param store the folder of the {@link EmbeddingStore} in which they are kept; empty to compute
 *     them each time
 * @param precision how exactly they are kept
 */
public record HeadEncoder(
    String checkpoint, EmbeddingOptions options, Optional<Path> store, Precision precision) {
  /** Checks that nothing is missing. */
  public HeadEncoder {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(precision, "precision");
    if (checkpoint.isBlank()) {
      throw new InvalidInputException(
          "a checkpoint must be a name or a folder, found '" + checkpoint + "'");
    }
  }

  /**
   * Means of length 1 over the tokens, with what the model was trained to find before each text, if
   * it is one that goes by a name; kept in half precision in the store that all runs share.
   */
  public static HeadEncoder of(String checkpoint) {
    String prefix = Checkpoints.provider(checkpoint).map(CheckpointProvider::prefix).orElse("");
    return new HeadEncoder(
        checkpoint,
        EmbeddingOptions.DEFAULT.withPrefix(prefix),
        Optional.of(EmbeddingStore.defaultFolder()),
        Precision.HALF);
  }

  /** The same with other options. */
  public HeadEncoder withOptions(EmbeddingOptions other) {
    return new HeadEncoder(checkpoint, other, store, precision);
  }

  /** The same with vectors kept in a folder. */
  public HeadEncoder withStore(Path folder) {
    return new HeadEncoder(checkpoint, options, Optional.of(folder), precision);
  }

  /** The same with vectors computed each time. */
  public HeadEncoder withoutStore() {
    return new HeadEncoder(checkpoint, options, Optional.empty(), precision);
  }

  /** The same with vectors kept in another precision. */
  public HeadEncoder withPrecision(Precision other) {
    return new HeadEncoder(checkpoint, options, store, other);
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
    try {
      return new HeadVectors(stored(encoder), Optional.of(this), encoder.sha256());
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /** The embedder behind what keeps its vectors. */
  private TextEmbedder stored(EncoderEmbedder encoder) {
    return store.isEmpty() ? encoder : EmbeddingStore.open(store.get(), encoder, precision);
  }
}
