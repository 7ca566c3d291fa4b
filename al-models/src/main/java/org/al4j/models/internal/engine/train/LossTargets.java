package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Buffers;
import org.al4j.models.internal.engine.run.Batch;

/** Writes what a batch's outputs should be, and how much each counts, into a plan's inputs. */
record LossTargets(FloatBuffer labels, FloatBuffer weights) {
  /**
   * Of a sequence head with one softmax or one number: {@code [B, C]} and {@code [B]}, zero where
   * there is no sequence.
   */
  void ofSequences(List<Example> examples, double totalWeight) {
    clear();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      labels.put(i * example.target().length, example.target());
      weights.put(i, (float) (example.weight() / totalWeight));
    }
  }

  /**
   * Of a sequence head with classes that do not exclude each other: {@code [B C, 2]} and {@code [B
   * C]}; a sequence's loss is the mean over the classes, as PyTorch's.
   */
  void ofClasses(List<Example> examples, double totalWeight) {
    clear();
    int row = 0;
    for (Example example : examples) {
      float[] target = example.target();
      for (float there : target) {
        labels.put(2 * row, 1 - there);
        labels.put(2 * row + 1, there);
        weights.put(row, (float) (example.weight() / totalWeight / target.length));
        row++;
      }
    }
  }

  /** Of a token head: {@code [T, C]} and {@code [T]}, zero for unused rows and ignored tokens. */
  void ofTokens(List<Example> examples, Batch batch, double totalWeight) {
    int classes = labels.capacity() / weights.capacity();
    clear();
    for (int i = 0; i < examples.size(); i++) {
      int[] tokens = examples.get(i).labels();
      float[] soft = examples.get(i).target();
      for (int j = 0; j < tokens.length; j++) {
        if (tokens[j] != Example.IGNORED) {
          int row = batch.starts()[i] + j;
          if (soft.length > 0) {
            labels.put(row * classes, soft, j * classes, classes);
          } else {
            labels.put(row * classes + tokens[j], 1);
          }
          weights.put(row, (float) (examples.get(i).weight() / totalWeight));
        }
      }
    }
  }

  /**
   * Of a token head whose graph computes labelled tokens alone: {@code [M, C]} and {@code [M]}, and
   * which tokens these are, {@code [M, T]}; zero where there are fewer.
   */
  void ofPicked(List<Example> examples, Batch batch, double totalWeight, FloatBuffer picked) {
    int classes = labels.capacity() / weights.capacity();
    int width = picked.capacity() / weights.capacity();
    clear();
    Buffers.fill(picked, 0, picked.capacity(), 0);
    int row = 0;
    for (int i = 0; i < examples.size(); i++) {
      int[] tokens = examples.get(i).labels();
      for (int j = 0; j < tokens.length; j++) {
        if (tokens[j] != Example.IGNORED) {
          labels.put(row * classes + tokens[j], 1);
          weights.put(row, (float) (examples.get(i).weight() / totalWeight));
          picked.put(row * width + batch.starts()[i] + j, 1);
          row++;
        }
      }
    }
  }

  private void clear() {
    Buffers.fill(labels, 0, labels.capacity(), 0);
    Buffers.fill(weights, 0, weights.capacity(), 0);
  }
}
