package org.al4j.models.transformer.internal;

/**
 * A labelled sequence.
 *
 * @param target what the softmax should give for each class: one-hot, or a distribution
 * @param weight how much the example counts; the loss is the weighted mean over a batch
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Example(Sequence sequence, float[] target, float weight) {

  /** An example of one class of {@code classes} that counts once. */
  public static Example of(Sequence sequence, int label, int classes) {
    float[] oneHot = new float[classes];
    oneHot[label] = 1;
    return new Example(sequence, oneHot, 1);
  }
}
