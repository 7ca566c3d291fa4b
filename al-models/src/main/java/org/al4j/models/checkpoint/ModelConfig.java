package org.al4j.models.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.al4j.core.io.AtomicFile;

/**
 * The {@code config.json} of a checkpoint, in one vocabulary for all families.
 *
 * @param family the architecture
 * @param vocabulary rows of the word embedding
 * @param positions the longest sequence, in tokens
 * @param firstPosition row of the position embedding that belongs to the first token: 0, or for
 *     RoBERTa the padding id + 1; the table has {@code firstPosition + positions} rows
 * @param typeVocabulary rows of the segment embedding; 0 where the family has none
 * @param layers transformer layers
 * @param embedding width of the embedding tables; other than {@code hidden} in ELECTRA only
 * @param hidden width of the residual stream
 * @param heads attention heads; divides {@code hidden}
 * @param intermediate width of the feed-forward layers
 * @param activation of the feed-forward layers, as Hugging Face names it: one of {@link
 *     #ACTIVATIONS}
 * @param layerNormEpsilon added to the variance by every LayerNorm
 * @param hiddenDropout probability after embeddings and sub-layers
 * @param attentionDropout probability on the attention weights
 * @param classifierDropout probability before the last layer of a sequence classifier
 * @param padId the token id of padding
 * @param tied whether a masked-LM head multiplies by the word embeddings
 * @param labels class names in the order of the logits; empty when the file does not give each
 *     class a name of its own
 * @param json the file itself; {@link #write} keeps the fields in it that AL4J does not know
 */
public record ModelConfig(
    Family family,
    int vocabulary,
    int positions,
    int firstPosition,
    int typeVocabulary,
    int layers,
    int embedding,
    int hidden,
    int heads,
    int intermediate,
    String activation,
    double layerNormEpsilon,
    double hiddenDropout,
    double attentionDropout,
    double classifierDropout,
    int padId,
    boolean tied,
    List<String> labels,
    String json) {

  /**
   * The activations that exist: the exact GELU, its tanh form under both names, ReLU, tanh, and
   * SiLU under both names.
   */
  public static final List<String> ACTIVATIONS =
      List.of("gelu", "gelu_new", "gelu_pytorch_tanh", "relu", "tanh", "silu", "swish");

  /** Checks what must hold between the numbers. */
  public ModelConfig {
    labels = List.copyOf(labels);
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "hidden size %d is no multiple of the %d attention heads",
              hidden,
              heads));
    }
    if (!ACTIVATIONS.contains(activation)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "unknown activation '%s'; AL4J knows: %s",
              activation,
              String.join(", ", ACTIVATIONS)));
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
        firstPosition,
        typeVocabulary,
        layers,
        embedding,
        hidden,
        heads,
        intermediate,
        activation,
        layerNormEpsilon,
        hiddenDropout,
        attentionDropout,
        classifierDropout,
        padId,
        tied,
        newLabels,
        json);
  }

  /** The width of an attention head. */
  public int headWidth() {
    return hidden / heads;
  }

  /** The JSON of a model with this head and these labels, which Hugging Face transformers loads. */
  public String toJson(Head head) {
    return toJson(head, ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }

  /**
   * The same.
   *
   * @param problem what the outputs of a sequence classifier are; other heads do not say
   */
  public String toJson(Head head, ProblemType problem) {
    return ConfigJson.of(this, head, problem);
  }

  /** Writes {@code config.json} of a model with this head into a directory, whole or not at all. */
  public void write(Path dir, Head head) {
    write(dir, head, ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }

  /** The same for outputs of any kind; see {@link #toJson(Head, ProblemType)}. */
  public void write(Path dir, Head head, ProblemType problem) {
    byte[] bytes = (toJson(head, problem) + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = dir.resolve(ConfigFile.NAME);
    try {
      AtomicFile.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
