package org.al4j.models.embedding;

/**
 * Where the vector of each key lies: open addressing over one array, three numbers a place and at
 * least half of the places empty, so that a million keys take 50 MB. For one thread.
 */
final class KeyIndex {
  /** What {@link #get} says where there is nothing. */
  static final long NOWHERE = -1;

  private static final int PLACE = 3;
  private static final int FIRST = 1 << 10;

  /** Of each place a key's two halves and its value plus one, which is 0 where it is empty. */
  private long[] places = new long[PLACE * FIRST];

  private int size;

  /** How many keys there are. */
  int size() {
    return size;
  }

  /** A key's value, at least 0, or {@link #NOWHERE}. */
  long get(TextKey key) {
    return places[place(places, key.high(), key.low()) + 2] - 1;
  }

  /** Sets a key's value, at least 0. */
  void put(TextKey key, long value) {
    int at = place(places, key.high(), key.low());
    size += places[at + 2] == 0 ? 1 : 0;
    set(places, at, key.high(), key.low(), value + 1);
    if (2L * size > places.length / PLACE) {
      grow();
    }
  }

  private void grow() {
    long[] more = new long[Math.multiplyExact(places.length, 2)];
    for (int at = 0; at < places.length; at += PLACE) {
      if (places[at + 2] != 0) {
        int to = place(more, places[at], places[at + 1]);
        set(more, to, places[at], places[at + 1], places[at + 2]);
      }
    }
    places = more;
  }

  private static void set(long[] places, int at, long high, long low, long stored) {
    places[at] = high;
    places[at + 1] = low;
    places[at + 2] = stored;
  }

  /** Where a key is, or is to be; keys are hashes, so that any bits of them will do. */
  private static int place(long[] places, long high, long low) {
    int count = places.length / PLACE; // a power of two
    int place = (int) high & (count - 1);
    while (places[PLACE * place + 2] != 0
        && (places[PLACE * place] != high || places[PLACE * place + 1] != low)) {
      place = (place + 1) & (count - 1);
    }
    return PLACE * place;
  }
}
