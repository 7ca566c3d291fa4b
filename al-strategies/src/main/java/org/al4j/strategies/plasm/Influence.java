package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.SuccessorModel;
import org.al4j.strategies.plasm.PseudoLabelFilter.SelfInfluence;

/** TracIn's self-influence of pseudo-labels, as the mean over checkpoints of the teacher. */
final class Influence<A extends Annotation> {
  private static final int BLOCK = 256;

  private final SelfInfluence filter;
  private final LabelSpace labels;
  private final List<Labelled<A>> given;

  Influence(SelfInfluence filter, LabelSpace labels, List<Labelled<A>> given) {
    this.filter = filter;
    this.labels = labels;
    this.given = given;
  }

  /** The squared gradient norm at each given label, averaged over the checkpoints. */
  double[] mean(List<? extends SuccessorModel<A>> checkpoints) {
    double[] mean = new double[given.size()];
    for (SuccessorModel<A> checkpoint : checkpoints) {
      double[] one = of(checkpoint);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / checkpoints.size();
      }
    }
    return mean;
  }

  private double[] of(SuccessorModel<A> checkpoint) {
    if (!filter.lastLayer() && checkpoint instanceof InfluenceModel<?>) {
      @SuppressWarnings("unchecked") // a successor knows no annotations of another kind
      InfluenceModel<A> model = (InfluenceModel<A>) checkpoint;
      return atLabels(model);
    }
    double[] influence = new double[given.size()];
    List<Instance> instances = given.stream().map(Labelled::instance).toList();
    Set<Output> wanted =
        filter.lastLayer()
            ? Set.of(Output.PROBABILITIES, Output.EMBEDDING)
            : Set.of(Output.GRADIENT_NORM);
    int[] received = {0};
    ((AcquisitionModel) checkpoint)
        .forward(
            instances,
            wanted,
            block -> {
              received[0] += block.size();
              requireAll(received[0] <= influence.length, received[0]);
              put(block, influence);
            });
    requireAll(received[0] == influence.length, received[0]);
    return influence;
  }

  private double[] atLabels(InfluenceModel<A> model) {
    List<Double> all = new ArrayList<>();
    for (int from = 0; from < given.size(); from += BLOCK) {
      List<Labelled<A>> part = given.subList(from, Math.min(given.size(), from + BLOCK));
      Arrays.stream(model.checkedInfluence(part)).forEach(all::add);
    }
    return all.stream().mapToDouble(value -> value).toArray();
  }

  private void put(Outputs block, double[] influence) {
    if (!filter.lastLayer()) {
      float[] norms = block.floats(Output.GRADIENT_NORM); // [n]
      for (int i = 0; i < norms.length; i++) {
        influence[block.first() + i] = (double) norms[i] * norms[i];
      }
      return;
    }
    float[] probabilities = block.floats(Output.PROBABILITIES); // [n, C]
    float[] embeddings = block.floats(Output.EMBEDDING); // [n, d]
    int width = embeddings.length / block.size();
    for (int i = 0; i < block.size(); i++) {
      int label = labels.index(given.get(block.first() + i).annotation().names().get(0));
      influence[block.first() + i] =
          lastLayer(row(probabilities, i, labels.size()), label, row(embeddings, i, width));
    }
  }

  /** {@code |p - onehot|^2 (|h|^2 + 1)}: weights and bias of the classification layer. */
  static double lastLayer(double[] p, int label, double[] embedding) {
    double error = 0;
    for (int k = 0; k < p.length; k++) {
      double difference = p[k] - (k == label ? 1 : 0);
      error += difference * difference;
    }
    double norm = 1;
    for (double value : embedding) {
      norm += value * value;
    }
    return error * norm;
  }

  private void requireAll(boolean right, int received) {
    if (!right) {
      throw new InvalidInputException(
          "a model must give outputs once for every instance: "
              + given.size()
              + " wanted, "
              + received
              + " received; check the model's forward pass");
    }
  }

  private static double[] row(float[] flat, int row, int width) {
    double[] out = new double[width];
    for (int k = 0; k < width; k++) {
      out[k] = flat[row * width + k];
    }
    return out;
  }
}
