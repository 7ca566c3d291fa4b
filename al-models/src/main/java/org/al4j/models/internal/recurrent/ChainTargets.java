package org.al4j.models.internal.recurrent;

/**
 * What the words of a batch should be, the sentences one after the other.
 *
 * @param gold the tag of each word, {@code [words]}
 * @param soft distributions in their place, {@code [words, C]}; empty where tags are certain
 * @param factors what each sentence's loss is multiplied with, {@code [n]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ChainTargets(int[] gold, float[] soft, float[] factors) {}
