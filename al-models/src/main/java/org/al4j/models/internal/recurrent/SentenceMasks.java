package org.al4j.models.internal.recurrent;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.al4j.models.internal.engine.run.DropoutMasks;

/**
 * Dropout of a batch: of the input and of the states that a place hands on with one mask for all
 * words of a sentence, of the LSTM's states and of the feed-forward layer with one for each word.
 * What a sentence has depends on nothing but its own generator.
 *
 * @param input {@code [sentences, D]} by rank
 * @param handed of each direction, {@code [sentences, H]} by rank
 * @param states of each direction, {@code [rows, H]}
 * @param feedForward {@code [rows, F]}
 */
@SuppressWarnings("ArrayRecordComponent") // a working value
record SentenceMasks(float[] input, float[][] handed, float[][] states, float[] feedForward) {
  /**
   * Draws masks.
   *
   * @param generators by sentence
   */
  static SentenceMasks draw(
      TaggerShape shape,
      DropoutShares shares,
      Packing packing,
      IntFunction<SplittableRandom> generators) {
    int hidden = shape.hidden();
    int most = packing.most();
    int rows = packing.rows();
    SentenceMasks masks =
        new SentenceMasks(
            new float[most * shape.input()],
            new float[2][most * hidden],
            new float[2][rows * hidden],
            new float[rows * shape.feedForward()]);
    for (int rank = 0; rank < most; rank++) {
      SplittableRandom random = generators.apply(packing.order()[rank]);
      fill(shares.input(), random, masks.input, rank * shape.input(), shape.input());
      int words = packing.lengths()[packing.order()[rank]];
      for (int direction = 0; direction < 2; direction++) {
        fill(shares.recurrent(), random, masks.handed[direction], rank * hidden, hidden);
        float[] states = drawn(shares.encoder(), random, words * hidden);
        scatter(states, packing, rank, hidden, masks.states[direction]);
      }
      float[] layer = drawn(shares.feedForward(), random, words * shape.feedForward());
      scatter(layer, packing, rank, shape.feedForward(), masks.feedForward);
    }
    return masks;
  }

  private static float[] drawn(double share, SplittableRandom random, int count) {
    float[] values = new float[count];
    fill(share, random, values, 0, count);
    return values;
  }

  private static void fill(double share, SplittableRandom random, float[] into, int at, int count) {
    DropoutMasks.fill(share, random, FloatBuffer.wrap(into).slice(at, count));
  }

  private static void scatter(float[] from, Packing packing, int rank, int width, float[] into) {
    for (int word = 0; word * width < from.length; word++) {
      int row = packing.first()[word] + rank;
      System.arraycopy(from, word * width, into, row * width, width);
    }
  }
}
