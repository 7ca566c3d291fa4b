package org.al4j.models.internal.recurrent;

import java.util.Arrays;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Vectors;

/**
 * What filters over its characters say of a word: for each filter the largest Mish of its windows
 * inside the word; a word shorter than a filter is filled with zeros to one window.
 *
 * <p>Each character of the batch is multiplied with every place of every filter once; a window then
 * is a sum of two or three rows of that table. Mish falls and then rises, so that its largest value
 * is that of the largest or of the smallest sum.
 */
final class CharFilters {
  /**
   * Filters of one width.
   *
   * @param width in characters
   * @param weight {@code [n, e, width]}
   * @param bias {@code [n]}
   */
  @SuppressWarnings("ArrayRecordComponent") // trained in place, never compared
  record Filter(int width, float[] weight, float[] bias) {
    int count() {
      return bias.length;
    }

    Filter zero() {
      return new Filter(width, new float[weight.length], new float[bias.length]);
    }
  }

  private final int width;
  private final int features;
  private final int columns; // of a character's products: for each filter, place and number
  private final float[] table;
  private final List<Filter> filters;

  private List<int[]> words = List.of();
  private final int[] local; // of each character its row below, or -1
  private int[] characters = {}; // of each row below, the character
  private float[] products = {}; // [characters, columns]
  private int[] windows = {}; // [words, features]: where the value comes from
  private float[] sums = {}; // [words, features]: before Mish
  private float[] values = {}; // [words, features]
  private final float[] least; // of a filter's windows in one word, the smallest sum
  private final int[] leastAt; // and where it is
  private float[] slopes = {}; // [characters, columns]: gradients of the products

  /**
   * Filters over a table.
   *
   * @param table a row of {@code width} numbers for each character; row 0 is never read
   */
  CharFilters(int width, float[] table, List<Filter> filters) {
    this.width = width;
    this.table = table;
    this.filters = filters;
    this.features = filters.stream().mapToInt(Filter::count).sum();
    this.least = new float[features];
    this.leastAt = new int[features];
    this.columns = filters.stream().mapToInt(one -> one.count() * one.width()).sum();
    this.local = new int[table.length / Math.max(1, width)];
    Arrays.fill(local, -1);
  }

  /** Numbers of a word. */
  int features() {
    return features;
  }

  /** What was said of the words, {@code [words, features]} by rows. */
  float[] values() {
    return values;
  }

  /** Reads words, each a list of characters. */
  void forward(List<int[]> some) {
    words = some;
    number();
    multiply();
    if (values.length < words.size() * features) {
      values = new float[words.size() * features];
      sums = new float[values.length];
      windows = new int[values.length];
    }
    for (int word = 0; word < words.size(); word++) {
      int at = word * features;
      int column = 0;
      int feature = 0;
      for (Filter filter : filters) {
        slide(filter, words.get(word), column, at + feature);
        column += filter.count() * filter.width();
        feature += filter.count();
      }
    }
  }

  private void number() {
    for (int character : characters) {
      local[character] = -1;
    }
    int count = 0;
    int[] found = new int[local.length];
    for (int[] word : words) {
      for (int character : word) {
        if (local[character] < 0) {
          local[character] = count;
          found[count++] = character;
        }
      }
    }
    characters = Arrays.copyOf(found, count);
  }

  private void multiply() {
    products = new float[characters.length * columns];
    float[][] weights = byCharacterNumber();
    float[] row = new float[columns];
    for (int i = 0; i < characters.length; i++) {
      Arrays.fill(row, 0);
      for (int e = 0; e < width; e++) {
        addScaled(weights[e], table[characters[i] * width + e], row);
      }
      System.arraycopy(row, 0, products, i * columns, columns);
    }
  }

  /** The filters' weights as {@code [e][columns]}. */
  private float[][] byCharacterNumber() {
    float[][] weights = new float[width][columns];
    int column = 0;
    for (Filter filter : filters) {
      for (int place = 0; place < filter.width(); place++) {
        for (int k = 0; k < filter.count(); k++, column++) {
          for (int e = 0; e < width; e++) {
            weights[e][column] = filter.weight()[(k * width + e) * filter.width() + place];
          }
        }
      }
    }
    return weights;
  }

  private static void addScaled(float[] x, float factor, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += factor * x[i];
    }
  }

  /** Slides a filter over a word; {@code out} is where its values go. */
  private void slide(Filter filter, int[] word, int column, int out) {
    int n = filter.count();
    int last = Math.max(0, word.length - filter.width());
    for (int window = 0; window <= last; window++) {
      for (int k = 0; k < n; k++) {
        float sum = filter.bias()[k];
        for (int place = 0; place < filter.width() && window + place < word.length; place++) {
          sum += products[local[word[window + place]] * columns + column + place * n + k];
        }
        if (window == 0 || sum > sums[out + k]) {
          sums[out + k] = sum;
          windows[out + k] = window;
        }
        if (window == 0 || sum < least[k]) {
          least[k] = sum;
          leastAt[k] = window;
        }
      }
    }
    for (int k = 0; k < n; k++) {
      double value = Activations.mish(sums[out + k]);
      double other = last == 0 ? value : Activations.mish(least[k]);
      if (other > value) {
        sums[out + k] = least[k];
        windows[out + k] = leastAt[k];
      }
      values[out + k] = (float) Math.max(value, other);
    }
  }

  /**
   * Adds the gradients of what was read last.
   *
   * @param gradient of the values, {@code [words, features]}; overwritten
   * @param intoTable of the characters' table
   * @param into of the filters
   */
  void backward(float[] gradient, float[] intoTable, List<Filter> into) {
    slopes = new float[characters.length * columns];
    for (int word = 0; word < words.size(); word++) {
      int column = 0;
      int at = word * features;
      for (int i = 0; i < filters.size(); i++) {
        Filter filter = filters.get(i);
        for (int k = 0; k < filter.count(); k++) {
          float slope = gradient[at + k] * (float) Activations.mishSlope(sums[at + k]);
          into.get(i).bias()[k] += slope;
          scatter(filter, words.get(word), windows[at + k], column + k, slope);
        }
        at += filter.count();
        column += filter.count() * filter.width();
      }
    }
    unproject(intoTable, into);
  }

  private void scatter(Filter filter, int[] word, int window, int column, float slope) {
    for (int place = 0; place < filter.width() && window + place < word.length; place++) {
      slopes[local[word[window + place]] * columns + column + place * filter.count()] += slope;
    }
  }

  private void unproject(float[] intoTable, List<Filter> into) {
    float[][] weights = byCharacterNumber();
    float[][] gradients = new float[width][columns];
    float[] row = new float[columns];
    for (int i = 0; i < characters.length; i++) {
      System.arraycopy(slopes, i * columns, row, 0, columns);
      int at = characters[i] * width;
      for (int e = 0; e < width; e++) {
        addScaled(row, table[at + e], gradients[e]);
        intoTable[at + e] += dot(row, weights[e]);
      }
    }
    int column = 0;
    for (Filter filter : into) {
      for (int place = 0; place < filter.width(); place++) {
        for (int k = 0; k < filter.count(); k++, column++) {
          for (int e = 0; e < width; e++) {
            filter.weight()[(k * width + e) * filter.width() + place] += gradients[e][column];
          }
        }
      }
    }
  }

  private static float dot(float[] x, float[] y) {
    return Vectors.dot(x, y, x.length);
  }
}
