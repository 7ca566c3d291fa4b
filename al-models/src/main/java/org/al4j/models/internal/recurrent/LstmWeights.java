package org.al4j.models.internal.recurrent;

/**
 * One direction of an LSTM, by rows of input gate, forget gate, cell and output gate, as PyTorch
 * has them.
 *
 * @param input {@code [4 H, D]}
 * @param state {@code [4 H, H]}
 * @param inputBias {@code [4 H]}, added to that of the state
 * @param stateBias {@code [4 H]}
 */
@SuppressWarnings("ArrayRecordComponent") // trained in place, never compared
record LstmWeights(NativeRows input, NativeRows state, float[] inputBias, float[] stateBias) {
  static final int GATES = 4;

  static LstmWeights zero(int inputs, int hidden) {
    int rows = GATES * hidden;
    return new LstmWeights(
        new NativeRows(rows, inputs),
        new NativeRows(rows, hidden),
        new float[rows],
        new float[rows]);
  }

  int hidden() {
    return state.width();
  }

  /** The sum of both biases of a gate. */
  float[] bias(int gate) {
    int hidden = hidden();
    float[] sum = new float[hidden];
    for (int k = 0; k < hidden; k++) {
      sum[k] = inputBias[gate * hidden + k] + stateBias[gate * hidden + k];
    }
    return sum;
  }
}
