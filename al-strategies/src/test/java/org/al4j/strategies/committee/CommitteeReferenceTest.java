package org.al4j.strategies.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import org.al4j.core.InvalidInputException;
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
class CommitteeReferenceTest {
  private static final double FLOAT = 1e-6;
  private static final int COUNT = 50;
  private static final int MEMBERS = 10;

  private static String text(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CommitteeReferenceTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The numbers of a table with a header. */
  static double[][] table(String name) throws IOException {
    return text(name)
        .lines()
        .skip(1)
        .map(line -> Stream.of(line.split("\t")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  /** The members' distributions, {@code [m, n, C]}. */
  static float[][][] memberRows() throws IOException {
    float[][][] p = new float[MEMBERS][COUNT][4];
    for (double[] row : table("members.tsv")) {
      for (int k = 0; k < 4; k++) {
        p[(int) row[1]][(int) row[0]][k] = (float) row[2 + k];
      }
    }
    return p;
  }

  private static INDArray members() throws IOException {
    return Nd4j.createFromArray(memberRows());
  }

  private static double[] score(Utility utility, Output output, INDArray array, int count) {
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      instances.add(Instance.ofText("r" + i, ""));
    }
    double[] out = new double[count];
    utility.score(Outputs.of(0, instances, Map.of(output, array)), out);
    return out;
  }

  private static double[] score(Utility utility, INDArray members) {
    return score(utility, Output.MEMBER_PROBABILITIES, members, COUNT);
  }

  @Test
  void score_referenceCommittee_equalsModalAndAlToolbox() throws IOException {
    INDArray p = members();
    double[] vote = score(new VoteEntropy(), p);
    double[] consensus = score(new ConsensusEntropy(), p);
    double[] max = score(new MaxDisagreement(), p);
    double[] bald = score(new Bald(), p);
    double[] meanKl = score(new MeanKl(), p);
    double[][] expected = table("expected.tsv");
    assertEquals(COUNT, expected.length);
    for (int i = 0; i < COUNT; i++) {
      assertEquals(expected[i][1], vote[i], FLOAT);
      assertEquals(expected[i][2], consensus[i], FLOAT);
      assertEquals(expected[i][3], max[i], FLOAT);
      assertEquals(expected[i][4], bald[i], FLOAT);
      assertEquals(expected[i][5], bald[i], FLOAT);
      assertEquals(expected[i][6] * Math.log(2), bald[i], FLOAT, "small-text's unit is the bit");
      assertEquals(expected[i][4], meanKl[i], FLOAT, "mean KL is BALD");
    }
  }

  @Test
  void score_referenceCommittee_ranksAsSmallText() throws IOException {
    double[] bald = score(new Bald(), members());
    List<Integer> expected =
        Arrays.stream(text("bald-order.txt").strip().split(" ")).map(Integer::valueOf).toList();
    List<Integer> found =
        IntStream.range(0, COUNT)
            .boxed()
            .sorted((a, b) -> Double.compare(bald[b], bald[a]))
            .toList();
    assertEquals(expected, found);
  }

  @Test
  void score_viewsAndOtherOrders_readTheRightRows() throws IOException {
    INDArray p = members();
    String expected = Arrays.toString(score(new Bald(), p));
    INDArray byInstance = p.permute(1, 0, 2).dup('c'); // [n, m, C]
    assertEquals(expected, Arrays.toString(score(new Bald(), p.dup('f'))));
    assertEquals(expected, Arrays.toString(score(new Bald(), byInstance.permute(1, 0, 2))));
  }

  @Test
  void score_memberValues_givesTheVarianceOfEachColumn() {
    INDArray values = Nd4j.createFromArray(new float[][] {{1, 5}, {2, 5}, {4, 5}}); // [m, n]
    double[] variance = score(new Variance(), Output.MEMBER_VALUES, values, 2);
    assertEquals(7.0 / 3, variance[0], 1e-12);
    assertEquals(0, variance[1]);
  }

  @Test
  void score_wrongRank_isRefused() {
    INDArray flat = Nd4j.createFromArray(new float[][] {{1, 5}});
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> score(new Variance(), Output.MEMBER_VALUES, flat.reshape(1, 2, 1), 2));
    assertEquals(
        "MEMBER_VALUES must have rank 2 and at least 1 member, found shape [1, 2, 1];"
            + " check the model's forward pass",
        refusal.getMessage());
  }
}
