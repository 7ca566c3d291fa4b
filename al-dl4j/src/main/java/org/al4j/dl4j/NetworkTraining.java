package org.al4j.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.FloatRows;
import org.al4j.core.model.FloatTable;
import org.al4j.models.transformer.MinimumUpdates;
import org.al4j.models.transformer.Recipe;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One training, on a {@link NetworkThread}. Everything random comes from the seed: weights, the
 * order of each epoch, dropout.
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record NetworkTraining(NetworkPlan plan, long[] shape, Recipe.Updates updates, long seed) {
  /**
   * What is learnt from.
   *
   * @param targets {@code [n][C]}
   * @param weights {@code [n]}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Examples(List<FloatTable> features, double[][] targets, double[] weights) {}

  /**
   * Trains a network.
   *
   * @return its parameters
   * @throws InvalidInputException if a loss or a parameter is not finite
   */
  float[] run(Examples examples, Consumer<FitProgress> progress, BooleanSupplier cancelled) {
    int n = examples.weights.length;
    MinimumUpdates size = MinimumUpdates.of(n, Recipe.plasm().withUpdates(updates));
    int batches = (n + size.batchSize() - 1) / size.batchSize();
    int steps = size.epochs() * batches;
    Seeds seeds = new Seeds(seed);
    try (Dl4jNetwork network = plan.training(seeds.seed("weights", 0) & Integer.MAX_VALUE)) {
      NetworkThread.seed(seeds.seed("dropout", 0));
      for (int step = 0; step < steps && !cancelled.getAsBoolean(); step++) {
        int epoch = step / batches;
        int at = step % batches * size.batchSize();
        int[] order = order(n, seeds.generator("order", epoch));
        fit(network, examples, Arrays.copyOfRange(order, at, Math.min(n, at + size.batchSize())));
        double loss = network.score();
        requireFinite("the training loss after update " + (step + 1), loss);
        progress.accept(new FitProgress(step + 1, steps, loss));
        if (step % batches == batches - 1) {
          network.endEpoch();
        }
      }
      float[] parameters = FloatRows.of(network.parameters());
      for (float parameter : parameters) {
        requireFinite("the trained network's parameters", parameter);
      }
      return parameters;
    }
  }

  private static int[] order(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private void fit(Dl4jNetwork network, Examples examples, int[] batch) {
    int width = examples.targets[0].length;
    List<FloatTable> rows = new ArrayList<>();
    float[] targets = new float[batch.length * width];
    float[] weights = new float[batch.length];
    boolean weighted = false;
    for (int i = 0; i < batch.length; i++) {
      rows.add(examples.features.get(batch[i]));
      weights[i] = (float) examples.weights[batch[i]];
      weighted |= weights[i] != 1;
      for (int k = 0; k < width; k++) {
        targets[i * width + k] = (float) examples.targets[batch[i]][k];
      }
    }
    try (NetworkInput x = NetworkInput.of(rows, shape);
        INDArray y = Nd4j.create(targets, new long[] {batch.length, width}, 'c');
        INDArray w = Nd4j.create(weights, new long[] {batch.length, 1}, 'c')) {
      network.fit(x, y, weighted ? w : null);
    }
  }

  private static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidInputException(
          what
              + " must be finite, found "
              + value
              + "; lower the learning rate of the configuration's updater, or normalise its"
              + " gradients");
    }
  }
}
