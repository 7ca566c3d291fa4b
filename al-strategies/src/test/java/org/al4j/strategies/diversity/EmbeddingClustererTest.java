package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EmbeddingClustererTest {
  @Test
  void cluster_twoDirections_findsThem() {
    EmbeddingClusterer clusterer = new EmbeddingClusterer(4, 2, Distance.COSINE);
    try (INDArray block = Nd4j.createFromArray(new float[][] {{1, 0}, {9, 1}, {0, 2}})) {
      clusterer.set(0, block);
    }
    try (INDArray block = Nd4j.createFromArray(new float[][] {{.1f, 7}})) {
      clusterer.set(3, block);
    }
    try (INDArray seeds = clusterer.seeds(2, new SplittableRandom(1))) {
      EmbeddingClusterer.Clustering found = clusterer.cluster(seeds, 10);
      int one = found.labels()[0];
      assertArrayEquals(new int[] {one, one, 1 - one, 1 - one}, found.labels());
      assertArrayEquals(found.labels(), clusterer.assign(found.centres()));
      assertEquals(1, found.centres().getRow(0).norm2Number().doubleValue(), 1e-6);
      found.centres().close();
    }
  }

  @Test
  void set_otherWidthOrTooMany_isRefused() {
    EmbeddingClusterer clusterer = new EmbeddingClusterer(2, 3, Distance.EUCLIDEAN);
    assertThrows(InvalidInputException.class, () -> clusterer.set(0, Nd4j.zeros(1, 2)));
    assertThrows(InvalidInputException.class, () -> clusterer.set(1, Nd4j.zeros(2, 3)));
  }
}
