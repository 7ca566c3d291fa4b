package org.al4j.models.internal.recurrent;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.al4j.core.Seeds;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.tensor.Tensor;

/** All weights of the network: learnt word vectors, frozen ones, and the others. */
public final class NetworkWeights {
  /** The learnt word vectors' name. */
  public static final String WORDS = "word.weight";

  /** The characters' vectors' name. */
  public static final String CHARACTERS = "char.weight";

  private final float[] words;
  private final float[] vectors;
  private final DenseWeights dense;

  private NetworkWeights(float[] words, float[] vectors, DenseWeights dense) {
    this.words = words;
    this.vectors = vectors;
    this.dense = dense;
  }

  /**
   * Takes weights by name; copies them.
   *
   * @param vectors the frozen vectors, {@code [V, d]}, row 0 for padding; empty without. Kept as
   *     they are, not copied
   * @param named the others by the names of {@link #tensors}
   */
  public static NetworkWeights of(
      TaggerShape shape, float[] vectors, Function<String, float[]> named) {
    float[] words = shape.words() == 0 ? new float[0] : named.apply(WORDS).clone();
    int characters = named.apply(CHARACTERS).length / shape.characters().width();
    DenseWeights dense = DenseWeights.zero(shape, characters);
    for (DenseWeights.Named one : dense.arrays()) {
      float[] values = named.apply(one.name());
      if (values.length != one.values().capacity()) {
        throw new IllegalArgumentException(
            one.name()
                + " must have the shape "
                + Arrays.toString(one.shape())
                + ", found "
                + values.length
                + " numbers");
      }
      one.values().put(0, values, 0, values.length);
    }
    return new NetworkWeights(words, vectors, dense);
  }

  /**
   * Draws weights: vectors evenly with the variance {@code 1 / d} (Ma and Hovy 2016), the LSTM's as
   * PyTorch does, with forget gates that begin open, others as Glorot and Bengio 2010 do; biases
   * and the chain are 0.
   *
   * @param words the learnt vectors, {@code [V, d]}; empty without
   * @param vectors the frozen vectors; see {@link #of}
   * @param characters rows of their table, padding included
   */
  public static NetworkWeights draw(
      TaggerShape shape, float[] words, float[] vectors, int characters, long seed) {
    DenseWeights dense = DenseWeights.zero(shape, characters);
    for (DenseWeights.Named one : dense.arrays()) {
      double bound = bound(one, shape);
      if (bound > 0) {
        int padding = one.name().equals(CHARACTERS) ? shape.characters().width() : 0;
        float[] drawn = new float[one.values().capacity()];
        fill(drawn, padding, bound, new Seeds(seed).seed(one.name(), 0));
        one.values().put(0, drawn, 0, drawn.length);
      }
    }
    for (LstmWeights one : new LstmWeights[] {dense.forward(), dense.backward()}) {
      Arrays.fill(one.inputBias(), shape.hidden(), 2 * shape.hidden(), 1);
    }
    return new NetworkWeights(words, vectors, dense);
  }

  private static double bound(DenseWeights.Named one, TaggerShape shape) {
    if (one.name().equals(CHARACTERS)) {
      return vectorBound(shape.characters().width());
    }
    if (one.name().startsWith("lstm.weight")) {
      return 1 / Math.sqrt(shape.hidden());
    }
    if (!one.name().endsWith(".weight")) {
      return 0;
    }
    long outputs = one.shape()[0];
    long inputs = one.values().capacity() / outputs;
    return Math.sqrt(6.0 / (inputs + outputs));
  }

  /** What a vector's numbers are drawn from, on both sides of 0. */
  static double vectorBound(int width) {
    return Math.sqrt(3.0 / width);
  }

  /** Draws from a place on. */
  public static void fillVectors(float[] table, int from, int width, long seed) {
    fill(table, from, vectorBound(width), seed);
  }

  private static void fill(float[] values, int from, double bound, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = from; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  /** Sizes. */
  public TaggerShape shape() {
    return dense.shape();
  }

  float[] words() {
    return words;
  }

  float[] vectors() {
    return vectors;
  }

  DenseWeights dense() {
    return dense;
  }

  /** The chain's scores, in place. */
  public CrfWeights crf() {
    return dense.crf();
  }

  /** Copies of all weights by name, but for frozen ones. */
  public SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> all = new TreeMap<>();
    int width = shape().words();
    if (width > 0) {
      all.put(WORDS, new Tensor(new long[] {words.length / width, width}, words.clone()));
    }
    for (DenseWeights.Named one : dense.arrays()) {
      float[] values = new float[one.values().capacity()];
      one.values().get(0, values);
      all.put(one.name(), new Tensor(one.shape(), values));
    }
    return all;
  }

  /** Whether all learnt weights are finite numbers. */
  public boolean finite() {
    boolean finite = Vectors.finite(words);
    for (DenseWeights.Named one : dense.arrays()) {
      finite &= Vectors.finite(Vectors.copy(one.values()));
    }
    return finite;
  }

  /** Overwrites all learnt weights with those of another one of as many words and characters. */
  public void set(NetworkWeights other) {
    System.arraycopy(other.words, 0, words, 0, words.length);
    List<DenseWeights.Named> from = other.dense.arrays();
    List<DenseWeights.Named> into = dense.arrays();
    for (int i = 0; i < into.size(); i++) {
      FloatBuffer values = into.get(i).values();
      values.put(0, from.get(i).values(), 0, values.capacity());
    }
  }

  /** A copy that can be trained on; frozen vectors are shared. */
  public NetworkWeights copy() {
    SortedMap<String, Tensor> all = tensors();
    return of(shape(), vectors, name -> Objects.requireNonNull(all.get(name)).values());
  }
}
