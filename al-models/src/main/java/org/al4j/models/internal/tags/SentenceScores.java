package org.al4j.models.internal.tags;

/**
 * What a network says of the words of several sentences, one sentence after the other.
 *
 * @param lengths words of each sentence, {@code [n]}
 * @param scores of tags, {@code [words, C]}
 * @param means of the last hidden states, {@code [n, H]}; empty where they are not wanted
 * @param members scores of each dropout pass, {@code [m, words, C]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record SentenceScores(int[] lengths, float[] scores, float[] means, float[] members) {}
