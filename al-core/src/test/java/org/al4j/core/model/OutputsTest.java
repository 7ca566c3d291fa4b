package org.al4j.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OutputsTest {
  private static final List<Instance> TWO =
      List.of(Instance.ofText("a", "x"), Instance.ofText("b", "y"));

  private static String refusal(Output output, INDArray array) {
    return assertThrows(
            InvalidInputException.class, () -> Outputs.of(0, TWO, Map.of(output, array)))
        .getMessage();
  }

  @Test
  void of_probabilities_areKept() {
    INDArray rows = Nd4j.createFromArray(new float[][] {{0.25f, 0.75f}, {1, 0}});
    Outputs outputs = Outputs.of(4, TWO, Map.of(Output.PROBABILITIES, rows));
    assertEquals(4, outputs.first());
    assertEquals(rows, outputs.get(Output.PROBABILITIES));
  }

  @Test
  void of_notANumber_isRefusedNamingTheInstance() {
    assertEquals(
        "the model's probabilities for instance 'b' must lie in [0, 1], found NaN; check the model's weights and "
            + "its learning rate",
        refusal(
            Output.PROBABILITIES, Nd4j.createFromArray(new float[][] {{0, 1}, {Float.NaN, 1}})));
  }

  @Test
  void of_rowThatDoesNotSumToOne_isRefused() {
    assertEquals(
        "the model's probabilities for instance 'a' must sum to 1, found 0.75; check the model's weights and its "
            + "learning rate",
        refusal(Output.PROBABILITIES, Nd4j.createFromArray(new float[][] {{0.5f, 0.25f}, {0, 1}})));
  }

  @Test
  void of_badMember_isRefused() {
    refusal(
        Output.MEMBER_PROBABILITIES,
        Nd4j.createFromArray(new float[][][] {{{0, 1}, {1, 0}}, {{0, 1}, {2, -1}}}));
  }

  @Test
  void of_wrongNumberOfRows_isRefused() {
    assertEquals(
        "LOGITS must have one row per instance: 2 instances, shape [1, 2]",
        refusal(Output.LOGITS, Nd4j.createFromArray(new float[][] {{3, 4}})));
  }

  @Test
  void of_memberValues_countInstancesOnTheSecondAxis() {
    INDArray values = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}, {5, 6}}); // [m, n]
    assertEquals(2, Outputs.of(0, TWO, Map.of(Output.MEMBER_VALUES, values)).size());
    assertEquals(
        "MEMBER_VALUES must have one row per instance: 2 instances, shape [2, 3]",
        refusal(Output.MEMBER_VALUES, values.transpose()));
  }

  @Test
  void of_noOutputs_hasItsInstances() {
    Outputs none = Outputs.of(4, TWO, Map.of());
    assertEquals(2, none.size());
    assertEquals(4, none.first());
    assertTrue(none.available().isEmpty());
  }

  @Test
  void get_notAskedFor_isRefused() {
    INDArray logits = Nd4j.createFromArray(new float[][] {{3, 4}, {5, 6}});
    Outputs outputs = Outputs.of(0, TWO, Map.of(Output.LOGITS, logits));
    assertThrows(IllegalArgumentException.class, () -> outputs.get(Output.EMBEDDING));
  }
}
