package org.al4j.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;

/**
 * What is wanted of each text, in a form that is sent, and how it is computed, by the driver as by
 * executors: a row of floats for each output, of a utility three, whose sum is its double.
 *
 * @param outputs names of standard outputs
 * @param utilities descriptions of pointwise strategies
 */
record RowScores(ArrayList<String> outputs, ArrayList<String> utilities) implements Serializable {
  /** Floats of a utility. */
  static final int PARTS = 3;

  /** Rows by output or utility, each {@code [n, width]} in c-order. */
  static final class Rows {
    private final int size;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    private Rows(int size) {
      this.size = size;
    }

    Map<String, float[]> values() {
      return values;
    }
  }

  static RowScores of(List<Output> outputs, List<String> utilities) {
    ArrayList<String> names = new ArrayList<>();
    for (Output output : outputs) {
      if (!Output.standard().contains(output) || output.axes().contains(Output.Axis.WORDS)) {
        throw new InvalidInputException(
            output
                + " does not come back from executors, only what has one row a text and is"
                + " standard; choose by a utility that they compute: SparkPool.strategy(..)");
      }
      names.add(output.name());
    }
    return new RowScores(names, new ArrayList<>(utilities));
  }

  /** One pass over the texts. */
  Rows of(AcquisitionModel model, List<Instance> texts) {
    List<Utility> scored = utilities.stream().map(Strategies::utility).toList();
    Set<Output> needs = needs();
    requireOffered(model, needs);
    Rows rows = new Rows(texts.size());
    int[] seen = {0};
    model.forward(
        texts,
        needs,
        block -> {
          outputs.forEach(name -> add(rows, name, seen[0], block.size(), row(block, output(name))));
          for (int i = 0; i < scored.size(); i++) {
            add(rows, utilities.get(i), seen[0], block.size(), parts(block, scored.get(i)));
          }
          seen[0] += block.size();
        });
    if (seen[0] != texts.size()) {
      throw new InvalidInputException(
          "a model must give outputs for every text: "
              + texts.size()
              + " wanted, "
              + seen[0]
              + " received");
    }
    return rows;
  }

  /** What of a model it takes. */
  Set<Output> needs() {
    Set<Output> needs = new TreeSet<>();
    outputs.forEach(name -> needs.add(output(name)));
    utilities.forEach(name -> needs.addAll(Strategies.utility(name).needs()));
    return needs;
  }

  private static void requireOffered(AcquisitionModel model, Set<Output> needs) {
    if (!model.offers().containsAll(needs)) {
      throw new InvalidInputException(
          "the model offers " + model.offers() + ", but " + needs + " are needed");
    }
  }

  static Output output(String name) {
    return Output.standard().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException("no standard output is called " + name));
  }

  private static void add(Rows rows, String name, int first, int count, float[] values) {
    int width = values.length / count;
    float[] all = rows.values.computeIfAbsent(name, one -> new float[rows.size * width]);
    if (all.length != rows.size * width) {
      throw new InvalidInputException(
          name
              + " must have one width for all texts, found "
              + all.length / rows.size
              + " and "
              + width);
    }
    System.arraycopy(values, 0, all, first * width, values.length);
  }

  /** Of members the numbers of a text come together. */
  private static float[] row(Outputs block, Output output) {
    float[] values = block.floats(output);
    if (output.axes().get(0) == Output.Axis.INSTANCES) {
      return values;
    }
    int members = (int) block.shape(output)[0];
    return byText(values, members, block.size());
  }

  /** From {@code [m, n, w]} to {@code [n, m, w]}. */
  static float[] byText(float[] values, int members, int n) {
    return swapped(values, members, n);
  }

  /** From {@code [n, m, w]} to {@code [m, n, w]}. */
  static float[] byMember(float[] values, int n, int members) {
    return swapped(values, n, members);
  }

  private static float[] swapped(float[] values, int a, int b) {
    int width = values.length / (a * b);
    float[] swapped = new float[values.length];
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        System.arraycopy(values, (i * b + j) * width, swapped, (j * a + i) * width, width);
      }
    }
    return swapped;
  }

  private static float[] parts(Outputs block, Utility utility) {
    double[] scores = new double[block.size()];
    utility.score(block, scores);
    float[] parts = new float[scores.length * PARTS];
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i]) || Math.abs(scores[i]) > Float.MAX_VALUE) {
        throw new InvalidInputException(
            "the utility of instance '"
                + block.instances().get(i).id()
                + "' must be a number that a float can hold, found "
                + scores[i]);
      }
      split(scores[i], parts, i * PARTS);
    }
    return parts;
  }

  /** A double has 53 bits, a float 24: what one rounds away is in the next. */
  static void split(double value, float[] parts, int at) {
    double left = value;
    for (int i = 0; i < PARTS; i++) {
      parts[at + i] = (float) left;
      left -= parts[at + i];
    }
  }

  /** The double that was split into three floats. */
  static double joined(float[] parts, int at) {
    return ((double) parts[at + 2] + parts[at + 1]) + parts[at];
  }

  /** Puts a row at its place among those of all texts. */
  static void put(
      float[] values,
      int width,
      int row,
      Map<String, float[]> all,
      String name,
      int place,
      int size) {
    if ((long) size * width > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          name
              + " of "
              + size
              + " texts has "
              + width
              + " numbers each, more than an array holds; choose by a utility that executors"
              + " compute, SparkPool.strategy(..), or behind SparkPool.prefiltered(..)");
    }
    float[] target = all.computeIfAbsent(name, one -> new float[size * width]);
    if (target.length != size * width) {
      throw new InvalidInputException(
          name
              + " must have one width for all texts, found "
              + target.length / size
              + " and "
              + width);
    }
    System.arraycopy(values, row * width, target, place * width, width);
  }

  /** Some rows of some. */
  static float[] slice(float[] values, int width, int first, int count) {
    return Arrays.copyOfRange(values, first * width, (first + count) * width);
  }
}
