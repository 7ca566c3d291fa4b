package org.al4j.models.config;

import java.util.HashSet;
import java.util.List;

/**
 * What the {@code config.json} of a checkpoint says that all families share. What only some have
 * stands in {@code json}.
 *
 * @param modelType the {@code model_type}, for example {@code bert}
 * @param vocabulary rows of the word embedding
 * @param positions the longest sequence, in tokens
 * @param layers layers between embeddings and head
 * @param hidden width of the hidden states
 * @param padId the token id of padding
 * @param labels class names in the order of the logits; empty when the file does not give each
 *     class a name of its own
 * @param json the file itself
 */
public record ModelConfig(
    String modelType,
    int vocabulary,
    int positions,
    int layers,
    int hidden,
    int padId,
    List<String> labels,
    String json) {
  /** The file's name. */
  public static final String FILE = "config.json";

  /** Checks the labels. */
  public ModelConfig {
    labels = List.copyOf(labels);
    if (new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException("two classes have the same name: " + labels);
    }
  }

  /** The same body with other classes. */
  public ModelConfig withLabels(List<String> newLabels) {
    return new ModelConfig(
        modelType, vocabulary, positions, layers, hidden, padId, newLabels, json);
  }
}
