package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pseudo-labels of a teacher in one pass, with their reliability. */
final class Labelling {
  private static final double[] NONE = {};
  private final PlasmOptions options;
  private final LabelSpace labels;
  private final String source;
  private final List<PseudoLabel> given = new ArrayList<>();

  Labelling(PlasmOptions options, LabelSpace labels, String source) {
    this.options = options;
    this.labels = labels;
    this.source = source;
  }

  /** The labels of all instances, in their order. */
  List<PseudoLabel> label(SuccessorModel<ClassLabel> teacher, Iterable<Instance> instances) {
    given.clear();
    if (options.filter().needs().isEmpty()) {
      teacher.predict(instances, this::add);
    } else if (teacher instanceof AcquisitionModel looked) {
      looked.forward(instances, options.filter().needs(), this::add);
    } else {
      throw new InvalidInputException(
          "the filter needs "
              + options.filter().needs()
              + ", but the teacher's models ("
              + source
              + ") give predictions only; filter by confidence");
    }
    return List.copyOf(given);
  }

  private void add(Prediction<ClassLabel> prediction) {
    double[] p = prediction.probabilities();
    boolean needed = options.soft() || options.filter() instanceof PseudoLabelFilter.Confidence;
    if (needed && p.length != labels.size()) {
      throw new InvalidInputException(
          "filters and soft labels need the teacher's probabilities, "
              + labels.size()
              + " for '"
              + prediction.instance().id()
              + "'; found "
              + p.length);
    }
    double reliability = p.length == 0 ? Double.NaN : Arrays.stream(p).max().getAsDouble();
    add(prediction.instance(), prediction.annotation(), p, reliability);
  }

  private void add(Outputs block) {
    PseudoLabelFilter.SelfInfluence filter = (PseudoLabelFilter.SelfInfluence) options.filter();
    float[] flat = floats(block.get(Output.PROBABILITIES)); // [n, C]
    float[] other =
        floats(block.get(filter.lastLayer() ? Output.EMBEDDING : Output.GRADIENT_NORM)); // [n, d]
    int width = other.length / block.size();
    for (int i = 0; i < block.size(); i++) {
      double[] p = row(flat, i, labels.size());
      int best = argmax(p);
      double[] values = row(other, i, width);
      double influence = filter.lastLayer() ? lastLayer(p, best, values) : values[0] * values[0];
      add(block.instances().get(i), new ClassLabel(labels.name(best)), p, -influence);
    }
  }

  private void add(Instance instance, ClassLabel label, double[] p, double reliability) {
    boolean ranked = !(options.filter() instanceof PseudoLabelFilter.None);
    if (ranked && Double.isNaN(reliability)) {
      throw new InvalidInputException(
          "the reliability of the pseudo-label of '"
              + instance.id()
              + "' is NaN; check the teacher's outputs");
    }
    given.add(
        new PseudoLabel(
            new Labelled<>(instance, label), options.soft() ? p : NONE, reliability, source));
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

  private static int argmax(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }

  private static double[] row(float[] flat, int row, int width) {
    double[] out = new double[width];
    for (int k = 0; k < width; k++) {
      out[k] = flat[row * width + k];
    }
    return out;
  }

  private static float[] floats(INDArray array) {
    try (INDArray copy = array.dup('c')) {
      return copy.data().asFloat();
    }
  }
}
