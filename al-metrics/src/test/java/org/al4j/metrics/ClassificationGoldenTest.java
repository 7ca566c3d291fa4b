package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationGoldenTest {
  private static final double TOLERANCE = 1e-9;

  static Stream<Arguments> cases() {
    return StreamSupport.stream(MetricsFixture.read().get("cases").spliterator(), false)
        .map(c -> Arguments.of(c.get("name").asText(), c));
  }

  private static Stream<Arguments> casesWithProbabilities() {
    return cases().filter(c -> ((JsonNode) c.get()[1]).has("proba"));
  }

  @Test
  void fixture_asDelivered_hasElevenCasesFourWithProbabilities() {
    assertEquals(11, cases().count());
    assertEquals(4, casesWithProbabilities().count());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void confusionMatrix_case_equalsScikitLearn(String name, JsonNode expected) {
    ConfusionMatrix matrix = matrix(expected);
    double[][] counts = MetricsFixture.rows(expected.get("confusion_matrix_rows_true"));
    for (int t = 0; t < counts.length; t++) {
      for (int p = 0; p < counts.length; p++) {
        assertEquals(counts[t][p], (double) matrix.count(t, p), 0, name);
      }
    }
    assertClose(expected.get("accuracy"), matrix.accuracy());
    assertClose(expected.get("balanced_accuracy"), matrix.balancedAccuracy());
    assertClose(expected.get("cohen_kappa"), matrix.cohenKappa());
    assertClose(expected.get("cohen_kappa_quadratic"), matrix.cohenKappaQuadratic());
    assertClose(expected.get("mcc"), matrix.matthewsCorrelation());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void precisionRecallF1_case_equalsScikitLearn(String name, JsonNode expected) {
    ConfusionMatrix matrix = matrix(expected);
    assertScores(expected.get("macro"), matrix.macro());
    assertScores(expected.get("micro"), matrix.micro());
    assertScores(expected.get("weighted"), matrix.weighted());
    if (expected.has("binary")) {
      assertScores(expected.get("binary"), matrix.of(1));
    }
    JsonNode perClass = expected.get("per_class");
    assertEquals(matrix.classes(), perClass.get("f1").size(), name);
    for (int c = 0; c < matrix.classes(); c++) {
      assertClose(perClass.get("precision").get(c), matrix.of(c).precision());
      assertClose(perClass.get("recall").get(c), matrix.of(c).recall());
      assertClose(perClass.get("f1").get(c), matrix.of(c).f1());
      assertEquals(perClass.get("support").get(c).asLong(), matrix.support(c));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("casesWithProbabilities")
  void probabilityMetrics_case_equalScikitLearn(String name, JsonNode expected) {
    double[][] p = MetricsFixture.rows(expected.get("proba"));
    int[] truth = MetricsFixture.ints(expected.get("y_true"));
    assertClose(expected.get("log_loss"), ProbabilityMetrics.logLoss(p, truth));
    assertClose(expected.get("brier_multiclass_mean"), ProbabilityMetrics.brier(p, truth));
    assertClose(
        expected.get("ece_10_equal_width_bins_right_closed"),
        ProbabilityMetrics.expectedCalibrationError(p, truth, 10));
    if (p[0].length > 2) {
      assertClose(expected.get("roc_auc_ovr_macro"), ProbabilityMetrics.rocAucMacro(p, truth));
      return;
    }
    double[] scores = Stream.of(p).mapToDouble(row -> row[1]).toArray();
    boolean[] positive = new boolean[truth.length];
    IntStream.range(0, truth.length).forEach(i -> positive[i] = truth[i] == 1);
    assertClose(expected.get("roc_auc"), ProbabilityMetrics.rocAuc(scores, positive));
    assertClose(
        expected.get("average_precision"), ProbabilityMetrics.averagePrecision(scores, positive));
    assertClose(expected.get("brier_binary"), ProbabilityMetrics.brier(p, truth) / 2);
  }

  @Test
  void logLoss_probabilitiesZeroAndOne_clipsAtDoubleEpsilon() {
    JsonNode edge = MetricsFixture.read().get("log_loss_edge");
    double loss =
        ProbabilityMetrics.logLoss(
            MetricsFixture.rows(edge.get("proba")), MetricsFixture.ints(edge.get("y_true")));
    assertClose(edge.get("log_loss_sklearn_default"), loss);
  }

  private static ConfusionMatrix matrix(JsonNode c) {
    return ConfusionMatrix.of(
        c.get("labels").size(),
        MetricsFixture.ints(c.get("y_true")),
        MetricsFixture.ints(c.get("y_pred")));
  }

  private static void assertScores(JsonNode expected, PrecisionRecallF1 actual) {
    assertClose(expected.get("precision"), actual.precision());
    assertClose(expected.get("recall"), actual.recall());
    assertClose(expected.get("f1"), actual.f1());
  }

  private static void assertClose(JsonNode expected, double actual) {
    if (expected.isNull()) {
      assertTrue(Double.isNaN(actual), () -> "NaN expected, found " + actual);
    } else {
      assertTrue(expected.isNumber(), () -> "the fixture lacks a number: " + expected);
      assertEquals(expected.asDouble(), actual, TOLERANCE);
    }
  }
}
