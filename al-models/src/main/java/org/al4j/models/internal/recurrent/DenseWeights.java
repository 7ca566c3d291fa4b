package org.al4j.models.internal.recurrent;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.kernel.Buffers;

/**
 * What is learnt but for the words' table; or a gradient of it.
 *
 * @param shape sizes
 * @param characters {@code [V, e]}; row 0 is padding, and 0
 * @param filters of each width, the narrowest first
 * @param forward the LSTM from the first word on
 * @param backward the LSTM from the last word on
 * @param hidden {@code [F, 2 H]}
 * @param hiddenBias {@code [F]}
 * @param out {@code [C, F]}
 * @param outBias {@code [C]}
 * @param crf the chain's scores
 */
@SuppressWarnings("ArrayRecordComponent") // trained in place, never compared
record DenseWeights(
    TaggerShape shape,
    float[] characters,
    List<CharFilters.Filter> filters,
    LstmWeights forward,
    LstmWeights backward,
    NativeRows hidden,
    float[] hiddenBias,
    NativeRows out,
    float[] outBias,
    CrfWeights crf) {
  /**
   * An array by name.
   *
   * @param name as PyTorch's modules have it
   * @param values in place; its position does not count
   */
  record Named(String name, long[] shape, FloatBuffer values) {}

  /** All 0, for so many characters. */
  static DenseWeights zero(TaggerShape shape, int characters) {
    int width = shape.characters().width();
    List<CharFilters.Filter> filters = new ArrayList<>();
    for (Map.Entry<Integer, Integer> one : shape.characters().filters().entrySet()) {
      int n = one.getValue();
      filters.add(
          new CharFilters.Filter(one.getKey(), new float[n * width * one.getKey()], new float[n]));
    }
    return new DenseWeights(
        shape,
        new float[characters * width],
        filters,
        LstmWeights.zero(shape.input(), shape.hidden()),
        LstmWeights.zero(shape.input(), shape.hidden()),
        new NativeRows(shape.feedForward(), 2 * shape.hidden()),
        new float[shape.feedForward()],
        new NativeRows(shape.tags(), shape.feedForward()),
        new float[shape.tags()],
        CrfWeights.zero(shape.tags()));
  }

  /** All arrays, the chain's last. */
  List<Named> arrays() {
    List<Named> all = new ArrayList<>();
    int width = shape.characters().width();
    all.add(
        new Named("char.weight", new long[] {characters.length / width, width}, wrap(characters)));
    for (CharFilters.Filter one : filters) {
      String name = "conv" + one.width();
      all.add(
          new Named(
              name + ".weight", new long[] {one.count(), width, one.width()}, wrap(one.weight())));
      all.add(vector(name + ".bias", one.bias()));
    }
    addLstm(all, forward, "");
    addLstm(all, backward, "_reverse");
    all.add(matrix("hidden.weight", shape.feedForward(), hidden));
    all.add(vector("hidden.bias", hiddenBias));
    all.add(matrix("out.weight", shape.tags(), out));
    all.add(vector("out.bias", outBias));
    all.addAll(chain());
    return all;
  }

  /** The chain's arrays. */
  List<Named> chain() {
    long tags = shape.tags();
    return List.of(
        vector("start", crf.start()),
        new Named("transitions", new long[] {tags, tags}, wrap(crf.transitions())),
        vector("end", crf.end()));
  }

  private static void addLstm(List<Named> all, LstmWeights weights, String direction) {
    int rows = LstmWeights.GATES * weights.hidden();
    all.add(matrix("lstm.weight_ih_l0" + direction, rows, weights.input()));
    all.add(matrix("lstm.weight_hh_l0" + direction, rows, weights.state()));
    all.add(vector("lstm.bias_ih_l0" + direction, weights.inputBias()));
    all.add(vector("lstm.bias_hh_l0" + direction, weights.stateBias()));
  }

  private static Named matrix(String name, int rows, NativeRows values) {
    return new Named(name, new long[] {rows, values.width()}, values.buffer());
  }

  private static Named vector(String name, float[] values) {
    return new Named(name, new long[] {values.length}, wrap(values));
  }

  private static FloatBuffer wrap(float[] values) {
    return FloatBuffer.wrap(values);
  }

  /** Makes all 0. */
  void clear() {
    for (Named one : arrays()) {
      Buffers.fill(one.values(), 0, one.values().capacity(), 0);
    }
  }
}
