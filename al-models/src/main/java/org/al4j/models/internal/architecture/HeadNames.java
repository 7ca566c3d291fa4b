package org.al4j.models.internal.architecture;

import java.util.List;
import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.Head;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * What Hugging Face calls the tensors of a head, and under which names a file with that head stores
 * those of the encoder.
 */
public record HeadNames(Family family, Head head) {
  private static final List<String> ENCODER =
      List.of("embeddings.", "embeddings_project.", "encoder.", "transformer.", "pooler.");

  /** The layer between encoder and output; token classification has none. */
  public String dense() {
    return switch (head) {
      case POOLER -> "pooler.dense";
      case SEQUENCE_CLASSIFICATION -> module(family.classifierTensors().get(1));
      case MASKED_LM ->
          switch (family) {
            case DISTILBERT -> "vocab_transform";
            case ROBERTA -> "lm_head.dense";
            default -> "cls.predictions.transform.dense";
          };
      case REPLACED_TOKEN_DETECTION -> "discriminator_predictions.dense";
      case ENCODER, TOKEN_CLASSIFICATION ->
          throw new IllegalStateException(head + " has no dense layer");
    };
  }

  /** Masked LM's layer normalisation. */
  public String norm() {
    return switch (family) {
      case DISTILBERT -> "vocab_layer_norm";
      case ROBERTA -> "lm_head.layer_norm";
      default -> "cls.predictions.transform.LayerNorm";
    };
  }

  /** The layer that gives the logits; of masked LM, where its weights are not tied. */
  public String output() {
    return switch (head) {
      case SEQUENCE_CLASSIFICATION -> module(family.classifierTensors().get(0));
      case TOKEN_CLASSIFICATION -> "classifier";
      case MASKED_LM ->
          switch (family) {
            case DISTILBERT -> "vocab_projector";
            case ROBERTA -> "lm_head.decoder";
            default -> "cls.predictions.decoder";
          };
      case REPLACED_TOKEN_DETECTION -> "discriminator_predictions.dense_prediction";
      case ENCODER, POOLER -> throw new IllegalStateException(head + " has no logits");
    };
  }

  /** The bias of {@link #output}; that of masked LM lies beside the decoder, not in it. */
  public String outputBias() {
    if (head != Head.MASKED_LM || family == Family.DISTILBERT) {
      return Parameter.bias(output());
    }
    return family == Family.ROBERTA ? "lm_head.bias" : "cls.predictions.bias";
  }

  private static String module(String weight) {
    return weight.substring(0, weight.lastIndexOf('.'));
  }

  /** Whether a tensor, named without prefix, belongs to a head and not to the encoder. */
  static boolean isHead(String name) {
    return ENCODER.stream().noneMatch(name::startsWith);
  }

  /** The name in a file: heads have no prefix, all else has, and in an encoder's file nothing. */
  public String stored(String name) {
    return isHead(name) || !head.hasLogits() ? name : family.prefix() + name;
  }
}
