package org.al4j.strategies.internal.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.strategies.diversity.References;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  @Test
  void cluster_referenceFromFirstTenRows_equalsScikitLearn() {
    Matrix x = References.unlabelledEmbeddings();
    x.normaliseRows();
    float[] first = Arrays.copyOf(x.toRows(), 10 * 16);
    Clusters clusters = KMeans.cluster(x, false, first, 100);
    assertArrayEquals(References.integers("lloyd-labels"), clusters.labels());
    double[] centres = References.values("lloyd-centres");
    double inertia = 0;
    for (int i = 0; i < centres.length; i++) {
      assertEquals(centres[i], clusters.centres()[i], 1e-6);
    }
    for (float distance : clusters.distances()) {
      inertia += distance;
    }
    assertEquals(References.values("lloyd-inertia")[0], inertia, 1e-4);
    assertEquals(References.integers("lloyd-iterations")[0], clusters.iterations());
  }

  @Test
  void cluster_twoDirectionsOfAnyLength_areTheCosineClusters() {
    float[] rows = {1, 0, 9, 1, 100, 3, 0, 2, 1, 50, 0, 0.5f};
    Matrix x = MatrixTest.matrix(rows, 2);
    x.normaliseRows();
    for (long seed = 0; seed < 10; seed++) {
      int[] labels = KMeans.cluster(x, true, 2, new SplittableRandom(seed)).labels();
      int one = labels[0];
      assertArrayEquals(new int[] {one, one, one, 1 - one, 1 - one, 1 - one}, labels);
    }
  }

  @Test
  void cluster_wholeNumbers_equalsAPlainLoop() {
    int d = 6;
    int k = 9;
    float[] rows = NearestRowsTest.whole(5000 * d, 1);
    float[] centres = Arrays.copyOf(rows, k * d);
    Clusters found = KMeans.cluster(MatrixTest.matrix(rows, d), false, centres, 1);
    double[] sums = new double[k * d];
    int[] sizes = new int[k];
    for (int i = 0; i < 5000; i++) {
      int best = 0;
      for (int c = 1; c < k; c++) {
        best =
            NearestRowsTest.squared(rows, i, centres, c, d)
                    < NearestRowsTest.squared(rows, i, centres, best, d)
                ? c
                : best;
      }
      assertEquals(best, found.labels()[i]);
      assertEquals(NearestRowsTest.squared(rows, i, centres, best, d), found.distances()[i]);
      sizes[best]++;
      for (int j = 0; j < d; j++) {
        sums[best * d + j] += rows[i * d + j];
      }
    }
    float[] next = KMeans.cluster(MatrixTest.matrix(rows, d), false, centres, 2).centres();
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        assertEquals((float) (sums[c * d + j] / sizes[c]), next[c * d + j]);
      }
    }
  }

  @Test
  void cluster_emptyCluster_movesToTheFarthestRow() {
    Matrix x = MatrixTest.matrix(new float[] {0, 1, 2, 30}, 1);
    Clusters clusters = KMeans.cluster(x, false, new float[] {1, 500}, 100);
    assertArrayEquals(new int[] {0, 0, 0, 1}, clusters.labels());
    assertArrayEquals(new float[] {1, 30}, clusters.centres());
  }

  @Test
  void cluster_fewerDistinctRowsThanClusters_ends() {
    Matrix x = MatrixTest.matrix(new float[] {2, 2, 2, 5, 5}, 1);
    Clusters clusters = KMeans.cluster(x, false, 4, new SplittableRandom(1));
    assertArrayEquals(new float[5], clusters.distances());
    assertEquals(5, Arrays.stream(clusters.members()).mapToInt(rows -> rows.length).sum());
  }

  @Test
  void seeds_moreThanRows_isRefused() {
    Matrix x = MatrixTest.matrix(new float[] {2, 3}, 1);
    assertThrows(IllegalArgumentException.class, () -> KMeans.seeds(x, 3, new SplittableRandom(1)));
  }

  @Test
  void draw_manyTimes_followsTheWeights() {
    double[] weights = {0, 1, 5, 0, 2, 99};
    BitSet taken = new BitSet();
    taken.set(5);
    int[] counts = new int[6];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 80_000; i++) {
      counts[Sampling.draw(6, j -> weights[j], taken, random)]++;
    }
    assertEquals(0, counts[0] + counts[3] + counts[5]);
    // five standard deviations
    assertEquals(10_000, counts[1], 470);
    assertEquals(50_000, counts[2], 690);
    assertEquals(20_000, counts[4], 615);
  }

  @Test
  void draw_zeroWeights_isUniformOverWhatIsLeft() {
    BitSet taken = new BitSet();
    taken.set(0);
    taken.set(2);
    int[] counts = new int[4];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      counts[Sampling.draw(4, j -> 0, taken, random)]++;
    }
    assertEquals(10_000, counts[1] + counts[3]);
    assertEquals(5_000, counts[1], 250);
  }

  /** Merges the nearest pair of clusters by the mean of all distances between members. */
  private static int[] naive(float[] rows, int d, int most, double threshold) {
    int n = rows.length / d;
    List<List<Integer>> clusters = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      clusters.add(new ArrayList<>(List.of(i)));
    }
    while (clusters.size() > 1) {
      int a = 0;
      int b = 1;
      double nearest = Double.POSITIVE_INFINITY;
      for (int p = 0; p < clusters.size(); p++) {
        for (int q = p + 1; q < clusters.size(); q++) {
          double mean = mean(rows, d, clusters.get(p), clusters.get(q));
          if (mean < nearest) {
            nearest = mean;
            a = p;
            b = q;
          }
        }
      }
      if (clusters.size() <= most && nearest >= threshold) {
        break;
      }
      clusters.get(a).addAll(clusters.remove(b));
    }
    int[] labels = new int[n];
    for (int c = 0; c < clusters.size(); c++) {
      for (int i : clusters.get(c)) {
        labels[i] = c;
      }
    }
    return labels;
  }

  private static double mean(float[] rows, int d, List<Integer> a, List<Integer> b) {
    double sum = 0;
    for (int i : a) {
      for (int k : b) {
        double dot = 0;
        for (int j = 0; j < d; j++) {
          dot += (double) rows[i * d + j] * rows[k * d + j];
        }
        sum += 1 - dot;
      }
    }
    return sum / a.size() / b.size();
  }

  @Test
  void averageLinkage_randomDirections_equalsMergingTheNearestPair() {
    for (int seed = 0; seed < 8; seed++) {
      Matrix x = MatrixTest.matrix(MatrixTest.random(40 * 5, seed), 5);
      x.normaliseRows();
      for (int most : new int[] {1, 2, 5, 17, 40, 99}) {
        assertArrayEquals(naive(x.toRows(), 5, most, 0), AverageLinkage.cluster(x, most, 0));
      }
      assertArrayEquals(naive(x.toRows(), 5, 40, 0.4), AverageLinkage.cluster(x, 40, 0.4));
    }
  }

  @Test
  void averageLinkage_duplicatesAndOneRow_end() {
    Matrix same = MatrixTest.matrix(new float[] {1, 0, 1, 0, 0, 1, 1, 0}, 2);
    assertArrayEquals(new int[] {0, 0, 1, 0}, AverageLinkage.cluster(same, 2, 0));
    assertArrayEquals(
        new int[] {0}, AverageLinkage.cluster(MatrixTest.matrix(new float[] {1}, 1), 1, 0));
    assertTrue(Arrays.stream(AverageLinkage.cluster(same, 4, 0.5)).max().orElseThrow() == 1);
  }
}
