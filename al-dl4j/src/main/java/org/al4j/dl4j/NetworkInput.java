package org.al4j.dl4j;

import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.FloatTable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The features of several texts as a network reads them.
 *
 * @param values {@code [n, ...]}; of sequences {@code [n, d, w]}
 * @param mask of sequences, {@code [n, w]}: 1 where a text has a word
 */
record NetworkInput(INDArray values, @Nullable INDArray mask) implements AutoCloseable {

  static NetworkInput of(List<FloatTable> texts, long[] shape) {
    return shape[0] == TextFeatures.VARIES ? sequences(texts, (int) shape[1]) : plain(texts, shape);
  }

  /**
   * Reads features, each checked.
   *
   * @throws InvalidInputException naming the instance, if they are not as the features say
   */
  static List<FloatTable> read(TextFeatures features, List<Instance> xs) {
    List<FloatTable> tables = features.read(xs);
    if (tables.size() != xs.size()) {
      throw new InvalidInputException(
          "features must give a table for each text: "
              + xs.size()
              + " texts, found "
              + tables.size()
              + "; check read of "
              + features.describe());
    }
    for (int i = 0; i < tables.size(); i++) {
      require(features, xs.get(i), tables.get(i));
    }
    return tables;
  }

  private static void require(TextFeatures features, Instance x, FloatTable table) {
    long[] wanted = features.shape();
    long[] found = table.shape();
    boolean right = found.length == wanted.length;
    for (int k = 0; right && k < wanted.length; k++) {
      right = wanted[k] == TextFeatures.VARIES ? found[k] >= 1 : found[k] == wanted[k];
    }
    if (!right) {
      throw bad(features, x, "must have the shape " + text(wanted) + ", found " + text(found));
    }
    for (float value : table.values()) {
      if (!Float.isFinite(value)) {
        throw bad(features, x, "must be finite, found " + value);
      }
    }
  }

  /** A shape for messages. */
  static String text(long[] shape) {
    return Arrays.toString(shape).replace("[" + TextFeatures.VARIES + ",", "[w,");
  }

  private static InvalidInputException bad(TextFeatures features, Instance x, String rule) {
    return new InvalidInputException(
        "the features of instance '" + x.id() + "' " + rule + "; check " + features.describe());
  }

  private static NetworkInput plain(List<FloatTable> texts, long[] shape) {
    int size = texts.get(0).values().length;
    float[] all = new float[texts.size() * size];
    for (int i = 0; i < texts.size(); i++) {
      System.arraycopy(texts.get(i).values(), 0, all, i * size, size);
    }
    long[] batch = new long[shape.length + 1];
    batch[0] = texts.size();
    System.arraycopy(shape, 0, batch, 1, shape.length);
    return new NetworkInput(Nd4j.create(all, batch, 'c'), null);
  }

  private static NetworkInput sequences(List<FloatTable> texts, int width) {
    int n = texts.size();
    int longest = texts.stream().mapToInt(text -> (int) text.shape()[0]).max().orElse(1);
    float[] all = new float[n * width * longest]; // [n, d, w]
    float[] mask = new float[n * longest];
    for (int i = 0; i < n; i++) {
      float[] values = texts.get(i).values(); // [w, d]
      for (int w = 0; w < values.length / width; w++) {
        mask[i * longest + w] = 1;
        for (int k = 0; k < width; k++) {
          all[(i * width + k) * longest + w] = values[w * width + k];
        }
      }
    }
    return new NetworkInput(
        Nd4j.create(all, new long[] {n, width, longest}, 'c'),
        Nd4j.create(mask, new long[] {n, longest}, 'c'));
  }

  @Override
  public void close() {
    values.close();
    if (mask != null) {
      mask.close();
    }
  }
}
