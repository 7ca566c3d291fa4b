package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.architecture.Design;
import org.al4j.models.internal.architecture.GraphBuilder;
import org.al4j.models.internal.engine.kernel.Buffers;

/**
 * Inverted dropout: each element is 0 with the configured probability, else 1 over the probability
 * of being kept. Four elements are decided by the 16-bit quarters of one 64-bit draw, so a
 * probability is met to 2^-16; the scale uses the rounded probability and keeps the expectation at
 * one.
 *
 * <p>A sequence's masks are drawn for its own tokens, from a generator of its own: they depend
 * neither on padding nor on what else is in the batch.
 */
public final class DropoutMasks {
  private static final int CHUNK = 4096;
  private static final int ONE = 1 << 16;
  private static final String WEIGHTS = "dropout.weights.";

  private final Design design;
  private final ModelConfig config;

  public DropoutMasks(Design design) {
    this.design = design;
    this.config = design.config();
  }

  /** Shape of a mask, by the name of its placeholder. */
  public long[] shape(String name, Layout layout) {
    if (name.startsWith(WEIGHTS)) {
      return layout.packed()
          ? new long[] {queries(name, layout), config.heads(), layout.longest()}
          : new long[] {layout.sequences(), config.heads(), layout.longest(), layout.longest()};
    }
    return new long[] {perSequence(name) ? layout.sequences() : layout.rows(), width(name)};
  }

  /** The configured probability of dropping, by the name of the placeholder. */
  double probability(String name) {
    if (name.startsWith(WEIGHTS)) {
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

  /** Fills a mask, each sequence's part from its generator; ones elsewhere. */
  public void fill(String name, Batch batch, SplittableRandom[] sequences, FloatBuffer mask) {
    double probability = probability(name);
    boolean weights = name.startsWith(WEIGHTS);
    if (weights && !batch.layout().packed()) {
      fillSquares(name, batch, sequences, mask);
      return;
    }
    boolean rows = weights ? !firstOnly(name) : !perSequence(name);
    int width = weights ? config.heads() * batch.layout().longest() : width(name);
    int end = 0;
    for (int i = 0; i < batch.size(); i++) {
      int at = (rows ? batch.starts()[i] : i) * width;
      int queries = rows ? batch.counts()[i] : 1;
      int used = queries * (weights ? config.heads() * batch.counts()[i] : width);
      if (!weights) { // of weights only what is used is read
        Buffers.fill(mask, end, at, 1);
      }
      fill(probability, sequences[i], mask.slice(at, used));
      end = at + used;
    }
    if (!weights) {
      Buffers.fill(mask, end, mask.capacity(), 1);
    }
  }

  /** The same numbers in an array {@code [B, A, S, S]}. */
  private void fillSquares(
      String name, Batch batch, SplittableRandom[] sequences, FloatBuffer mask) {
    clear(mask);
    int length = batch.layout().longest();
    for (int i = 0; i < batch.size(); i++) {
      int count = batch.counts()[i];
      int queries = firstOnly(name) ? 1 : count;
      float[] drawn = new float[config.heads() * queries * count];
      fill(probability(name), sequences[i], FloatBuffer.wrap(drawn));
      for (int row = 0; row < config.heads() * queries; row++) {
        int square = (i * config.heads() + row / queries) * length * length;
        mask.put(square + row % queries * length, drawn, row * count, count);
      }
    }
  }

  private int queries(String name, Layout layout) {
    return firstOnly(name) ? layout.sequences() : layout.rows();
  }

  /** Whether what is multiplied has a row for each sequence, not for each token. */
  private boolean perSequence(String name) {
    return name.equals("dropout.head") || name.equals("dropout.classifier") || firstOnly(name);
  }

  private boolean firstOnly(String name) {
    return design.firstOnly() && name.endsWith("." + (config.layers() - 1));
  }

  private int width(String name) {
    return name.equals(GraphBuilder.embeddingDropout()) ? config.embedding() : config.hidden();
  }

  /** Ones: no dropout. */
  static void clear(FloatBuffer mask) {
    Buffers.fill(mask, 0, mask.capacity(), 1);
  }

  public static void fill(double probability, SplittableRandom random, FloatBuffer mask) {
    int dropped = (int) Math.round(probability * ONE);
    if (dropped == 0) {
      clear(mask);
      return;
    }
    int kept = Float.floatToRawIntBits((float) ONE / (ONE - dropped));
    float[] values = new float[Math.min(CHUNK, (mask.capacity() + 3) / 4 * 4)];
    for (int at = 0; at < mask.capacity(); at += values.length) {
      for (int i = 0; i < values.length; i += 4) {
        long bits = random.nextLong();
        values[i] = choose((int) (bits & 0xffff), dropped, kept);
        values[i + 1] = choose((int) (bits >>> 16 & 0xffff), dropped, kept);
        values[i + 2] = choose((int) (bits >>> 32 & 0xffff), dropped, kept);
        values[i + 3] = choose((int) (bits >>> 48), dropped, kept);
      }
      mask.put(at, values, 0, Math.min(values.length, mask.capacity() - at));
    }
  }

  /** 0 if {@code draw < dropped}, else the float of the bits {@code kept}: without a branch. */
  private static float choose(int draw, int dropped, int kept) {
    return Float.intBitsToFloat(kept & ~(draw - dropped >> 31));
  }
}
