package org.al4j.examples.pictures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.examples.pictures.SoftmaxRegression.Example;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model of the plane: softmax regression on {@link Place#embedding()}, and a committee of the
 * same by bagging. Its hidden layer, for what asks for activations, has a neuron for each class:
 * the cosine with the nearest labelled instance of the class.
 */
final class PlaneModel implements AcquisitionModel {
  private static final int MEMBERS = 7;
  private static final int BLOCK = 128;

  private final LabelSpace labels;
  private final List<Example> examples;
  private final SoftmaxRegression whole;
  private final List<SoftmaxRegression> members = new ArrayList<>();

  /** Trains on labelled instances, each class at least once. */
  PlaneModel(List<Labelled<ClassLabel>> labelled, LabelSpace labels) {
    this.labels = labels;
    this.examples = labelled.stream().map(one -> example(one, labels)).toList();
    this.whole = SoftmaxRegression.train(examples, labels.size());
    for (int m = 0; m < MEMBERS; m++) {
      members.add(SoftmaxRegression.train(bag(m), labels.size()));
    }
  }

  private static Example example(Labelled<ClassLabel> one, LabelSpace labels) {
    return new Example(Place.of(one.instance()).embedding(), labels.index(one.annotation().name()));
  }

  /** Drawn with replacement within each class, so that every member knows every class. */
  private List<Example> bag(int member) {
    RandomGenerator random = new Seeds(1).generator("bag", member);
    List<Example> bag = new ArrayList<>();
    for (int k = 0; k < labels.size(); k++) {
      int label = k;
      List<Example> own = examples.stream().filter(one -> one.label() == label).toList();
      own.forEach(one -> bag.add(own.get(random.nextInt(own.size()))));
    }
    return bag;
  }

  /** The column of the most probable class at a place. */
  int predict(Place place) {
    double[] logits = whole.logits(place.embedding());
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    return best;
  }

  @Override
  public Set<Output> offers() {
    return Set.of(
        Output.LOGITS,
        Output.PROBABILITIES,
        Output.EMBEDDING,
        Output.MEMBER_PROBABILITIES,
        Output.ACTIVATIONS);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException("offered: " + offers() + ", wanted: " + wanted);
    }
    List<Instance> block = new ArrayList<>();
    int first = 0;
    for (Instance instance : xs) {
      block.add(instance);
      if (block.size() == BLOCK) {
        emit(first, block, wanted, sink);
        first += BLOCK;
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      emit(first, block, wanted, sink);
    }
  }

  private void emit(int first, List<Instance> block, Set<Output> wanted, Consumer<Outputs> sink) {
    double[][] h = block.stream().map(one -> Place.of(one).embedding()).toArray(double[][]::new);
    Map<Output, INDArray> arrays = new TreeMap<>();
    wanted.forEach(output -> arrays.put(output, array(output, h)));
    sink.accept(Outputs.of(first, block, arrays));
    arrays.values().forEach(INDArray::close);
  }

  private INDArray array(Output output, double[][] h) {
    if (output.equals(Output.MEMBER_PROBABILITIES)) {
      float[][][] all = new float[MEMBERS][h.length][];
      for (int m = 0; m < MEMBERS; m++) {
        for (int i = 0; i < h.length; i++) {
          all[m][i] = floats(members.get(m).probabilities(h[i]));
        }
      }
      return Nd4j.createFromArray(all); // [m, n, C]
    }
    float[][] rows = new float[h.length][];
    for (int i = 0; i < h.length; i++) {
      rows[i] = floats(row(output, h[i]));
    }
    return Nd4j.createFromArray(rows); // [n, width]
  }

  private double[] row(Output output, double[] h) {
    return switch (output.name()) {
      case "LOGITS" -> whole.logits(h);
      case "PROBABILITIES" -> whole.probabilities(h);
      case "ACTIVATIONS" -> nearness(h);
      default -> h;
    };
  }

  private double[] nearness(double[] h) {
    double[] nearest = new double[labels.size()];
    Arrays.fill(nearest, -1);
    for (Example one : examples) {
      nearest[one.label()] = Math.max(nearest[one.label()], cosine(one.features(), h));
    }
    return nearest;
  }

  private static double cosine(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int j = 0; j < values.length; j++) {
      floats[j] = (float) values[j];
    }
    return floats;
  }

  @Override
  public void close() {}
}
