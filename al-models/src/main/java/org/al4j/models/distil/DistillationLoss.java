package org.al4j.models.distil;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;

/**
 * What a student is to have in common with its teacher. Of losses over layers, a student's layer
 * answers to the teacher's layer that it was taken from, and the layers' losses are summed. Hidden
 * states, queries, keys and values are those of real tokens, special tokens included.
 */
public enum DistillationLoss {
  /**
   * Mean over texts of {@code |u - v|^2}, u and v the means of the last hidden states over a text's
   * tokens, made of length 1: the vectors that a head on embeddings reads.
   */
  POOLED(Reads.BODY),
  /** Mean over tokens of {@code 1 - cos} of the last hidden states. Source: Sanh et al. 2019. */
  COSINE(Reads.BODY),
  /**
   * Mean over tokens and numbers of the squared error of the hidden states after each layer.
   * Source: Jiao et al. 2020.
   */
  HIDDEN(Reads.BODY),
  /** The same of what the first layer reads. Source: Jiao et al. 2020. */
  EMBEDDING(Reads.BODY),
  /**
   * Mean over heads and pairs of tokens of the squared error of the attention scores before the
   * softmax, of each layer. Source: Jiao et al. 2020.
   */
  ATTENTION(Reads.ATTENTION),
  /**
   * Mean over texts, heads and tokens of {@code KL(teacher || student)} of the last layer's
   * attention, {@code softmax(q k' / sqrt d)}. Source: Wang et al. 2020.
   */
  QUERY_KEY(Reads.ATTENTION),
  /** The same of {@code softmax(v v' / sqrt d)}. Source: Wang et al. 2020. */
  VALUE_VALUE(Reads.ATTENTION),
  /** {@code -sum t log s} of the probabilities softened by the temperature T, without T^2. */
  SOFT_CROSS_ENTROPY(Reads.PROBABILITIES),
  /**
   * {@code T^2 KL(t || s)} of the softened probabilities. Source: Hinton et al. 2015; Sanh et al.
   * 2019.
   */
  KL(Reads.PROBABILITIES),
  /** Mean over the classes of the squared error of the logits. */
  MSE_LOGITS(Reads.LOGITS),
  /** Mean over the classes of the squared error of the softened probabilities. */
  MSE_PROBABILITIES(Reads.PROBABILITIES),
  /**
   * Mean over masked tokens of {@code -log p} of the word that was there; both models then read
   * texts with BERT's masks, new ones each epoch. The teacher must be a masked language model.
   * Source: Devlin et al. 2019; Sanh et al. 2019.
   */
  MASKED_LM(Reads.WORDS);

  private final Reads reads;

  /** What of the models a loss reads. */
  enum Reads {
    BODY,
    ATTENTION,
    /** Logits of any kind. */
    LOGITS,
    /** Logits of classes that exclude each other. */
    PROBABILITIES,
    /** Logits of words. */
    WORDS
  }

  DistillationLoss(Reads reads) {
    this.reads = reads;
  }

  Reads reads() {
    return reads;
  }

  /** Whether it is of the models' logits: the teacher then has a head, and the student gets it. */
  public boolean needsHead() {
    return reads != Reads.BODY && reads != Reads.ATTENTION;
  }

  /** The name at a command line: {@code mse-logits}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The loss of a name.
   *
   * @throws InvalidInputException if there is none; the message lists them
   */
  public static DistillationLoss of(String text) {
    return Arrays.stream(values())
        .filter(one -> one.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidInputException.ofSettings(
                    "{loss}: no loss '%s'; there are %s", text, known()));
  }

  /** The names of all. */
  public static String known() {
    return Arrays.stream(values()).map(DistillationLoss::text).collect(Collectors.joining(", "));
  }
}
