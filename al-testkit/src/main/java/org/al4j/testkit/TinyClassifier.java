package org.al4j.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link TinyLearner} trains. Counts the instances that went through {@link #forward}. */
public final class TinyClassifier implements TextClassifier {
  static final int FEATURES = 64;
  static final Set<Output> OFFERS = offered();
  private static final int BLOCK = 16;
  private static final int MEMBERS = 3;
  private final double[][] weights; // [C, FEATURES]
  private final LabelSpace labels;
  private final AtomicLong forwarded = new AtomicLong();

  TinyClassifier(double[][] weights, LabelSpace labels) {
    this.weights = weights;
    this.labels = labels;
  }

  private static Set<Output> offered() {
    Set<Output> all =
        new TreeSet<>(
            List.of(
                Output.LOGITS,
                Output.PROBABILITIES,
                Output.EMBEDDING,
                Output.MEMBER_PROBABILITIES,
                Output.MEMBER_VALUES,
                Output.INDEPENDENT_PROBABILITIES,
                Output.MEMBER_INDEPENDENT_PROBABILITIES));
    all.addAll(TinyTags.OFFERS);
    return Collections.unmodifiableSet(all);
  }

  /** How many instances went through {@link #forward} so far. */
  public long forwarded() {
    return forwarded.get();
  }

  /** A copy: a model's weights never change. */
  double[][] weights() {
    double[][] copy = new double[weights.length][];
    for (int c = 0; c < copy.length; c++) {
      copy[c] = weights[c].clone();
    }
    return copy;
  }

  @Override
  public LabelSpace labels() {
    return labels;
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!OFFERS.containsAll(wanted)) {
      throw new IllegalArgumentException("offered: " + OFFERS + ", wanted: " + wanted);
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
    forwarded.addAndGet(block.size());
    Map<Output, INDArray> arrays = new TreeMap<>();
    for (Output output : wanted) {
      arrays.put(output, array(output, block));
    }
    try {
      sink.accept(Outputs.of(first, block, arrays));
    } finally {
      arrays.values().forEach(INDArray::close);
    }
  }

  private INDArray array(Output output, List<Instance> block) {
    if (TinyTags.OFFERS.contains(output)) {
      return new TinyTags(this, block, MEMBERS).array(output);
    }
    float[][][] members = new float[MEMBERS][block.size()][];
    for (int m = 0; m < MEMBERS; m++) {
      for (int i = 0; i < block.size(); i++) {
        double[] features = features(block.get(i).text());
        members[m][i] =
            switch (output.name()) {
              case "EMBEDDING" -> floats(features);
              case "LOGITS" -> floats(scores(features));
              case "PROBABILITIES" -> floats(softmax(scores(features)));
              case "INDEPENDENT_PROBABILITIES", "MEMBER_INDEPENDENT_PROBABILITIES" ->
                  floats(sigmoid(scaled(scores(features), 1 + m)));
              default -> floats(softmax(scaled(scores(features), 1 + m)));
            };
      }
    }
    return switch (output.name()) {
      case "MEMBER_PROBABILITIES", "MEMBER_INDEPENDENT_PROBABILITIES" ->
          Nd4j.createFromArray(members);
      case "MEMBER_VALUES" -> Nd4j.createFromArray(expectedClasses(members));
      default -> Nd4j.createFromArray(members[0]);
    };
  }

  /** A number for strategies that need one per member: the mean class number, {@code [m, n]}. */
  private static float[][] expectedClasses(float[][][] members) {
    float[][] values = new float[members.length][members[0].length];
    for (int m = 0; m < values.length; m++) {
      for (int i = 0; i < values[m].length; i++) {
        for (int c = 0; c < members[m][i].length; c++) {
          values[m][i] += c * members[m][i][c];
        }
      }
    }
    return values;
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    for (Instance instance : xs) {
      double[] probabilities = softmax(scores(features(instance.text())));
      int best = 0;
      for (int c = 1; c < probabilities.length; c++) {
        best = probabilities[c] > probabilities[best] ? c : best;
      }
      sink.accept(new Prediction<>(instance, new ClassLabel(labels.name(best)), probabilities));
    }
  }

  @Override
  public void save(Path dir) throws IOException {
    Files.createDirectories(dir);
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(dir.resolve("weights.bin")))) {
      for (double[] row : weights) {
        for (double weight : row) {
          out.writeDouble(weight);
        }
      }
    }
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param labels those that it was trained with
   * @throws UncheckedIOException if it cannot be read
   */
  public static TinyClassifier load(Path dir, LabelSpace labels) {
    double[][] weights = new double[labels.size()][FEATURES];
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(dir.resolve("weights.bin"))))) {
      for (double[] row : weights) {
        for (int i = 0; i < row.length; i++) {
          row[i] = in.readDouble();
        }
      }
      return new TinyClassifier(weights, labels);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the tiny model in " + dir, e);
    }
  }

  @Override
  public void close() {}

  double[] scores(double[] features) {
    double[] scores = new double[weights.length];
    for (int c = 0; c < weights.length; c++) {
      for (int i = 0; i < features.length; i++) {
        scores[c] += weights[c][i] * features[i];
      }
    }
    return scores;
  }

  static double[] features(String text) {
    double[] features = new double[FEATURES];
    features[0] = 1;
    for (String word : text.split(" ")) {
      features[1 + Math.floorMod(word.hashCode(), FEATURES - 1)] += 1;
    }
    return features;
  }

  /** As if each class were a question of its own, for strategies that ask about label sets. */
  private static double[] sigmoid(double[] scores) {
    double[] out = new double[scores.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = 1 / (1 + Math.exp(-scores[c]));
    }
    return out;
  }

  static double[] softmax(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double[] out = new double[scores.length];
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      out[c] = Math.exp(scores[c] - largest);
      sum += out[c];
    }
    for (int c = 0; c < out.length; c++) {
      out[c] /= sum;
    }
    return out;
  }

  private static double[] scaled(double[] values, double factor) {
    double[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= factor;
    }
    return out;
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
