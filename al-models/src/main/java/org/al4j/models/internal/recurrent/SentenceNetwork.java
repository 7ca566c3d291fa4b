package org.al4j.models.internal.recurrent;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.al4j.models.internal.engine.kernel.Buffers;
import org.al4j.models.internal.engine.run.Workers;
import org.jspecify.annotations.Nullable;

/**
 * The network on a batch of sentences: word vectors and characters, the LSTM in both directions, a
 * feed-forward layer, and a score for each tag of each word. The directions run at the same time.
 * Keeps its memory from batch to batch; not for several threads.
 */
public final class SentenceNetwork {
  private final NetworkWeights weights;
  private final TaggerShape shape;
  private final CharFilters characters;
  private final LstmPass[] passes;
  private final TagLayers layers;
  private final NativeRows input;
  private final NativeRows[] inputGradients;

  private Packing packing = Packing.of(List.of());
  private List<SentenceIds> batch = List.of();
  private int[] wordOfRow = {}; // of its distinct words
  private int distinct;
  private @Nullable SentenceMasks masks;

  /** Over weights that may change between batches. */
  public SentenceNetwork(NetworkWeights weights) {
    DenseWeights dense = weights.dense();
    this.weights = weights;
    this.shape = weights.shape();
    this.characters =
        new CharFilters(shape.characters().width(), dense.characters(), dense.filters());
    this.passes =
        new LstmPass[] {new LstmPass(dense.forward(), false), new LstmPass(dense.backward(), true)};
    this.layers = new TagLayers(dense);
    this.input = new NativeRows(0, shape.input());
    this.inputGradients =
        new NativeRows[] {new NativeRows(0, shape.input()), new NativeRows(0, shape.input())};
  }

  /**
   * Scores of tags without dropout.
   *
   * @return {@code [words, C]} by rows, the sentences in their order
   */
  public float[] forward(List<SentenceIds> sentences) {
    return run(sentences, null);
  }

  /**
   * Scores of tags with dropout.
   *
   * @param generators of the masks, by sentence
   */
  public float[] forward(
      List<SentenceIds> sentences, DropoutShares shares, IntFunction<SplittableRandom> generators) {
    return run(sentences, SentenceMasks.draw(shape, shares, Packing.of(sentences), generators));
  }

  private float[] run(List<SentenceIds> sentences, @Nullable SentenceMasks drawn) {
    batch = sentences;
    packing = Packing.of(sentences);
    masks = drawn;
    if (packing.rows() == 0) {
      return new float[0];
    }
    readCharacters();
    readInput();
    Workers.share(
        List.of(
            () -> passes[0].forward(input, packing, handed(0)),
            () -> passes[1].forward(input, packing, handed(1))));
    layers.forward(passes[0].states(), passes[1].states(), packing.rows(), masks);
    return layers.scores(packing.rowsByWord());
  }

  private float @Nullable [] handed(int direction) {
    return masks == null ? null : masks.handed()[direction];
  }

  /**
   * For each sentence of the last batch the mean of its words' feed-forward layer, without dropout.
   *
   * @return {@code [n, F]}; zeros of a sentence without words
   */
  public float[] means() {
    float[] means = new float[batch.size() * shape.feedForward()];
    if (packing.rows() > 0) {
      layers.means(packing, means);
    }
    return means;
  }

  /** What the characters say of each distinct word. */
  private void readCharacters() {
    Map<IntBuffer, Integer> known = new HashMap<>();
    List<int[]> words = new ArrayList<>();
    wordOfRow = new int[packing.rows()];
    for (int place = 0; place < packing.places(); place++) {
      for (int rank = 0; rank < packing.active(place); rank++) {
        int[] word = batch.get(packing.order()[rank]).characters()[place];
        int number = known.computeIfAbsent(IntBuffer.wrap(word), key -> words.size());
        if (number == words.size()) {
          words.add(word);
        }
        wordOfRow[packing.first()[place] + rank] = number;
      }
    }
    distinct = words.size();
    characters.forward(words);
  }

  private void readInput() {
    input.require(packing.rows());
    float[] row = new float[shape.input()];
    float[] mask = new float[shape.input()];
    int features = characters.features();
    for (int place = 0; place < packing.places(); place++) {
      for (int rank = 0; rank < packing.active(place); rank++) {
        SentenceIds sentence = batch.get(packing.order()[rank]);
        int at = packing.first()[place] + rank;
        copy(weights.words(), sentence.words()[place], row, 0, shape.words());
        copy(weights.vectors(), sentence.vectors()[place], row, shape.words(), shape.vectors());
        int column = shape.words() + shape.vectors();
        System.arraycopy(characters.values(), wordOfRow[at] * features, row, column, features);
        if (masks != null) {
          System.arraycopy(masks.input(), rank * mask.length, mask, 0, mask.length);
          Activations.multiply(row, mask, mask.length);
        }
        input.put(at, row, row.length);
      }
    }
  }

  private static void copy(float[] table, int id, float[] row, int at, int width) {
    System.arraycopy(table, id * width, row, at, width);
  }

  /** Who takes the gradients of learnt word vectors. */
  interface WordGradient {
    /** Adds to the gradient of a word's row. */
    void add(int row, float[] gradient);
  }

  /**
   * Adds the gradients of the last batch.
   *
   * @param scores gradient of the scores that {@link #forward} gave
   * @param into of all but the chain, which has none by the scores
   * @param words of the learnt word vectors
   */
  void backward(float[] scores, DenseWeights into, WordGradient words) {
    int rows = packing.rows();
    if (rows == 0) {
      return;
    }
    layers.backward(scores, packing.rowsByWord(), masks);
    Workers.share(
        List.of(
            () -> back(0, into.forward()),
            () -> back(1, into.backward()),
            () -> layers.addWeights(into)));
    float[] ofWords = new float[distinct * characters.features()];
    addInputs(ofWords, words);
    characters.backward(ofWords, into.characters(), into.filters());
  }

  private void back(int direction, LstmWeights into) {
    LstmPass pass = passes[direction];
    int rows = packing.rows();
    pass.backward(layers.stateGradient(direction), packing, handed(direction));
    pass.addWeights(input, rows, into);
    NativeRows gradient = inputGradients[direction];
    gradient.require(rows);
    Buffers.fill(gradient.buffer(), 0, rows * shape.input(), 0);
    pass.addInput(gradient, rows, 0, shape.words());
    int column = shape.words() + shape.vectors();
    pass.addInput(gradient, rows, column, characters.features());
  }

  /** From both directions to the words' vectors and their characters. */
  private void addInputs(float[] ofWords, WordGradient words) {
    int width = shape.input();
    float[] row = new float[width];
    float[] other = new float[width];
    float[] vector = new float[shape.words()];
    int column = shape.words() + shape.vectors();
    for (int place = 0; place < packing.places(); place++) {
      for (int rank = 0; rank < packing.active(place); rank++) {
        int at = packing.first()[place] + rank;
        inputGradients[0].get(at, row, width);
        inputGradients[1].get(at, other, width);
        for (int k = 0; k < width; k++) {
          row[k] += other[k];
        }
        if (masks != null) {
          System.arraycopy(masks.input(), rank * width, other, 0, width);
          Activations.multiply(row, other, width);
        }
        if (vector.length > 0) {
          System.arraycopy(row, 0, vector, 0, vector.length);
          words.add(batch.get(packing.order()[rank]).words()[place], vector);
        }
        int into = wordOfRow[at] * characters.features();
        for (int k = 0; k < characters.features(); k++) {
          ofWords[into + k] += row[column + k];
        }
      }
    }
  }

  /** The states of a row, forward and backward, {@code [2 H]}: for tests. */
  float[] states(int row) {
    float[] both = new float[2 * shape.hidden()];
    passes[0].states().buffer().get(row * shape.hidden(), both, 0, shape.hidden());
    passes[1].states().buffer().get(row * shape.hidden(), both, shape.hidden(), shape.hidden());
    return both;
  }

  /** What a row's characters gave, {@code [features]}: for tests. */
  float[] features(int row) {
    int from = wordOfRow[row] * characters.features();
    return Arrays.copyOfRange(characters.values(), from, from + characters.features());
  }
}
