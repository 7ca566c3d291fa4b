package org.al4j.models.tokenize;

import java.util.Arrays;
import java.util.Locale;

/**
 * A text as token ids, special tokens included and no padding. The arrays are not copied.
 *
 * @param ids token ids // [t]
 * @param typeIds segment of each token: 0, or 1 for the second text of a pair // [t]
 * @param wordIds the word each token belongs to, counted from 0; -1 for special tokens // [t]
 * @param wholeLength tokens of the whole text, special tokens included; more than {@link #length}
 *     when some were left out
 */
@SuppressWarnings("ArrayRecordComponent") // one per text of a pool: copies would cost
public record Encoding(int[] ids, int[] typeIds, int[] wordIds, int wholeLength) {
  /** Checks that the arrays are equally long. */
  public Encoding {
    if (ids.length != typeIds.length || ids.length != wordIds.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d ids, %d type ids, %d word ids: not equally many",
              ids.length,
              typeIds.length,
              wordIds.length));
    }
    if (wholeLength < ids.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d tokens of a text of %d", ids.length, wholeLength));
    }
  }

  /** Whether tokens were left out to keep to the length. */
  public boolean truncated() {
    return wholeLength > ids.length;
  }

  /** Tokens, special tokens included. */
  public int length() {
    return ids.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding that
        && wholeLength == that.wholeLength
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(typeIds, that.typeIds)
        && Arrays.equals(wordIds, that.wordIds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "Encoding" + Arrays.toString(ids) + (truncated() ? " of " + wholeLength : "");
  }
}
