package org.al4j.models.internal.recurrent;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Gemm;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.run.Workers;
import org.jspecify.annotations.Nullable;

/**
 * From the states of both directions over a layer with tanh to a score for each tag, and back.
 * Blocks of rows are computed by several threads, each row in one place only.
 */
final class TagLayers {
  /** Rows that a task computes. */
  private static final int BLOCK = 128;

  private final DenseWeights weights;
  private final int hidden;
  private final int width;
  private final int tags;
  private final NativeRows[] states; // after dropout
  private final NativeRows[] stateGradients;
  private final NativeRows layer; // after tanh
  private final NativeRows dropped; // after tanh and dropout
  private final NativeRows layerGradient;
  private final NativeRows scores;
  private final NativeRows scoreGradient;
  private int rows;

  TagLayers(DenseWeights weights) {
    this.weights = weights;
    this.hidden = weights.shape().hidden();
    this.width = weights.shape().feedForward();
    this.tags = weights.shape().tags();
    this.states = new NativeRows[] {new NativeRows(0, hidden), new NativeRows(0, hidden)};
    this.stateGradients = new NativeRows[] {new NativeRows(0, hidden), new NativeRows(0, hidden)};
    this.layer = new NativeRows(0, width);
    this.dropped = new NativeRows(0, width);
    this.layerGradient = new NativeRows(0, width);
    this.scores = new NativeRows(0, tags);
    this.scoreGradient = new NativeRows(0, tags);
  }

  /** A block of rows. */
  private interface Block {
    void run(int row, int count);
  }

  private void blocks(Block work) {
    List<Runnable> tasks = new ArrayList<>();
    for (int row = 0; row < rows; row += BLOCK) {
      int from = row;
      tasks.add(() -> work.run(from, Math.min(BLOCK, rows - from)));
    }
    Workers.share(tasks);
  }

  /** Computes the scores of the first rows. */
  void forward(NativeRows first, NativeRows second, int count, @Nullable SentenceMasks masks) {
    rows = count;
    for (NativeRows one : List.of(layer, dropped, scores, states[0], states[1])) {
      one.require(rows);
    }
    NativeRows[] given = {first, second};
    blocks(
        (row, n) -> {
          for (int direction = 0; direction < 2; direction++) {
            float[] mask = masks == null ? null : masks.states()[direction];
            masked(given[direction], mask, states[direction], row, n);
          }
          forward(row, n, masks == null ? null : masks.feedForward());
        });
  }

  private void forward(int row, int n, float @Nullable [] mask) {
    for (int i = row; i < row + n; i++) {
      layer.put(i, weights.hiddenBias(), width);
      scores.put(i, weights.outBias(), tags);
    }
    for (int direction = 0; direction < 2; direction++) {
      Gemm.accumulate(
          new Gemm.Size(n, width, hidden),
          states[direction].from(row),
          weights.hidden().from(0, direction * hidden).transposed(),
          layer.from(row));
    }
    float[] values = new float[n * width];
    layer.get(row, values, n * width);
    Activations.tanh(values, values.length);
    layer.put(row, values, n * width);
    masked(layer, mask, dropped, row, n);
    Gemm.accumulate(
        new Gemm.Size(n, tags, width),
        dropped.from(row),
        weights.out().from(0).transposed(),
        scores.from(row));
  }

  /** Copies rows, multiplied with a mask's where there is one. */
  private static void masked(
      NativeRows from, float @Nullable [] mask, NativeRows into, int row, int n) {
    int width = from.width();
    float[] values = new float[n * width];
    from.get(row, values, values.length);
    if (mask != null) {
      float[] own = new float[values.length];
      System.arraycopy(mask, row * width, own, 0, own.length);
      Activations.multiply(values, own, own.length);
    }
    into.put(row, values, values.length);
  }

  /** The scores of chosen rows, {@code [rows.length, C]}. */
  float[] scores(int[] chosen) {
    float[] all = new float[chosen.length * tags];
    FloatBuffer from = scores.buffer();
    for (int i = 0; i < chosen.length; i++) {
      from.get(chosen[i] * tags, all, i * tags, tags);
    }
    return all;
  }

  /** Means of the layer over each sentence's words, {@code [n, F]}. */
  void means(Packing packing, float[] into) {
    float[] row = new float[width];
    for (int place = 0; place < packing.places(); place++) {
      for (int rank = 0; rank < packing.active(place); rank++) {
        layer.get(packing.first()[place] + rank, row, width);
        Vectors.add(into, packing.order()[rank] * width, row, width);
      }
    }
    for (int sentence = 0; sentence < packing.sentences(); sentence++) {
      for (int k = 0; k < width; k++) {
        into[sentence * width + k] /= Math.max(1, packing.lengths()[sentence]);
      }
    }
  }

  /**
   * Computes the gradients of both directions' states.
   *
   * @param gradient of the scores of chosen rows, {@code [rows, C]}
   */
  void backward(float[] gradient, int[] chosen, @Nullable SentenceMasks masks) {
    for (NativeRows one :
        List.of(layerGradient, scoreGradient, stateGradients[0], stateGradients[1])) {
      one.require(rows);
    }
    for (int i = 0; i < chosen.length; i++) {
      scoreGradient.buffer().put(chosen[i] * tags, gradient, i * tags, tags);
    }
    blocks((row, n) -> backward(row, n, masks));
  }

  private void backward(int row, int n, @Nullable SentenceMasks masks) {
    Gemm.multiply(
        new Gemm.Size(n, width, tags),
        1,
        scoreGradient.from(row),
        weights.out().from(0),
        layerGradient.from(row));
    masked(layerGradient, masks == null ? null : masks.feedForward(), layerGradient, row, n);
    float[] slopes = new float[n * width];
    float[] values = new float[n * width];
    layerGradient.get(row, slopes, slopes.length);
    layer.get(row, values, values.length);
    Activations.tanhSlope(slopes, values, slopes.length);
    layerGradient.put(row, slopes, slopes.length);
    for (int direction = 0; direction < 2; direction++) {
      Gemm.multiply(
          new Gemm.Size(n, hidden, width),
          1,
          layerGradient.from(row),
          weights.hidden().from(0, direction * hidden),
          stateGradients[direction].from(row));
      float[] mask = masks == null ? null : masks.states()[direction];
      masked(stateGradients[direction], mask, stateGradients[direction], row, n);
    }
  }

  /** The gradient of a direction's states; after {@link #backward}. */
  NativeRows stateGradient(int direction) {
    return stateGradients[direction];
  }

  /** Adds the weights' gradients; after {@link #backward}. */
  void addWeights(DenseWeights into) {
    for (int direction = 0; direction < 2; direction++) {
      Gemm.accumulate(
          new Gemm.Size(width, hidden, rows),
          layerGradient.from(0).transposed(),
          states[direction].from(0),
          into.hidden().from(0, direction * hidden));
    }
    Gemm.accumulate(
        new Gemm.Size(tags, width, rows),
        scoreGradient.from(0).transposed(),
        dropped.from(0),
        into.out().from(0));
    Vectors.add(into.hiddenBias(), Sums.ofColumns(layerGradient, rows));
    Vectors.add(into.outBias(), Sums.ofColumns(scoreGradient, rows));
  }
}
