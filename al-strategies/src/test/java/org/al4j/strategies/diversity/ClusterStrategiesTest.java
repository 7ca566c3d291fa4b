package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.al4j.strategies.diversity.ClusterBased.Mixture;
import org.junit.jupiter.api.Test;

/** Strategies that cluster, on groups that leave k-means no choice. */
class ClusterStrategiesTest {
  /**
   * Three groups along the axes: rows 0 to 9 (each farther from the axis than the one before), 10
   * to 15, 16 to 18; the model is least sure of rows with even numbers.
   */
  private static TableModel groups() {
    int[] sizes = {10, 6, 3};
    float[][] x = new float[19][];
    float[][] p = new float[19][];
    int row = 0;
    for (int g = 0; g < 3; g++) {
      for (int i = 0; i < sizes[g]; i++) {
        x[row] = new float[4];
        x[row][g] = 1 + i; // of no account: cosine
        x[row][3] = 0.006f * i * i * (1 + i);
        p[row] = row % 2 == 0 ? new float[] {.5f, .5f} : new float[] {.9f, .1f};
        row++;
      }
    }
    return new TableModel(x, p);
  }

  private static int group(int row) {
    return row < 10 ? 0 : row < 16 ? 1 : 2;
  }

  private static Set<Integer> groupsOf(int[] rows) {
    return new TreeSet<>(IntStream.of(rows).map(ClusterStrategiesTest::group).boxed().toList());
  }

  @Test
  void clusterOutliers_threeGroups_takesTheFarthestOfEachLargestFirst() {
    for (long seed = 0; seed < 5; seed++) {
      int[] rows = groups().rows(Diversity.clusterOutliers(), groups().pool(19), 3, seed);
      assertArrayEquals(new int[] {9, 15, 18}, rows);
    }
  }

  @Test
  void cluster_membersAtOneDistance_areTakenInTheirOrder() {
    for (Mixture mixture : List.of(new Mixture(0, 1, 0), new Mixture(1, 0, 0))) {
      float[][] equal = {{1, 2}, {1, 2}, {1, 2}, {1, 2}};
      TableModel model = new TableModel(equal, equal);
      int[] rows = model.rows(new ClusterBased(1, mixture, Distance.COSINE), model.pool(4), 4, 1);
      assertArrayEquals(new int[] {0, 1, 2, 3}, rows);
    }
  }

  @Test
  void clusterOutliers_tieBelowTheFarthest_goesToTheSmallerRow() {
    // centre 0; rows 0 and 3 at distance 3, rows 1 and 2 at distance 1
    float[][] line = {{-3}, {-1}, {1}, {3}};
    TableModel model = new TableModel(line, line);
    ClusterBased outliers = new ClusterBased(1, new Mixture(0, 1, 0), Distance.EUCLIDEAN);
    assertArrayEquals(new int[] {0, 3, 1, 2}, model.rows(outliers, model.pool(4), 4, 1));
  }

  @Test
  void clusterCentres_threeGroups_takesTheMemberNearestToEachMean() {
    TableModel model = groups();
    int[] rows = model.rows(Diversity.clusterCentres(), model.pool(19), 3, 1);
    assertArrayEquals(
        new int[] {nearest(model, 0, 10), nearest(model, 10, 16), nearest(model, 16, 19)}, rows);
  }

  private static int nearest(TableModel model, int from, int to) {
    double[] mean = new double[4];
    for (int i = from; i < to; i++) {
      double length = Math.sqrt(CoreSetTest.squared(model.embeddings()[i], new float[4]));
      for (int j = 0; j < 4; j++) {
        mean[j] += model.embeddings()[i][j] / length;
      }
    }
    int best = from;
    double most = -1;
    for (int i = from; i < to; i++) {
      double length = Math.sqrt(CoreSetTest.squared(model.embeddings()[i], new float[4]));
      double dot = 0;
      for (int j = 0; j < 4; j++) {
        dot += mean[j] * model.embeddings()[i][j] / length;
      }
      if (dot > most + 1e-9) {
        most = dot;
        best = i;
      }
    }
    return best;
  }

  @Test
  void clusterRandom_threeGroups_takesEachMemberOfEachNow() {
    TableModel model = groups();
    Set<Integer> seen = new TreeSet<>();
    for (long seed = 0; seed < 200; seed++) {
      int[] rows = model.rows(Diversity.clusterRandom(), model.pool(19), 3, seed * 77);
      assertEquals(Set.of(0, 1, 2), groupsOf(rows));
      IntStream.of(rows).forEach(seen::add);
    }
    assertEquals(19, seen.size());
  }

  @Test
  void cluster_mixture_takesItsPartsInTurn() {
    TableModel model = groups();
    int[] rows =
        model.rows(
            new ClusterBased(3, new Mixture(1, 1, 0), Distance.COSINE), model.pool(19), 6, 1);
    int[] centres = model.rows(Diversity.clusterCentres(), model.pool(19), 3, 1);
    assertArrayEquals(centres, Arrays.copyOf(rows, 3));
    assertArrayEquals(new int[] {9, 15, 18}, Arrays.copyOfRange(rows, 3, 6));
  }

  @Test
  void cluster_mixtureWithoutClusters_makesAMixtureOfEach() {
    TableModel model = groups();
    int[] rows = model.rows(Diversity.cluster(new Mixture(1, 1, 0)), model.pool(19), 6, 1);
    assertEquals(Set.of(0, 1, 2), groupsOf(Arrays.copyOf(rows, 3)));
    assertArrayEquals(new int[] {9, 15, 18}, Arrays.copyOfRange(rows, 3, 6));
  }

  @Test
  void typicality_uncoveredGroups_comeFirstLargestFirst() {
    TableModel model = groups();
    // one labelled and two wanted: three clusters
    int[] rows = model.rows(new Typicality(20, 500, 0), model.pool(19, 4), 2, 1);
    assertEquals(1, group(rows[0]));
    assertEquals(2, group(rows[1]));
  }

  @Test
  void typicality_smallGroup_isLeftToTheLast() {
    TableModel model = groups();
    int[] rows = model.rows(new Typicality(20, 500, 3), model.pool(19, 4), 2, 1);
    assertEquals(1, group(rows[0]));
    assertEquals(0, group(rows[1]));
    int[] all = model.rows(new Typicality(20, 2, 500), model.pool(19, 4), 18, 1);
    assertEquals(18, IntStream.of(all).distinct().count());
  }

  @Test
  void typical_wholeNumbers_equalsTheDefinition() {
    TableModel model = TableModel.whole(60, 3, 2, 4);
    double[] found = Typical.meanDistances(References.matrix(model.embeddings()), 5);
    for (int i = 0; i < 60; i++) {
      int row = i;
      double mean =
          IntStream.range(0, 60)
              .filter(j -> j != row)
              .mapToDouble(
                  j ->
                      Math.sqrt(
                          CoreSetTest.squared(model.embeddings()[row], model.embeddings()[j])))
              .sorted()
              .limit(5)
              .average()
              .orElseThrow();
      assertEquals(mean, found[i], 1e-6);
    }
  }

  @Test
  void typical_order_putsTheMiddleOfTheCrowdFirst() {
    float[][] line = {{0}, {5}, {9}, {10}, {11}, {20}};
    assertEquals(3, Typical.order(References.matrix(line), new int[] {0, 1, 2, 3, 4, 5}, 2)[0]);
  }

  @Test
  void clusterMargin_referenceTurns_equalAlToolbox() {
    int[] ranked = References.integers("cluster-margin-ranked");
    int[] labels = References.integers("cluster-margin-labels");
    List<Integer> turns =
        ClusterMargin.turns(IntStream.of(ranked).map(i -> labels[i]).toArray(), left -> 0);
    assertArrayEquals(
        References.integers("cluster-margin-selected"),
        turns.stream().limit(10).mapToInt(i -> ranked[i]).toArray());
  }

  @Test
  void clusterMargin_groups_asksUnsureMembersOfTheSmallestFirst() {
    TableModel model = groups();
    ClusterMargin strategy = new ClusterMargin(3.3, 3, 0, ClusterMargin.Member.SMALLEST_MARGIN);
    // ten unsure rows, the even ones: 0 2 4 6 8, 10 12 14, 16 18
    assertArrayEquals(new int[] {16, 10, 0}, model.rows(strategy, model.pool(19), 3, 1));
    ClusterMargin all = new ClusterMargin(1, 3, 0, ClusterMargin.Member.SMALLEST_MARGIN);
    int[] rows = model.rows(all, model.pool(19), 10, 1);
    assertTrue(IntStream.of(rows).allMatch(row -> row % 2 == 0), Arrays.toString(rows));
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Mixture(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Mixture(2, -1, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClusterBased(-1, new Mixture(1, 0, 0), Distance.COSINE));
    assertThrows(IllegalArgumentException.class, () -> new Typicality(0, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClusterMargin(.9, 0, 0, ClusterMargin.Member.RANDOM));
  }
}
