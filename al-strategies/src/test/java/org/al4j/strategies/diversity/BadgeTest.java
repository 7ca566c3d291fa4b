package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BadgeTest {
  private static GradientEmbeddings reference() {
    return new GradientEmbeddings(
        References.unlabelledEmbeddings(),
        References.matrix(References.table("probabilities.tsv")).select(References.unlabelled()));
  }

  private static TableModel referenceModel() {
    return new TableModel(rows("embeddings.tsv"), rows("probabilities.tsv"));
  }

  private static float[][] rows(String name) {
    float[][] all = References.table(name);
    return Arrays.stream(References.unlabelled()).mapToObj(i -> all[i]).toArray(float[][]::new);
  }

  @Test
  void squaredNorm_reference_equalsPaper() {
    double[] expected = References.values("badge-squared-norms");
    GradientEmbeddings gradients = reference();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], gradients.squaredNorm(i), 1e-5);
    }
  }

  @Test
  void include_reference_distancesAndProbabilitiesEqualPaper() {
    GradientEmbeddings gradients = reference();
    int[] chosen = References.integers("badge-chosen");
    double[] afterFirst = References.values("badge-after-first");
    gradients.include(chosen[0]);
    for (int i = 0; i < afterFirst.length; i++) {
      assertEquals(afterFirst[i], gradients.squaredDistance(i), 1e-4);
    }
    gradients.include(chosen[1]);
    gradients.include(chosen[2]);
    double[] afterAll = References.values("badge-after-chosen");
    double[] probabilities = References.values("badge-probabilities");
    double total = 0;
    for (int i = 0; i < afterAll.length; i++) {
      assertEquals(afterAll[i], gradients.squaredDistance(i), 1e-4);
      total += gradients.squaredDistance(i);
    }
    for (int i = 0; i < probabilities.length; i++) {
      assertEquals(probabilities[i], gradients.squaredDistance(i) / total, 1e-7);
    }
    for (int centre : chosen) {
      assertEquals(0.0, gradients.squaredDistance(centre));
    }
  }

  @Test
  void select_reference_startsAtTheLargestNormAsTheAuthors() {
    TableModel model = referenceModel();
    assertEquals(
        References.integers("badge-first")[0],
        model.rows(Diversity.badge(), model.pool(190), 1, 5)[0]);
  }

  /** Gradient embeddings written out, [n, C d]. */
  private static double[][] gradients(TableModel model) {
    double[][] out = new double[model.embeddings().length][];
    for (int i = 0; i < out.length; i++) {
      float[] p = model.probabilities()[i];
      float[] h = model.embeddings()[i];
      int largest = 0;
      for (int k = 1; k < p.length; k++) {
        largest = p[k] > p[largest] ? k : largest;
      }
      out[i] = new double[p.length * h.length];
      for (int k = 0; k < p.length; k++) {
        for (int j = 0; j < h.length; j++) {
          out[i][k * h.length + j] = ((k == largest ? 1 : 0) - p[k]) * h[j];
        }
      }
    }
    return out;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  /** Algorithm 1 on gradient embeddings written out. */
  private static int[] naive(TableModel model, int wanted, long seed, boolean uniform) {
    double[][] g = gradients(model);
    SplittableRandom random = new SplittableRandom(seed);
    double[] zero = new double[g[0].length];
    int[] picks = new int[wanted];
    if (uniform) {
      picks[0] = random.nextInt(g.length);
    } else {
      for (int i = 1; i < g.length; i++) {
        picks[0] = squared(g[i], zero) > squared(g[picks[0]], zero) ? i : picks[0];
      }
    }
    for (int p = 1; p < wanted; p++) {
      double[] d = new double[g.length];
      double total = 0;
      for (int i = 0; i < d.length; i++) {
        d[i] = Double.POSITIVE_INFINITY;
        for (int c = 0; c < p; c++) {
          d[i] = Math.min(d[i], squared(g[i], g[picks[c]]));
        }
        total += d[i];
      }
      double left = random.nextDouble() * total;
      for (int i = 0; left >= 0; i++) {
        left -= d[i];
        picks[p] = i;
      }
    }
    return picks;
  }

  @Test
  void select_wholeNumbers_equalsTheDefinition() {
    for (long seed = 0; seed < 10; seed++) {
      TableModel model = TableModel.whole(200, 12, 4, seed);
      assertArrayEquals(
          naive(model, 40, seed, false), model.rows(Diversity.badge(), model.pool(200), 40, seed));
      assertArrayEquals(
          naive(model, 40, seed, true),
          model.rows(new Badge(Badge.First.UNIFORM), model.pool(200), 40, seed));
    }
  }

  @Test
  void include_realNumbers_samplingProbabilitiesEqualTheDefinition() {
    TableModel whole = TableModel.whole(120, 20, 5, 1);
    float[][] h = new float[120][];
    for (int i = 0; i < h.length; i++) {
      h[i] = whole.embeddings()[i].clone();
      for (int j = 0; j < h[i].length; j++) {
        h[i][j] =
            (float) Math.sin(h[i][j] + 0.1 * i + j) + 3; // a common part, as real embeddings have
      }
    }
    TableModel model = new TableModel(h, whole.probabilities());
    GradientEmbeddings fast =
        new GradientEmbeddings(References.matrix(h), References.matrix(model.probabilities()));
    double[][] g = gradients(model);
    double[] nearest = new double[120];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int centre = 0; centre < 120; centre += 11) {
      fast.include(centre);
      double total = 0;
      double fastTotal = 0;
      for (int i = 0; i < 120; i++) {
        nearest[i] = Math.min(nearest[i], squared(g[i], g[centre]));
        total += nearest[i];
        fastTotal += fast.squaredDistance(i);
      }
      for (int i = 0; i < 120; i++) {
        assertEquals(nearest[i] / total, fast.squaredDistance(i) / fastTotal, 1e-5);
      }
    }
  }

  @Test
  void include_duplicatesOfACentre_areExactlyZeroAndNoneIsNegative() {
    TableModel whole = TableModel.whole(200, 37, 5, 3);
    float[][] h = whole.embeddings();
    float[][] p = whole.probabilities();
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < 37; j++) {
        h[i][j] = (float) Math.cos(h[i % 50][j] + (i % 50) * 0.37 + j);
      }
      p[i] = p[i % 50];
      h[i] = h[i % 50];
    }
    GradientEmbeddings gradients =
        new GradientEmbeddings(References.matrix(h), References.matrix(p));
    for (int centre = 0; centre < 50; centre++) {
      gradients.include(centre);
      for (int i = 0; i < 200; i++) {
        assertTrue(gradients.squaredDistance(i) >= 0);
        if (i % 50 <= centre) {
          assertEquals(0.0, gradients.squaredDistance(i));
        }
      }
    }
  }

  @Test
  void select_certainModel_drawsUniformly() {
    float[][] p = new float[4][];
    Arrays.fill(p, new float[] {0, 1});
    TableModel model = new TableModel(TableModel.whole(4, 3, 2, 1).embeddings(), p);
    int[] counts = new int[4];
    for (long seed = 0; seed < 3000; seed++) {
      counts[model.rows(Diversity.badge(), model.pool(4), 2, seed * 0x9e3779b97f4a7c15L)[1]]++;
    }
    assertEquals(0, counts[0]); // the first pick, by the smaller id
    for (int i = 1; i < 4; i++) {
      assertEquals(1000, counts[i], 130);
    }
  }
}
