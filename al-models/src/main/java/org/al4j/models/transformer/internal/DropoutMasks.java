package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.ModelConfig;

/**
 * Inverted dropout: each element is 0 with the configured probability, else 1 over the probability
 * of being kept. Four elements are decided by the 16-bit quarters of one 64-bit draw, so a
 * probability is met to 2^-16; the scale uses the rounded probability and keeps the expectation at
 * one.
 */
final class DropoutMasks {
  private static final int CHUNK = 4096;
  private static final int ONE = 1 << 16;

  private final ModelConfig config;

  DropoutMasks(ModelConfig config) {
    this.config = config;
  }

  /** Shape of a mask, by the name of its placeholder. */
  static long[] shape(String name, ModelConfig config, int size, int length) {
    long tokens = (long) size * length;
    if (name.startsWith("dropout.weights.")) {
      return new long[] {size, config.heads(), length, length};
    }
    return switch (name) {
      case "dropout.embeddings" -> new long[] {tokens, config.embedding()};
      case "dropout.head", "dropout.classifier" -> new long[] {size, config.hidden()};
      default -> new long[] {tokens, config.hidden()};
    };
  }

  /** The configured probability of dropping, by the name of the placeholder. */
  double probability(String name) {
    if (name.startsWith("dropout.weights.")) {
      return config.attentionDropout();
    }
    return switch (name) {
      case "dropout.head", "dropout.classifier" -> config.classifierDropout();
      case "dropout.tokens" -> // DistilBERT's is for sequences only
          config.family() == Family.DISTILBERT
              ? config.hiddenDropout()
              : config.classifierDropout();
      default -> config.hiddenDropout();
    };
  }

  /**
   * Fills a mask, each sequence's part from a generator of its own, so that a sequence's mask does
   * not depend on what else is in its batch.
   */
  void fill(String name, SplittableRandom[] rows, FloatBuffer mask) {
    int part = mask.capacity() / rows.length;
    for (int row = 0; row < rows.length; row++) {
      fill(probability(name), rows[row], mask.slice(row * part, part));
    }
  }

  /** Ones: no dropout. */
  static void clear(FloatBuffer mask) {
    float[] ones = new float[Math.min(CHUNK, mask.capacity())];
    Arrays.fill(ones, 1f);
    for (int at = 0; at < mask.capacity(); at += ones.length) {
      mask.put(at, ones, 0, Math.min(ones.length, mask.capacity() - at));
    }
  }

  static void fill(double probability, SplittableRandom random, FloatBuffer mask) {
    int dropped = (int) Math.round(probability * ONE);
    if (dropped == 0) {
      clear(mask);
      return;
    }
    float kept = (float) ONE / (ONE - dropped);
    float[] values = new float[Math.min(CHUNK, (mask.capacity() + 3) / 4 * 4)];
    for (int at = 0; at < mask.capacity(); at += values.length) {
      for (int i = 0; i < values.length; i += 4) {
        long bits = random.nextLong();
        values[i] = (bits & 0xffff) < dropped ? 0 : kept;
        values[i + 1] = (bits >>> 16 & 0xffff) < dropped ? 0 : kept;
        values[i + 2] = (bits >>> 32 & 0xffff) < dropped ? 0 : kept;
        values[i + 3] = (bits >>> 48) < dropped ? 0 : kept;
      }
      mask.put(at, values, 0, Math.min(values.length, mask.capacity() - at));
    }
  }
}
