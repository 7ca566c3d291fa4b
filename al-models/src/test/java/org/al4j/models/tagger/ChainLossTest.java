package org.al4j.models.tagger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Layout;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.GraphOutputs;
import org.junit.jupiter.api.Test;

class ChainLossTest {
  private static final int TAGS = 3;
  private static final int NONE = Example.IGNORED;
  private static final float STEP = 1e-2f;

  private final SplittableRandom random = new SplittableRandom(8);
  private final List<Example> examples =
      List.of(
          Example.ofTokens(sequence(5), new int[] {NONE, 1, NONE, 2, NONE}, new float[0], 1),
          Example.ofTokens(sequence(4), new int[] {NONE, 0, 2, NONE}, soft(4), 2));

  private static Sequence sequence(int length) {
    return new Sequence(new int[length], null);
  }

  private static float[] soft(int tokens) {
    float[] soft = new float[tokens * TAGS];
    for (int i = 0; i < soft.length; i++) {
      soft[i] = new float[] {0.2f, 0.1f, 0.7f}[i % TAGS];
    }
    return soft;
  }

  private float[] drawn(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private double value(CrfWeights weights, float[] logits, float[] gradient, ChainLoss loss) {
    List<Sequence> sequences = examples.stream().map(Example::sequence).toList();
    GraphOutputs.Part part =
        new GraphOutputs.Part(
            0,
            Batch.of(sequences, Layout.packed(sequences)),
            new int[] {0, 1},
            Map.of(Ports.LOGITS, FloatBuffer.wrap(logits)),
            Map.of(Ports.LOGITS, FloatBuffer.wrap(gradient)));
    assertEquals(TAGS, weights.tags());
    return loss.apply(new GraphOutputs(List.of(part), examples, examples));
  }

  private double value(CrfWeights weights, float[] logits) {
    return value(weights, logits, new float[logits.length], new ChainLoss(weights, 1));
  }

  @Test
  void apply_goldAndSoftTags_hasTheGradientOfDifferences() {
    CrfWeights weights = new CrfWeights(drawn(TAGS), drawn(TAGS * TAGS), drawn(TAGS));
    int rows = Layout.packed(examples.stream().map(Example::sequence).toList()).rows();
    float[] logits = drawn(rows * TAGS);
    float[] gradient = new float[logits.length];
    ChainLoss loss = new ChainLoss(weights, 1);
    value(weights, logits, gradient, loss);
    requireDifferences(weights, logits, logits, gradient);
    float[][] learnt = loss.gradients();
    requireDifferences(weights, logits, weights.start(), learnt[0]);
    requireDifferences(weights, logits, weights.transitions(), learnt[1]);
    requireDifferences(weights, logits, weights.end(), learnt[2]);
  }

  private void requireDifferences(
      CrfWeights weights, float[] logits, float[] changed, float[] gradient) {
    for (int i = 0; i < changed.length; i++) {
      float before = changed[i];
      changed[i] = before + STEP;
      double above = value(weights, logits);
      changed[i] = before - STEP;
      double below = value(weights, logits);
      changed[i] = before;
      assertEquals((above - below) / (2 * STEP), gradient[i], 1e-4, "at " + i);
    }
  }
}
