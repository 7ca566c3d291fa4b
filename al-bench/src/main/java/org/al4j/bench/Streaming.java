package org.al4j.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How long it takes to read a matrix from memory on all cores, adding up what is read. */
final class Streaming {
  private static final int BLOCK = 1 << 20;
  private static final int SUMS = 1024;
  private static final int REPEATS = 10;

  private Streaming() {}

  /** The best of ten, of {@code rows x columns} floats. */
  static double seconds(int rows, int columns) {
    float[][] blocks = new float[(int) ((long) rows * columns / BLOCK)][BLOCK];
    for (float[] block : blocks) {
      Arrays.fill(block, 1);
    }
    double scale = (double) rows * columns / ((double) blocks.length * BLOCK);
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      double sum =
          IntStream.range(0, blocks.length).parallel().mapToDouble(b -> sum(blocks[b])).sum();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
      if (sum != (double) blocks.length * BLOCK) {
        throw new IllegalStateException("the sum must be that of all elements, found " + sum);
      }
    }
    return best * scale;
  }

  private static double sum(float[] block) {
    float[] sums = new float[SUMS];
    for (int start = 0; start < BLOCK; start += 4 * SUMS) {
      add(block, start, sums);
    }
    double sum = 0;
    for (float part : sums) {
      sum += part;
    }
    return sum;
  }

  private static void add(float[] block, int start, float[] sums) {
    for (int i = 0; i < SUMS; i++) {
      sums[i] +=
          (block[start + i] + block[start + SUMS + i])
              + (block[start + 2 * SUMS + i] + block[start + 3 * SUMS + i]);
    }
  }
}
