package org.al4j.strategies.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The utilities on ND4J blocks against the reference values in the test resources (see their
 * README).
 */
class UtilityReferenceTest {
  private static final double FLOAT = 1e-6;

  private static List<String[]> lines(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(UtilityReferenceTest.class.getResourceAsStream(name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split("\t")).toList();
    }
  }

  /** The numbers of a table with a header. */
  private static double[][] table(String name) throws IOException {
    return lines(name).stream()
        .skip(1)
        .map(line -> Stream.of(line).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static double[] score(Utility utility, INDArray probabilities) {
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < probabilities.rows(); i++) {
      instances.add(Instance.ofText("r" + i, ""));
    }
    double[] out = new double[instances.size()];
    utility.score(Outputs.of(0, instances, Map.of(Output.PROBABILITIES, probabilities)), out);
    return out;
  }

  private static INDArray probabilities(double[][] table) {
    float[][] rows = new float[table.length][4];
    for (int i = 0; i < table.length; i++) {
      for (int k = 0; k < 4; k++) {
        rows[i][k] = (float) table[i][k];
      }
    }
    return Nd4j.createFromArray(rows); // [n, 4]
  }

  @Test
  void score_referencePool_equalsSmallTextAndModal() throws IOException {
    double[][] table = table("pool.tsv");
    INDArray p = probabilities(table);
    double[] least = score(new LeastConfidence(), p);
    double[] margin = score(new Margin(), p);
    double[] entropy = score(Entropy.natural(), p);
    assertEquals(50, table.length);
    for (int i = 0; i < table.length; i++) {
      assertEquals(1 - table[i][4], least[i], FLOAT);
      assertEquals(table[i][7], least[i], FLOAT);
      assertEquals(1 - table[i][5], margin[i], FLOAT);
      assertEquals(1 - table[i][8], margin[i], FLOAT);
      assertEquals(table[i][6], entropy[i], FLOAT);
      assertEquals(table[i][9], entropy[i], FLOAT);
    }
  }

  @Test
  void score_edgeRows_equalsSmallText() throws IOException {
    double[][] table = table("edges.tsv");
    INDArray p = probabilities(table);
    double[] least = score(new LeastConfidence(), p);
    double[] margin = score(new Margin(), p);
    double[] entropy = score(Entropy.natural(), p);
    assertEquals(8, table.length);
    for (int i = 0; i < table.length; i++) {
      assertEquals(1 - table[i][4], least[i], FLOAT);
      assertEquals(1 - table[i][5], margin[i], FLOAT);
      assertEquals(table[i][6], entropy[i], FLOAT);
    }
  }

  @Test
  void score_referencePool_ranksAsSmallText() throws IOException {
    INDArray p = probabilities(table("pool.tsv"));
    Map<String, Utility> utilities =
        Map.of(
            "least-confidence",
            new LeastConfidence(),
            "margin",
            new Margin(),
            "entropy",
            Entropy.natural());
    for (String[] line : lines("orders.tsv")) {
      double[] scores = score(Objects.requireNonNull(utilities.get(line[0])), p);
      List<Integer> expected = Arrays.stream(line[1].split(" ")).map(Integer::valueOf).toList();
      List<Integer> found =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted((a, b) -> Double.compare(scores[b], scores[a]))
              .toList();
      assertEquals(expected, found, line[0]);
    }
  }

  @Test
  void score_viewsAndOtherOrders_readTheRightRows() throws IOException {
    INDArray p = probabilities(table("pool.tsv"));
    double[] expected = score(new Margin(), p);
    INDArray columnOrder = p.dup('f');
    INDArray wide = Nd4j.zeros(52, 4);
    wide.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(1, 51)).assign(p);
    INDArray view = wide.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(1, 51));
    assertEquals(Arrays.toString(expected), Arrays.toString(score(new Margin(), columnOrder)));
    assertEquals(Arrays.toString(expected), Arrays.toString(score(new Margin(), view)));
  }
}
