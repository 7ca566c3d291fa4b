package org.al4j.models.internal.engine.train;

import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Batch;

/**
 * The mean of a port's rows over each sequence's tokens, special tokens included, and the way back.
 *
 * @param port rows of tokens: {@link Ports#hidden}
 */
public record MeanPooling(String port) {
  /** The mean of each sequence of a batch, in the batch's order: {@code [n, H]}. */
  public float[][] vectors(GraphOutputs outputs) {
    float[][] vectors = new float[outputs.examples().size()][];
    for (GraphOutputs.Part part : outputs.parts()) {
      float[][] means = vectors(part);
      for (int i = 0; i < means.length; i++) {
        vectors[part.positions()[i]] = means[i];
      }
    }
    return vectors;
  }

  /** The mean of each sequence of a part, in the part's order. */
  public float[][] vectors(GraphOutputs.Part part) {
    Batch batch = part.batch();
    float[] rows = part.values(port);
    int width = rows.length / batch.layout().rows();
    float[][] means = new float[batch.size()][width];
    for (int i = 0; i < means.length; i++) {
      float[] mean = means[i];
      for (int row = batch.starts()[i]; row < batch.end(i); row++) {
        for (int k = 0; k < width; k++) {
          mean[k] += rows[row * width + k];
        }
      }
      for (int k = 0; k < width; k++) {
        mean[k] /= batch.counts()[i];
      }
    }
    return means;
  }

  /**
   * Adds the gradient of a loss with respect to the means to that of the port.
   *
   * @param gradients of the means, in the batch's order
   */
  public void add(GraphOutputs outputs, float[][] gradients) {
    for (GraphOutputs.Part part : outputs.parts()) {
      for (int i = 0; i < part.batch().size(); i++) {
        add(part, i, gradients[part.positions()[i]]);
      }
    }
  }

  /** Adds the gradient with respect to the mean of one sequence of a part. */
  public void add(GraphOutputs.Part part, int sequence, float[] gradient) {
    Batch batch = part.batch();
    int count = batch.counts()[sequence];
    float[] tokens = new float[count * gradient.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = gradient[i % gradient.length] / count;
    }
    part.add(port, batch.starts()[sequence] * gradient.length, tokens);
  }
}
