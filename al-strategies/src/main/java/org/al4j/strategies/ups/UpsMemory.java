package org.al4j.strategies.ups;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The last known score of each instance by ordinal, and what was done so far. A round writes into a
 * copy that counts from the next round on, so a round that failed half-way can be chosen again and
 * starts from where it started. Four bytes an instance twice; a score keeps float precision, which
 * is that of the models' outputs.
 */
final class UpsMemory {
  private static final int MAGIC = 0x55505331; // UPS1
  private final List<UpsRound> finished = new ArrayList<>();
  private float @Nullable [] known; // NaN where never scored
  private float @Nullable [] next;
  private @Nullable UpsRound current;
  private int round;
  private int scored;

  /** Takes a round up, or up again. */
  void begin(int now, int size) {
    if (known == null) {
      known = new float[size];
      Arrays.fill(known, Float.NaN);
    }
    known = grown(known, size);
    next = next == null ? null : grown(next, size);
    if (known.length != size || now < round) {
      throw new IllegalStateException(
          "a subsampling policy remembers one run: it saw round "
              + round
              + " of a corpus of "
              + known.length
              + " instances, and is wanted for round "
              + now
              + " of one of "
              + size
              + "; make a new policy for each run");
    }
    if (now > round && next != null) {
      known = next;
      finish();
    }
    round = now;
    next = known.clone();
    current = null;
  }

  /** What a pool has grown by stands behind, and was never scored. */
  private static float[] grown(float[] scores, int size) {
    if (scores.length >= size) {
      return scores;
    }
    float[] grown = Arrays.copyOf(scores, size);
    Arrays.fill(grown, scores.length, size, Float.NaN);
    return grown;
  }

  /** Whether the policy was used. */
  boolean isFresh() {
    return known == null;
  }

  /** The score of the round before or earlier, NaN if there is none. */
  float score(int ordinal) {
    return required(known)[ordinal];
  }

  /** The newest score, that of the round under way included; NaN if there is none. */
  float lastScore(int ordinal) {
    return next == null || ordinal >= next.length ? Float.NaN : next[ordinal];
  }

  /** Whether any instance has a score. */
  boolean knowsAny() {
    for (float score : required(known)) {
      if (!Float.isNaN(score)) {
        return true;
      }
    }
    return false;
  }

  /** What the round under way chose from. */
  void record(UpsRound chosen) {
    current = chosen;
    scored = 0;
  }

  /** A score of the round under way. */
  void observe(int ordinal, double score) {
    required(next)[ordinal] = (float) score + 0f; // -0 and 0 are a tie
    scored++;
  }

  /** Finished rounds and the one under way. */
  List<UpsRound> rounds() {
    List<UpsRound> all = new ArrayList<>(finished);
    if (current != null) {
      all.add(current.scored(scored));
    }
    return all;
  }

  byte[] save() {
    float[] scores = required(next);
    List<UpsRound> rounds = rounds();
    ByteBuffer out = ByteBuffer.allocate(16 + 24 * rounds.size() + 4 * scores.length);
    out.putInt(MAGIC).putInt(round).putInt(rounds.size()).putInt(scores.length);
    for (UpsRound one : rounds) {
      out.putInt(one.round()).putInt(one.full() ? 1 : 0).putInt(one.unlabelled());
      out.putInt(one.candidates()).putInt(one.toppedUp()).putInt(one.scored());
    }
    out.asFloatBuffer().put(scores);
    return out.array();
  }

  void load(byte[] state) {
    ByteBuffer in = ByteBuffer.wrap(state);
    try {
      int magic = in.getInt();
      round = in.getInt();
      int rounds = in.getInt();
      int size = in.getInt();
      if (magic != MAGIC || state.length != 16 + 24L * rounds + 4L * size) {
        throw unreadable(state.length);
      }
      finished.clear();
      for (int i = 0; i < rounds; i++) {
        finished.add(
            new UpsRound(
                in.getInt(), in.getInt() == 1, in.getInt(), in.getInt(), in.getInt(), in.getInt()));
      }
      known = new float[size];
      in.asFloatBuffer().get(known);
      next = known;
      current = null;
    } catch (BufferUnderflowException e) {
      throw unreadable(state.length);
    }
  }

  private void finish() {
    if (current != null) {
      finished.add(current.scored(scored));
      current = null;
    }
  }

  private static InvalidInputException unreadable(int length) {
    return new InvalidInputException(
        "the saved state of pool subsampling cannot be read: "
            + length
            + " bytes do not hold what they announce; restore the run's state folder");
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("no round was begun; choose() comes first");
    }
    return value;
  }
}
