package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.List;

/** Writes what a batch's outputs should be, and how much each counts, into a plan's inputs. */
record LossTargets(FloatBuffer labels, FloatBuffer weights) {
  private static final int CHUNK = 4096;

  /** Of a sequence head: {@code [B, C]} and {@code [B]}. */
  void ofSequences(List<Example> examples, double totalWeight) {
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      labels.put(i * example.target().length, example.target());
      weights.put(i, (float) (example.weight() / totalWeight));
    }
  }

  /** Of a token head: {@code [T, C]} and {@code [T]}, zero for padding and ignored tokens. */
  void ofTokens(List<Example> examples, int length, double totalWeight) {
    int classes = labels.capacity() / weights.capacity();
    clear(labels);
    clear(weights);
    for (int i = 0; i < examples.size(); i++) {
      int[] tokens = examples.get(i).labels();
      for (int j = 0; j < tokens.length; j++) {
        if (tokens[j] != Example.IGNORED) {
          int row = i * length + j;
          labels.put(row * classes + tokens[j], 1);
          weights.put(row, (float) (examples.get(i).weight() / totalWeight));
        }
      }
    }
  }

  private static void clear(FloatBuffer buffer) {
    float[] zeros = new float[Math.min(CHUNK, buffer.capacity())];
    for (int at = 0; at < buffer.capacity(); at += zeros.length) {
      buffer.put(at, zeros, 0, Math.min(zeros.length, buffer.capacity() - at));
    }
  }
}
