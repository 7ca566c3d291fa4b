package org.al4j.models.internal.recurrent;

import java.util.Arrays;
import org.al4j.models.internal.engine.kernel.Gemm;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an LSTM over packed sentences, forward and back. The inputs of all words are
 * multiplied at once; then place by place the states of the sentences that have one. What a place
 * hands on to the next may be masked, with one mask for all words of a sentence (Gal and Ghahramani
 * 2016). Keeps its memory; not for several threads.
 */
final class LstmPass {
  private static final int INPUT = 0;
  private static final int FORGET = 1;
  private static final int CELL = 2;
  private static final int OUTPUT = 3;

  /** Numbers that are computed together, so that what they need stays in the nearest caches. */
  private static final int CHUNK = 4096;

  private final LstmWeights weights;
  private final boolean reverse;
  private final int hidden;
  private final NativeRows[] gates = new NativeRows[LstmWeights.GATES]; // then their gradients
  private final NativeRows before; // masked states of the place before
  private final NativeRows cellsBefore;
  private final NativeRows tanhCells;
  private final NativeRows states;
  private final NativeRows handedBack; // gradient of what one place handed on
  private float[] cells = {}; // by rank
  private float[] back = {}; // by rank
  private final float[][] scratch = new float[9][CHUNK];

  LstmPass(LstmWeights weights, boolean reverse) {
    this.weights = weights;
    this.reverse = reverse;
    this.hidden = weights.hidden();
    Arrays.setAll(gates, gate -> new NativeRows(0, hidden));
    before = new NativeRows(0, hidden);
    cellsBefore = new NativeRows(0, hidden);
    tanhCells = new NativeRows(0, hidden);
    states = new NativeRows(0, hidden);
    handedBack = new NativeRows(0, hidden);
  }

  /** The states of all words, {@code [rows, H]}. */
  NativeRows states() {
    return states;
  }

  /**
   * Runs over the words.
   *
   * @param input {@code [rows, D]}
   * @param mask {@code [sentences, H]} by rank, or null
   */
  void forward(NativeRows input, Packing packing, float @Nullable [] mask) {
    int rows = packing.rows();
    for (NativeRows one : new NativeRows[] {before, cellsBefore, tanhCells, states}) {
      one.require(rows);
    }
    project(input, rows);
    cells = new float[packing.most() * hidden];
    float[] handed = new float[packing.most() * hidden];
    int places = packing.places();
    for (int i = 0; i < places; i++) {
      int place = reverse ? places - 1 - i : i;
      int row = packing.first()[place];
      int active = packing.active(place);
      int known = Math.min(active, packing.active(previous(place)));
      handOn(packing, place, known, handed, mask);
      before.put(row, handed, active * hidden);
      for (int gate = 0; gate < gates.length; gate++) {
        Gemm.accumulate(
            new Gemm.Size(known, hidden, hidden),
            before.from(row),
            weights.state().from(gate * hidden).transposed(),
            gates[gate].from(row));
      }
      for (int at = 0; at < active * hidden; at += CHUNK) {
        step(row * hidden + at, at, Math.min(CHUNK, active * hidden - at));
      }
    }
  }

  /** The place whose state this one builds on. */
  private int previous(int place) {
    return reverse ? place + 1 : place - 1;
  }

  private void project(NativeRows input, int rows) {
    for (int gate = 0; gate < gates.length; gate++) {
      gates[gate].require(rows);
      float[] bias = weights.bias(gate);
      for (int row = 0; row < rows; row++) {
        gates[gate].put(row, bias, hidden);
      }
      Gemm.accumulate(
          new Gemm.Size(rows, hidden, input.width()),
          input.from(0),
          weights.input().from(gate * hidden).transposed(),
          gates[gate].from(0));
    }
  }

  /** The states of the first ranks, masked; those that begin here have zeros. */
  private void handOn(
      Packing packing, int place, int known, float[] into, float @Nullable [] mask) {
    if (known > 0) {
      states.get(packing.first()[previous(place)], into, known * hidden);
      if (mask != null) {
        Activations.multiply(into, mask, known * hidden);
      }
    }
  }

  private void get(NativeRows from, int at, float[] into, int n) {
    from.buffer().get(at, into, 0, n);
  }

  private void put(NativeRows into, int at, float[] from, int n) {
    into.buffer().put(at, from, 0, n);
  }

  private void step(int at, int ranked, int n) {
    float[] i = scratch[0];
    float[] f = scratch[1];
    float[] g = scratch[2];
    float[] o = scratch[3];
    float[] cell = scratch[4];
    float[] old = scratch[5];
    getGates(at, n);
    Activations.sigmoid(i, n);
    Activations.sigmoid(f, n);
    Activations.tanh(g, n);
    Activations.sigmoid(o, n);
    System.arraycopy(cells, ranked, old, 0, n);
    Activations.product(f, old, cell, n);
    Activations.addProduct(i, g, cell, n);
    System.arraycopy(cell, 0, cells, ranked, n);
    putGates(at, n);
    put(cellsBefore, at, old, n);
    Activations.tanh(cell, n);
    put(tanhCells, at, cell, n);
    Activations.multiply(cell, o, n);
    put(states, at, cell, n);
  }

  private void getGates(int at, int n) {
    for (int gate = 0; gate < gates.length; gate++) {
      get(gates[gate], at, scratch[gate], n);
    }
  }

  private void putGates(int at, int n) {
    for (int gate = 0; gate < gates.length; gate++) {
      put(gates[gate], at, scratch[gate], n);
    }
  }

  /**
   * Runs back over the words of the last run, and leaves the gradients of the gates in their place.
   *
   * @param gradient of the states, {@code [rows, H]}
   */
  void backward(NativeRows gradient, Packing packing, float @Nullable [] mask) {
    int most = packing.most();
    handedBack.require(most);
    cells = new float[most * hidden]; // of the cells' gradients
    back = new float[most * hidden];
    int places = packing.places();
    for (int i = places - 1; i >= 0; i--) {
      int place = reverse ? places - 1 - i : i;
      int row = packing.first()[place];
      int numbers = packing.active(place) * hidden;
      for (int at = 0; at < numbers; at += CHUNK) {
        stepBack(gradient, row * hidden + at, at, Math.min(CHUNK, numbers - at));
      }
      int known = Math.min(packing.active(place), packing.active(previous(place)));
      handBack(row, known, mask);
    }
  }

  private void handBack(int row, int known, float @Nullable [] mask) {
    Arrays.fill(back, 0);
    if (known == 0) {
      return;
    }
    handedBack.put(0, back, known * hidden);
    for (int gate = 0; gate < gates.length; gate++) {
      Gemm.accumulate(
          new Gemm.Size(known, hidden, hidden),
          gates[gate].from(row),
          weights.state().from(gate * hidden),
          handedBack.from(0));
    }
    handedBack.get(0, back, known * hidden);
    if (mask != null) {
      Activations.multiply(back, mask, known * hidden);
    }
  }

  private void stepBack(NativeRows gradient, int at, int ranked, int n) {
    float[] i = scratch[0];
    float[] f = scratch[1];
    float[] g = scratch[2];
    float[] o = scratch[3];
    float[] cell = scratch[4];
    float[] old = scratch[5];
    float[] state = scratch[6];
    float[] handed = scratch[7];
    float[] slope = scratch[8];
    getGates(at, n);
    get(tanhCells, at, cell, n);
    get(cellsBefore, at, old, n);
    get(gradient, at, state, n);
    System.arraycopy(back, ranked, handed, 0, n);
    add(state, handed, n);
    Activations.product(state, o, slope, n);
    Activations.tanhSlope(slope, cell, n);
    System.arraycopy(cells, ranked, handed, 0, n);
    add(slope, handed, n); // of the cell
    Activations.multiply(state, cell, n);
    Activations.sigmoidSlope(state, o, n); // of the output gate
    put(gates[OUTPUT], at, state, n);
    Activations.product(slope, f, handed, n);
    System.arraycopy(handed, 0, cells, ranked, n);
    Activations.multiply(old, slope, n);
    Activations.sigmoidSlope(old, f, n);
    put(gates[FORGET], at, old, n);
    Activations.product(slope, g, handed, n);
    Activations.sigmoidSlope(handed, i, n);
    put(gates[INPUT], at, handed, n);
    Activations.multiply(slope, i, n);
    Activations.tanhSlope(slope, g, n);
    put(gates[CELL], at, slope, n);
  }

  private static void add(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += y[i];
    }
  }

  /** Adds the weights' gradients; after {@link #backward}. */
  void addWeights(NativeRows input, int rows, LstmWeights into) {
    for (int gate = 0; gate < gates.length; gate++) {
      Gemm.Matrix slopes = gates[gate].from(0).transposed();
      int row = gate * hidden;
      Gemm.accumulate(
          new Gemm.Size(hidden, input.width(), rows),
          slopes,
          input.from(0),
          into.input().from(row));
      Gemm.accumulate(
          new Gemm.Size(hidden, hidden, rows), slopes, before.from(0), into.state().from(row));
      float[] sums = Sums.ofColumns(gates[gate], rows);
      for (int k = 0; k < hidden; k++) {
        into.inputBias()[row + k] += sums[k];
        into.stateBias()[row + k] += sums[k];
      }
    }
  }

  /** Adds the gradients of some columns of the input; after {@link #backward}. */
  void addInput(NativeRows into, int rows, int column, int columns) {
    for (int gate = 0; gate < gates.length && columns > 0; gate++) {
      Gemm.accumulate(
          new Gemm.Size(rows, columns, hidden),
          gates[gate].from(0),
          weights.input().from(gate * hidden, column),
          into.from(0, column));
    }
  }
}
