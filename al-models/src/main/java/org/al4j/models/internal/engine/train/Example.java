package org.al4j.models.internal.engine.train;

import java.util.Arrays;
import java.util.Locale;
import org.al4j.models.internal.engine.run.Sequence;

/**
 * A labelled sequence: of a sequence head with what it is, of a token head with what its tokens
 * are.
 *
 * @param target what the model should give: for each class of a softmax one-hot or a distribution,
 *     for each class with a sigmoid a number in [0, 1], or the number itself; of token heads empty
 *     where the labels are certain, else a distribution for each token, {@code [t, C]}, of which
 *     those of ignored tokens are not read
 * @param labels the class of each token, or {@link #IGNORED}; empty for sequence heads. Of replaced
 *     token detection 1 where the token was replaced, else 0
 * @param weight how much the example, or each of its labelled tokens, counts; the loss is the
 *     weighted mean over a batch
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Example(Sequence sequence, float[] target, int[] labels, float weight) {
  /** The label of a token that has no loss, as Hugging Face has it. */
  public static final int IGNORED = -100;

  /** An example for a sequence head. */
  public Example(Sequence sequence, float[] target, float weight) {
    this(sequence, target, new int[0], weight);
  }

  /** An example of one class of {@code classes} that counts once. */
  public static Example of(Sequence sequence, int label, int classes) {
    float[] oneHot = new float[classes];
    oneHot[label] = 1;
    return new Example(sequence, oneHot, 1);
  }

  /** An example for a token head, each token of which counts once. */
  public static Example ofTokens(Sequence sequence, int[] labels) {
    if (labels.length != sequence.length()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d labels for %d tokens; one each is needed, %d where there is none",
              labels.length,
              sequence.length(),
              IGNORED));
    }
    return new Example(sequence, new float[0], labels, 1);
  }

  /**
   * An example for a token head whose labels are not certain, or count otherwise.
   *
   * @param target {@code [t, C]}, or empty for the labels
   */
  public static Example ofTokens(Sequence sequence, int[] labels, float[] target, float weight) {
    Example plain = ofTokens(sequence, labels);
    return new Example(plain.sequence, target, plain.labels, weight);
  }

  /**
   * An example for a language model that reads forwards: a token's label is learnt at the token
   * before it. The first label has no token before it, and does not count.
   *
   * @param labels the tokens' own ids, or {@link #IGNORED}
   */
  public static Example ofNextTokens(Sequence sequence, int[] labels) {
    int[] next = new int[labels.length];
    Arrays.fill(next, IGNORED);
    System.arraycopy(labels, 1, next, 0, labels.length - 1);
    return ofTokens(sequence, next);
  }

  /** What the example adds to the weight that the batch's loss is divided by. */
  public double mass() {
    if (labels.length == 0) {
      return weight;
    }
    return (double) weight * labelled();
  }

  /** How many tokens have a loss. */
  int labelled() {
    int counted = 0;
    for (int label : labels) {
      counted += label == IGNORED ? 0 : 1;
    }
    return counted;
  }
}
