package org.al4j.models.tokenize;

import java.util.Locale;

/**
 * Shortens an encoding by tokens at the end of its texts; special tokens stay. Done here and not in
 * the native tokenizer, where the length would be a setting shared by all callers.
 */
final class Truncation {
  private Truncation() {}

  /** A whole encoding as the native library gives it; each array has one entry per token. */
  @SuppressWarnings("ArrayRecordComponent") // as the native library returns them; never kept
  record Raw(long[] ids, long[] typeIds, long[] wordIds, long[] sequenceIds, long[] special) {
    boolean isSpecial(int token) {
      // A special token that stands in the text itself is masked too, but belongs to a sequence.
      return special[token] != 0 && sequenceIds[token] < 0;
    }
  }

  static Encoding apply(int maxLength, Raw raw) {
    int[] available = new int[2];
    int specials = 0;
    for (int i = 0; i < raw.ids.length; i++) {
      if (raw.isSpecial(i)) {
        specials++;
      } else {
        available[sequence(raw, i)]++;
      }
    }
    int room = maxLength - specials;
    if (room < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maxLength %d leaves no room for the %d special tokens",
              maxLength,
              specials));
    }
    return keep(raw, longestFirst(available, room), specials);
  }

  /** Tokens to keep of each text: the longer loses one at a time, of equals the second. */
  static int[] longestFirst(int[] available, int room) {
    int first = available[0];
    int second = available[1];
    if (first + second > room) {
      first = Math.min(first, Math.max(room - second, (room + 1) / 2));
      second = Math.min(second, room - first);
    }
    return new int[] {first, second};
  }

  private static Encoding keep(Raw raw, int[] kept, int specials) {
    int length = kept[0] + kept[1] + specials;
    int[] ids = new int[length];
    int[] typeIds = new int[length];
    int[] wordIds = new int[length];
    int[] left = kept.clone();
    int to = 0;
    for (int i = 0; i < raw.ids.length; i++) {
      boolean special = raw.isSpecial(i);
      if (special || left[sequence(raw, i)]-- > 0) {
        ids[to] = Math.toIntExact(raw.ids[i]);
        typeIds[to] = Math.toIntExact(raw.typeIds[i]);
        wordIds[to] = special ? -1 : Math.toIntExact(raw.wordIds[i]);
        to++;
      }
    }
    return new Encoding(ids, typeIds, wordIds, raw.ids.length);
  }

  private static int sequence(Raw raw, int token) {
    return raw.sequenceIds[token] == 1 ? 1 : 0;
  }
}
