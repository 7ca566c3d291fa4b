package org.al4j.models.scoring;

/**
 * Token sequences, padded behind to one length.
 *
 * @param size sequences, B
 * @param length tokens of each with padding, S
 * @param ids of the tokens, {@code [B, S]} in c-order; 0 at padding
 * @param mask 1 at tokens, 0 at padding, {@code [B, S]}
 * @param types segments, {@code [B, S]}
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record TokenBatch(int size, int length, long[] ids, long[] mask, long[] types) {}
