package org.al4j.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");

  /** Embeddings, two layers, head. */
  private static double[] shares(Layers layers, int epoch) {
    double[] shares = new double[4];
    Arrays.setAll(shares, depth -> layers.share(depth, 3, epoch));
    return shares;
  }

  @Test
  void share_decay_multipliesFromTheHeadDown() {
    assertArrayEquals(new double[] {.125, .25, .5, 1}, shares(new Layers(.5, 0, false), 0));
    assertArrayEquals(new double[] {1, 1, 1, 1}, shares(Layers.all(), 0));
  }

  @Test
  void share_frozenLayers_areZeroButNeverTheHead() {
    assertArrayEquals(new double[] {0, 0, 1, 1}, shares(new Layers(1, 2, false), 5));
    assertArrayEquals(new double[] {0, 0, 0, 1}, shares(new Layers(1, 99, false), 5));
  }

  @Test
  void share_gradualUnfreezing_addsALayerAnEpochFromTheTop() {
    Layers gradual = new Layers(1, 1, true);
    assertArrayEquals(new double[] {0, 0, 0, 1}, shares(gradual, 0));
    assertArrayEquals(new double[] {0, 0, 1, 1}, shares(gradual, 1));
    assertArrayEquals(new double[] {0, 1, 1, 1}, shares(gradual, 2));
    assertArrayEquals(new double[] {0, 1, 1, 1}, shares(gradual, 9), "frozen stays frozen");
  }

  @Test
  void balanced_counts_areInverseAndAbsentClassesCountOnce() {
    double[] weights = ClassWeights.balanced().of(LABELS, new double[] {6, 2, 0});
    assertArrayEquals(new double[] {8 / 18.0, 8 / 6.0, 1}, weights, 1e-12);
  }

  @Test
  void byName_someClasses_othersCountOnce() {
    ClassWeights weights = ClassWeights.of(Map.of("c", 3.0));
    assertArrayEquals(new double[] {1, 1, 3}, weights.of(LABELS, new double[3]));
    assertArrayEquals(new double[] {1, 1, 1}, ClassWeights.none().of(LABELS, new double[3]));
    ClassWeights unknown = ClassWeights.of(Map.of("d", 3.0));
    String message =
        assertThrows(InvalidInputException.class, () -> unknown.of(LABELS, new double[3]))
            .getMessage();
    assertEquals("unknown label 'd'; declared labels: a, b, c", message);
    assertThrows(InvalidInputException.class, () -> ClassWeights.of(Map.of("a", 0.0)));
  }
}
