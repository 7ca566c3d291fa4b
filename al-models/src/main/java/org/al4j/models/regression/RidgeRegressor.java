package org.al4j.models.regression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.io.Beside;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;

/**
 * A trained ridge regression. Offers VALUE {@code [n]}: {@code w.x + b}. Holds Java arrays only;
 * may be used from several threads at once.
 */
public final class RidgeRegressor implements Regressor {
  static final Set<Output> OFFERS = Set.of(Output.VALUE);
  private static final int BLOCK = 1024;

  private final Features features;
  private final double[] weights; // [d]
  private final double bias;
  private volatile boolean closed;

  /** Refuses weights that are no numbers: sums that overflow, which no file could hold either. */
  RidgeRegressor(Features features, double[] weights, double bias) {
    Cholesky.requireFinite(weights);
    Cholesky.requireFinite(bias);
    this.features = features;
    this.weights = weights.clone();
    this.bias = bias;
  }

  /**
   * Reads a model that {@link #save} wrote, with the features that its file tells: hashed words or
   * attributes.
   *
   * @throws IOException if the file cannot be read
   * @throws org.al4j.core.InvalidInputException if it is not what {@link #save} writes, or the
   *     features are of your own
   */
  public static RidgeRegressor load(Path dir) throws IOException {
    return Beside.read(dir, RidgeFiles::read);
  }

  /**
   * Reads a model that {@link #save} wrote, with features of any kind.
   *
   * @param features those it was trained with
   * @throws IOException if the file cannot be read
   * @throws org.al4j.core.InvalidInputException if it is not what {@link #save} writes, or the
   *     features differ
   */
  public static RidgeRegressor load(Path dir, Features features) throws IOException {
    return Beside.read(dir, folder -> RidgeFiles.read(folder, features));
  }

  /** A copy of the weights, {@code [d]}. */
  public double[] weights() {
    return weights.clone();
  }

  /** The value where all features are 0. */
  public double bias() {
    return bias;
  }

  Features features() {
    return features;
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!OFFERS.containsAll(wanted)) {
      throw new IllegalArgumentException("a ridge offers " + OFFERS + ", asked for " + wanted);
    }
    requireOpen();
    InstanceBlocks.forEach(xs, BLOCK, (block, first) -> emit(first, block, wanted, sink));
  }

  private void emit(int first, List<Instance> block, Set<Output> wanted, Consumer<Outputs> sink) {
    float[] values = new float[block.size()]; // [n]
    double[] x = new double[weights.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value(block.get(i), x);
    }
    Map<Output, FloatTable> tables =
        wanted.isEmpty() ? Map.of() : Map.of(Output.VALUE, FloatTable.vector(values));
    try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
      sink.accept(outputs);
    }
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<RealValue>> sink) {
    requireOpen();
    double[] features = new double[weights.length];
    for (Instance x : xs) {
      double value = value(x, features);
      if (!Double.isFinite(value)) {
        throw new InvalidInputException(
            "the model's VALUE for instance '"
                + x.id()
                + "' must be finite, found "
                + value
                + "; check the model's weights");
      }
      sink.accept(new Prediction<>(x, new RealValue(value), new double[0]));
    }
  }

  @Override
  public void save(Path dir) throws IOException {
    requireOpen();
    RidgeFiles.write(this, dir);
  }

  /** Makes further use an error; there is nothing native to free. */
  @Override
  public void close() {
    closed = true;
  }

  double meanSquaredError(List<Labelled<RealValue>> items) {
    double[] x = new double[weights.length];
    double sum = 0;
    for (Labelled<RealValue> item : items) {
      double error = value(item.instance(), x) - item.annotation().value();
      sum += error * error;
    }
    return sum / items.size();
  }

  private double value(Instance instance, double[] x) {
    features.read(instance, x);
    double value = bias;
    for (int j = 0; j < weights.length; j++) {
      value += weights[j] * x[j];
    }
    return value;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this model is closed");
    }
  }
}
