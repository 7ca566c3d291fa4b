package org.al4j.models.internal.architecture;

import java.util.List;
import java.util.Locale;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.run.EmbeddingTable;

/**
 * What encoders in the manner of BERT have in their configurations.
 *
 * @param shared what all families have
 * @param sizes of their parts
 * @param dropout probabilities
 * @param activation of the feed-forward layers: one of {@link ConfigFields#ACTIVATIONS}
 * @param epsilon added to the variance by every layer normalisation
 * @param tied whether a masked-LM head multiplies by the word embeddings
 */
record EncoderConfig(
    ModelConfig shared,
    Sizes sizes,
    Dropout dropout,
    String activation,
    double epsilon,
    boolean tied) {
  /**
   * Sizes.
   *
   * @param embedding width of the embedding tables; other than the hidden size in ELECTRA only
   * @param types rows of the segment embedding; 0 where the family has none
   * @param firstPosition row of the position embedding that belongs to the first token; the table
   *     has so many rows more than there are positions
   * @param heads attention heads; divides the hidden size
   * @param intermediate width of the feed-forward layers
   */
  record Sizes(int embedding, int types, int firstPosition, int heads, int intermediate) {}

  /**
   * Probabilities of dropping.
   *
   * @param hidden after embeddings and sub-layers
   * @param attention of attention weights
   * @param classifier before the last layer of a sequence classifier
   */
  record Dropout(double hidden, double attention, double classifier) {}

  EncoderConfig {
    if (shared.hidden() % sizes.heads() != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "hidden size %d is no multiple of the %d attention heads",
              shared.hidden(),
              sizes.heads()));
    }
  }

  /**
   * Reads BERT's fields.
   *
   * @param embedding width of the embedding tables
   * @param padId where the file has none
   * @param afterPadding whether positions begin after the padding id
   */
  static EncoderConfig bert(ConfigFields fields, int embedding, int padId, boolean afterPadding) {
    fields.refuseUnsupported();
    int pad = fields.padId(padId);
    int first = afterPadding ? pad + 1 : 0;
    double dropout = fields.probability("hidden_dropout_prob", 0.1);
    return new EncoderConfig(
        fields.shared(
            fields.positions("max_position_embeddings", first),
            fields.layers("num_hidden_layers"),
            fields.size("hidden_size"),
            pad),
        new Sizes(
            embedding,
            fields.size("type_vocab_size", 2),
            first,
            fields.size("num_attention_heads"),
            fields.size("intermediate_size")),
        new Dropout(
            dropout,
            fields.probability("attention_probs_dropout_prob", 0.1),
            fields.probability("classifier_dropout", dropout)),
        fields.activation("hidden_act"),
        fields.epsilon("layer_norm_eps"),
        fields.tied());
  }

  int hidden() {
    return shared.hidden();
  }

  int layers() {
    return shared.layers();
  }

  /** The depth of a head's parameters. */
  int top() {
    return shared.layers() + 1;
  }

  /** A layer's attention. */
  AttentionHeads heads(Tokens queries) {
    int width = hidden() / sizes.heads();
    return new AttentionHeads(sizes.heads(), width, AttentionHeads.scale(width), queries, false);
  }

  /** The tables of words, segments if any, and positions, as BERT calls them. */
  List<EmbeddingTable> tables() {
    int width = sizes.embedding();
    EmbeddingTable words =
        EmbeddingTable.ofTokens(
            "embeddings.word_embeddings.weight", shared.vocabulary(), width, shared.padId());
    EmbeddingTable positions =
        EmbeddingTable.ofPositions(
            "embeddings.position_embeddings.weight",
            sizes.firstPosition(),
            shared.positions(),
            width);
    return sizes.types() == 0
        ? List.of(words, positions)
        : List.of(
            words,
            EmbeddingTable.ofTypes("embeddings.token_type_embeddings.weight", sizes.types(), width),
            positions);
  }

  /** A normalisation of the hidden states. */
  Norm norm(String module, int depth) {
    return new Norm(module, hidden(), epsilon, depth);
  }

  /** A dense layer from hidden states to hidden states. */
  Linear dense(String module, int depth) {
    return Linear.of(module, hidden(), hidden(), depth);
  }

  /** What must be equal in two models for the weights of one to mean the same in the other. */
  List<Object> shape() {
    return Architecture.shape(shared, sizes.heads(), sizes.intermediate());
  }
}
