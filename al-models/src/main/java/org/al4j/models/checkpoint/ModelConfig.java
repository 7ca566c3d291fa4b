package org.al4j.models.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * The {@code config.json} of a checkpoint, in one vocabulary for all families.
 *
 * @param family the architecture
 * @param vocabulary rows of the word embedding
 * @param positions rows of the position embedding: the longest sequence, in tokens
 * @param typeVocabulary rows of the segment embedding; 0 where the family has none
 * @param layers transformer layers
 * @param hidden width of the residual stream
 * @param heads attention heads; divides {@code hidden}
 * @param intermediate width of the feed-forward layers
 * @param activation of the feed-forward layers, as Hugging Face names it: {@code gelu} (exact),
 *     {@code gelu_new}, {@code relu}, ...
 * @param layerNormEpsilon added to the variance by every LayerNorm
 * @param hiddenDropout probability after embeddings and sub-layers
 * @param attentionDropout probability on the attention weights
 * @param classifierDropout probability before the last layer of a sequence classifier
 * @param padId the token id of padding
 * @param labels class names in the order of the logits; empty when the file names none
 * @param json the file itself; {@link #write} keeps the fields in it that AL4J does not know
 */
public record ModelConfig(
    Family family,
    int vocabulary,
    int positions,
    int typeVocabulary,
    int layers,
    int hidden,
    int heads,
    int intermediate,
    String activation,
    double layerNormEpsilon,
    double hiddenDropout,
    double attentionDropout,
    double classifierDropout,
    int padId,
    List<String> labels,
    String json) {

  /** Checks what must hold between the numbers. */
  public ModelConfig {
    labels = List.copyOf(labels);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden size %d is no multiple of the %d attention heads".formatted(hidden, heads));
    }
    if (new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException("two classes have the same name: " + labels);
    }
  }

  /**
   * Reads {@code config.json} in a directory.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when it is missing, invalid, or
   *     describes an architecture that AL4J does not know
   */
  public static ModelConfig read(Path dir) {
    return new ConfigFile(dir.resolve(ConfigFile.NAME)).read();
  }

  /** The same encoder with other classes. */
  public ModelConfig withLabels(List<String> newLabels) {
    return new ModelConfig(
        family,
        vocabulary,
        positions,
        typeVocabulary,
        layers,
        hidden,
        heads,
        intermediate,
        activation,
        layerNormEpsilon,
        hiddenDropout,
        attentionDropout,
        classifierDropout,
        padId,
        newLabels,
        json);
  }

  /** The width of an attention head. */
  public int headWidth() {
    return hidden / heads;
  }

  /** The JSON of a sequence classifier with these labels, which Hugging Face transformers loads. */
  public String toClassifierJson() {
    return ConfigFile.classifierJson(this);
  }

  /**
   * Writes {@code config.json} of a sequence classifier into a directory, as a whole or not at all.
   */
  public void write(Path dir) {
    byte[] bytes = (toClassifierJson() + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = dir.resolve(ConfigFile.NAME);
    try {
      AtomicFile.replace(file, channel -> AtomicFile.writeFully(channel, ByteBuffer.wrap(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
