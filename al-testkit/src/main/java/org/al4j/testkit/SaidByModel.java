package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;

/**
 * What models of some kind say of their annotations.
 *
 * @param output the numbers that predictions follow from
 * @param labels the label space; empty where a number is predicted
 */
record SaidByModel(Output output, LabelSpace labels) {
  private static final List<Output> KNOWN =
      List.of(
          Output.PROBABILITIES,
          Output.INDEPENDENT_PROBABILITIES,
          Output.VALUE,
          Output.TOKEN_LOG_PROBABILITIES);

  /** By the first of the known outputs that is offered. */
  static SaidByModel of(Set<Output> offers, LabelSpace labels) {
    return new SaidByModel(
        KNOWN.stream().filter(offers::contains).findFirst().orElseThrow(), labels);
  }

  /** The numbers of each instance, by id; every instance must be there once, in order. */
  Map<String, float[]> rows(AcquisitionModel model, List<Instance> xs) {
    Map<String, float[]> rows = new HashMap<>();
    List<String> order = new ArrayList<>();
    model.forward(
        xs,
        Set.of(output),
        block -> {
          assertEquals(order.size(), block.first(), "blocks are consecutive");
          float[] values = block.floats(output);
          int width = values.length / block.size();
          int wanted = Math.max(1, labels.size());
          assertEquals(wanted, byWord() ? width / words(block) : width, "one for each class");
          for (int i = 0; i < block.size(); i++) {
            String id = block.instances().get(i).id();
            order.add(id);
            rows.put(id, unpadded(Arrays.copyOfRange(values, i * width, (i + 1) * width)));
          }
        });
    assertEquals(
        xs.stream().map(Instance::id).toList(), order, "every instance once, in the order given");
    return rows;
  }

  private boolean byWord() {
    return output.equals(Output.TOKEN_LOG_PROBABILITIES);
  }

  /** Words of the longest instance of a block, at least 1. */
  private int words(Outputs block) {
    return (int) block.shape(output)[1];
  }

  /** Without the NaN behind the last word. */
  private static float[] unpadded(float[] row) {
    int end = row.length;
    while (end > 0 && Float.isNaN(row[end - 1])) {
      end--;
    }
    return Arrays.copyOf(row, end);
  }

  /** A prediction must follow from the numbers of its instance. */
  void requireAgreement(Prediction<?> prediction, float[] row) {
    Annotation annotation = prediction.annotation();
    assertTrue(
        labels.refusal(prediction.instance(), annotation).isEmpty(),
        "the annotation is of the label space");
    if (prediction.confidence() instanceof Confidence.Words words) {
      requireWords(words.probabilities(), row);
    }
    double[] numbers = prediction.probabilities();
    for (int k = 0; k < numbers.length; k++) {
      assertEquals(row[k], numbers[k], 1e-5, "the confidence is what the model says");
    }
    if (annotation instanceof ClassLabel label) {
      requireLargest(List.of(label.name()), row);
    } else if (annotation instanceof LabelSet set) {
      requireLargest(set.names(), row);
    } else if (annotation instanceof RealValue number) {
      assertEquals(row[0], number.value(), 1e-4 * Math.max(1, Math.abs(row[0])));
    }
  }

  private void requireWords(double[][] words, float[] row) {
    assertEquals(row.length, words.length * labels.size(), "each word has probabilities");
    for (int i = 0; i < row.length; i++) {
      double p = words[i / labels.size()][i % labels.size()];
      assertEquals(Math.exp(row[i]), p, 1e-5, "the confidence is what the model says");
    }
  }

  /** Whatever the threshold of a set is. */
  private void requireLargest(List<String> predicted, float[] row) {
    float least = 1;
    float most = 0;
    for (int k = 0; k < row.length; k++) {
      if (predicted.contains(labels.name(k))) {
        least = Math.min(least, row[k]);
      } else {
        most = Math.max(most, row[k]);
      }
    }
    assertTrue(least >= most - 1e-6f, "no other class is more probable than a predicted one");
  }
}
