package org.al4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
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
        "the model's probabilities for instance 'b' must lie in [0, 1], found NaN; check the"
            + " model's weights and its learning rate",
        refusal(
            Output.PROBABILITIES, Nd4j.createFromArray(new float[][] {{0, 1}, {Float.NaN, 1}})));
  }

  @Test
  void of_rowThatDoesNotSumToOne_isRefused() {
    assertEquals(
        "the model's probabilities for instance 'a' must sum to 1, found 0.75; check the model's"
            + " weights and its learning rate",
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

  /** An array of ones that is legal as {@code output} of two instances, but for its numbers. */
  private static INDArray ones(Output output) {
    Map<Output.Axis, Long> sizes =
        Map.of(
            Output.Axis.INSTANCES, 2L,
            Output.Axis.MEMBERS, 4L,
            Output.Axis.CLASSES, 3L,
            Output.Axis.WORDS, 4L,
            Output.Axis.BEST, 3L,
            Output.Axis.FEATURES, 3L);
    INDArray ones =
        Nd4j.ones(DataType.FLOAT, output.axes().stream().mapToLong(sizes::get).toArray());
    return output.name().contains("LOG_") ? ones.negi() : ones;
  }

  private static List<Output> standard() {
    return Output.standard();
  }

  @ParameterizedTest
  @MethodSource("standard")
  void of_numberThatIsNotFinite_isRefusedByOutputInstanceAndValue(Output output) {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      INDArray array = ones(output);
      if (output.equals(Output.PROBABILITIES) || output.equals(Output.MEMBER_PROBABILITIES)) {
        array.divi(3);
      }
      boolean byWords = output.axes().contains(Output.Axis.WORDS);
      array.data().put(place(output, array), wrong);
      String message = refusal(output, array);
      assertTrue(message.contains("for instance 'b' "), message);
      assertTrue(message.toUpperCase(Locale.ROOT).contains(output.name()), message);
      assertTrue(message.contains("found " + (byWords ? "at word 1 " : "") + wrong), message);
    }
  }

  /** Of b's last row: its first number where NaN behind would be the end, else its last. */
  private static int place(Output output, INDArray array) {
    int row = (int) (output.axes().contains(Output.Axis.WORDS) ? 12 : array.size(-1));
    boolean padded = output.name().contains("LOG_") && array.rank() > 1;
    return (int) array.length() - (padded ? row : 1);
  }

  @ParameterizedTest
  @MethodSource("standard")
  void of_anotherRank_isRefused(Output output) {
    INDArray array = ones(output);
    long[] longer = Arrays.copyOf(array.shape(), array.rank() + 1);
    longer[array.rank()] = 1;
    String message = refusal(output, array.reshape(longer));
    assertTrue(message.startsWith(output + " must have rank " + array.rank()), message);
  }

  @Test
  void of_noColumns_isRefused() {
    assertEquals(
        "EMBEDDING must have rank 2, [n, d], and at least 1 column, found shape [2, 0]; check the"
            + " model's forward pass",
        refusal(Output.EMBEDDING, Nd4j.create(DataType.FLOAT, 2, 0)));
    assertEquals(
        "MEMBER_VALUES must have rank 2 and at least 1 member, found shape [0, 2]; check the"
            + " model's forward pass",
        refusal(Output.MEMBER_VALUES, Nd4j.create(DataType.FLOAT, 0, 2)));
  }

  @Test
  void of_outputsOfDifferentClasses_areRefused() {
    Map<Output, INDArray> both =
        Map.of(
            Output.LOGITS, ones(Output.LOGITS),
            Output.PROBABILITIES, Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}}));
    assertEquals(
        "the outputs of a block must have one number of classes, found [2, 3]; check the model's"
            + " forward pass",
        assertThrows(InvalidInputException.class, () -> Outputs.of(0, TWO, both)).getMessage());
  }

  @Test
  void of_negativeGradientNorm_isRefused() {
    assertEquals(
        "the model's GRADIENT_NORM for instance 'b' must be 0 or more, found -1.0; check the"
            + " model's weights and its learning rate",
        refusal(Output.GRADIENT_NORM, Nd4j.createFromArray(1f, -1f)));
  }

  @Test
  void of_badMember_isRefusedByItsNumber() {
    assertEquals(
        "the model's MEMBER_PROBABILITIES of member 1 for instance 'b' must lie in [0, 1], found"
            + " 2.0; check the model's weights and its learning rate",
        refusal(
            Output.MEMBER_PROBABILITIES,
            Nd4j.createFromArray(new float[][][] {{{0, 1}, {1, 0}}, {{0, 1}, {2, -1}}})));
  }

  @Test
  void of_permutedMembers_areReadByIndex() {
    // in memory [n, m, C]; read in that order the rows would still be probabilities, of others
    float[][][] byInstance = {{{0, 1}, {0.5f, 0.5f}, {1, 0}}, {{1, 0}, {1, 0}, {Float.NaN, 0}}};
    INDArray permuted = Nd4j.createFromArray(byInstance).permute(1, 0, 2); // [3, 2, 2]
    String message = refusal(Output.MEMBER_PROBABILITIES, permuted);
    assertTrue(message.contains("of member 2 for instance 'b'"), message);
  }

  @Test
  void of_wordsAfterTheLast_mayBeNotANumber() {
    float no = Float.NaN;
    List<Instance> tagged =
        List.of(Instance.ofWords("a", List.of("x", "y")), Instance.ofWords("b", List.of("z")));
    float[][][] padded = {{{-1, -0.5f}, {-2, -0.1f}}, {{0, -9}, {no, no}}};
    INDArray array = Nd4j.createFromArray(padded);
    assertEquals(2, Outputs.of(0, tagged, Map.of(Output.TOKEN_LOG_PROBABILITIES, array)).size());
    refused(tagged, padded, 1, 1, 0, "'b' must be NaN after its last word, found at word 2 0.0");
    refused(tagged, padded, 1, 0, no, "'b' must be finite and at most 0, found at word 1 NaN");
    refused(tagged, padded, 0, 1, 0.5f, "'a' must be finite and at most 0, found at word 2 0.5");
  }

  /** Sets the first number of a word. */
  private static void refused(
      List<Instance> xs, float[][][] good, int row, int word, float wrong, String why) {
    INDArray array = Nd4j.createFromArray(good);
    array.putScalar(row, word, 0, wrong);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> Outputs.of(0, xs, Map.of(Output.TOKEN_LOG_PROBABILITIES, array)))
            .getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void of_arrayWithoutFloats_isRefusedByOutputAndType() {
    for (DataType type : List.of(DataType.INT32, DataType.INT64, DataType.BOOL, DataType.UINT8)) {
      assertEquals(
          "LOGITS must be an array of floats, found " + type + "; check the model's forward pass",
          refusal(Output.LOGITS, Nd4j.zeros(type, 2, 2)));
    }
    assertEquals(
        "LOGITS must be an array of floats, found UTF8; check the model's forward pass",
        refusal(Output.LOGITS, Nd4j.create(List.of("a", "b"), 2, 1)));
    Map<Output, INDArray> none = new TreeMap<>();
    none.put(Output.LOGITS, null);
    assertEquals(
        "LOGITS must be an array of floats, found null; check the model's forward pass",
        assertThrows(InvalidInputException.class, () -> Outputs.of(0, TWO, none)).getMessage());
  }

  @Test
  void words_ofPaddedBlock_areThoseBeforeTheNans() {
    float nan = Float.NaN;
    float[] values = {-1, -1, -2, -2, -3, -3, -1, -1, nan, nan, nan, nan}; // [2, 3, 2]
    try (Outputs outputs =
        Outputs.ofTables(
            0,
            TWO,
            Map.of(Output.TOKEN_LOG_PROBABILITIES, new FloatTable(values, new long[] {2, 3, 2})))) {
      assertArrayEquals(new int[] {3, 1}, outputs.words(Output.TOKEN_LOG_PROBABILITIES));
    }
  }

  @Test
  void words_ofMembers_areTheFirstOnes() {
    float nan = Float.NaN;
    float[] values = {-1, -2, -1, nan, -1, -2, -1, nan}; // [2, 2, 2, 1]
    FloatTable table = new FloatTable(values, new long[] {2, 2, 2, 1});
    try (Outputs outputs =
        Outputs.ofTables(0, TWO, Map.of(Output.MEMBER_TOKEN_LOG_PROBABILITIES, table))) {
      assertArrayEquals(new int[] {2, 1}, outputs.words(Output.MEMBER_TOKEN_LOG_PROBABILITIES));
    }
  }

  @Test
  void of_bestSequences_fallAndEndWithNan() {
    float nan = Float.NaN;
    Map<Output, INDArray> good =
        Map.of(
            Output.BEST_SEQUENCE_LOG_LIKELIHOODS,
            Nd4j.createFromArray(new float[][] {{-1, -2, -2}, {-9, nan, nan}}));
    assertEquals(2, Outputs.of(0, TWO, good).size());
    assertTrue(
        refusal(
                Output.BEST_SEQUENCE_LOG_LIKELIHOODS,
                Nd4j.createFromArray(new float[][] {{-1, -2}, {-9, -8}}))
            .contains("'b' must be at most 0, best first, found -8.0"));
    assertTrue(
        refusal(
                Output.BEST_SEQUENCE_LOG_LIKELIHOODS,
                Nd4j.createFromArray(new float[][] {{-1, nan, -2}, {-9, -9, -9}}))
            .contains("'a' must be NaN after its last sequence, found -2.0"));
  }

  @Test
  void words_ofOutputWithoutWords_isRefused() {
    FloatTable logits = FloatTable.matrix(new float[] {1, 2}, 2, 1);
    try (Outputs outputs = Outputs.ofTables(0, TWO, Map.of(Output.LOGITS, logits))) {
      assertThrows(IllegalArgumentException.class, () -> outputs.words(Output.LOGITS));
    }
  }

  @Test
  void ofTables_numbers_areReadInJavaAndAsAnArray() {
    FloatTable logits = FloatTable.matrix(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    try (Outputs outputs = Outputs.ofTables(7, TWO, Map.of(Output.LOGITS, logits))) {
      assertEquals(7, outputs.first());
      assertArrayEquals(new long[] {2, 3}, outputs.shape(Output.LOGITS));
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, outputs.floats(Output.LOGITS));
      assertTrue(outputs.rows(Output.LOGITS).isReadOnly());
      INDArray array = outputs.get(Output.LOGITS);
      assertEquals(Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}}), array);
      outputs.close();
      assertTrue(array.wasClosed());
    }
  }

  @Test
  void floats_ofTransposedArray_areInOrderOfRows() {
    INDArray stored = Nd4j.createFromArray(new float[][] {{1, 4}, {2, 5}, {3, 6}}); // [3, 2]
    Outputs outputs = Outputs.of(0, TWO, Map.of(Output.LOGITS, stored.transpose()));
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, outputs.floats(Output.LOGITS));
  }

  @Test
  void with_wantedAndInstead_hasThoseOnly() {
    INDArray logits = Nd4j.createFromArray(new float[][] {{3, 4}, {5, 6}});
    INDArray embedding = Nd4j.createFromArray(new float[][] {{1}, {2}});
    Outputs both = Outputs.of(0, TWO, Map.of(Output.LOGITS, logits, Output.EMBEDDING, embedding));
    FloatTable half = FloatTable.matrix(new float[] {.5f, .5f, .5f, .5f}, 2, 2);
    try (Outputs view =
        both.with(
            Set.of(Output.EMBEDDING, Output.PROBABILITIES), Map.of(Output.PROBABILITIES, half))) {
      assertEquals(Set.of(Output.EMBEDDING, Output.PROBABILITIES), view.available());
      assertArrayEquals(half.values(), view.floats(Output.PROBABILITIES));
      assertEquals(embedding, view.get(Output.EMBEDDING));
    }
    assertFalse(embedding.wasClosed());
  }

  @Test
  void of_independentProbabilities_needNotSumToOne() {
    FloatTable sure = FloatTable.matrix(new float[] {1, 1, 0, 0}, 2, 2);
    try (Outputs outputs =
        Outputs.ofTables(0, TWO, Map.of(Output.INDEPENDENT_PROBABILITIES, sure))) {
      assertArrayEquals(sure.values(), outputs.floats(Output.INDEPENDENT_PROBABILITIES));
    }
    FloatTable wrong = FloatTable.matrix(new float[] {1, 1.1f, 0, 0}, 2, 2);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> Outputs.ofTables(0, TWO, Map.of(Output.INDEPENDENT_PROBABILITIES, wrong)))
            .getMessage();
    assertTrue(message.contains("for instance 'a' must lie in [0, 1], found 1.1"), message);
  }

  @Test
  void outputOf_ownRule_isCheckedByInstance() {
    RowRule even =
        (instance, values, from, to, last) ->
            values[from] % 2 == 0 ? Optional.empty() : Optional.of("must be even, found odd");
    Output own = Output.of("PARITY", even, Output.Axis.INSTANCES);
    Outputs.ofTables(0, TWO, Map.of(own, FloatTable.vector(2, 4))).close();
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> Outputs.ofTables(0, TWO, Map.of(own, FloatTable.vector(2, 3))))
            .getMessage();
    assertTrue(message.contains("PARITY for instance 'b' must be even"), message);
    assertTrue(own.compareTo(Output.GRADIENT_NORM) > 0);
    assertEquals(own, Output.of("PARITY", even, Output.Axis.INSTANCES));
  }

  @Test
  void outputOf_standardNameOrWrongAxes_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Output.of("LOGITS", RowRule.FINITE, Output.Axis.INSTANCES));
    assertThrows(
        IllegalArgumentException.class, () -> Output.of("MINE", RowRule.FINITE, Output.Axis.WORDS));
    assertThrows(
        IllegalArgumentException.class,
        () -> Output.of("MINE", RowRule.FINITE, Output.Axis.INSTANCES, Output.Axis.MEMBERS));
  }

  @Test
  void table_shapeThatDoesNotFit_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new FloatTable(new float[5], new long[] {2, 3}));
  }
}
