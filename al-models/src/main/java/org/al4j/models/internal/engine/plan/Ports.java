package org.al4j.models.internal.engine.plan;

/**
 * The names by which a graph is fed and read. {@code B} sequences are padded to one length {@code
 * S}, and {@code T = B S}; without padding {@code T} is any number of rows.
 */
public final class Ports {
  /** Sum of the rows that a token looks up, {@code [T, E]}. */
  public static final String EMBEDDED = "embedded";

  /** Without padding: where the sequences lie, {@code [B, 2]}. */
  public static final String SEGMENTS = "segments";

  /** Without padding: room for the weights of two heads, {@code [2, S, S]}; not to be filled. */
  public static final String ROOM = "room";

  /**
   * With padding: 0 where a key may be attended to, a large negative number where not, {@code [B,
   * 1, 1, S]}.
   */
  public static final String MASK = "mask";

  /** With padding: 1 at each sequence's last token, else 0, {@code [B, 1, S]}; if it is read. */
  public static final String LAST = "last";

  /**
   * What the softmax should give, one-hot or soft: {@code [B, C]}, of token heads {@code [T, C]},
   * of classes that do not exclude each other {@code [B C, 2]}; of numbers themselves, {@code [B,
   * 1]}.
   */
  public static final String LABELS = "labels";

  /** What each loss is multiplied by before the sum: a number for each row of the labels. */
  public static final String LOSS_WEIGHTS = "loss weights";

  /**
   * Where a loss is of few tokens: 1 at the token that a row of the labels is of, else 0, {@code
   * [M, T]}. What comes after is computed for these M tokens alone.
   */
  public static final String PICKED = "picked";

  /** {@code [B, C]}, of token heads {@code [T, C]}. */
  public static final String LOGITS = "logits";

  /** Of poolers and sequence classifiers: what the last layer multiplies, {@code [B, H]}. */
  public static final String FEATURES = "features";

  public static final String LOSS = "loss";

  private Ports() {}

  /**
   * The hidden states after layer {@code layer}, 0 for the embeddings, {@code [T, H]}; {@code [B,
   * H]} after a last layer that is computed for one token of each sequence.
   */
  public static String hidden(int layer) {
    return "hidden." + layer;
  }

  /**
   * A layer's queries, keys and values of all heads behind each other, {@code [T, 3H]}; layers
   * count from 0.
   */
  public static String projected(int layer) {
    return "attention." + layer + ".projected";
  }

  /** A layer's attention weights before dropout, {@code [B, A, S, S]} with padding. */
  public static String attention(int layer) {
    return "attention." + layer + ".weights";
  }
}
