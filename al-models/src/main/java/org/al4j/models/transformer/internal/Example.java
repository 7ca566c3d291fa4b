package org.al4j.models.transformer.internal;

/**
 * A labelled sequence.
 *
 * @param label column of the class among the logits
 */
public record Example(Sequence sequence, int label) {}
