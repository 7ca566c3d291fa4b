package org.al4j.models.internal.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * A text as token ids, special tokens included, not padded.
 *
 * @param ids token ids
 * @param types segment ids; null where all are 0
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Sequence(int[] ids, int @Nullable [] types) {
  /** Number of tokens. */
  public int length() {
    return ids.length;
  }
}
