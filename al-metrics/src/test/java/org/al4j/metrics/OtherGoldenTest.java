package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.junit.jupiter.api.Test;

class OtherGoldenTest {
  private static final double TOLERANCE = 1e-9;
  private static final LabelSpace SPACE = LabelSpace.of("a", "b", "c", "d");

  @Test
  void multiLabelMetrics_fixture_equalScikitLearn() {
    JsonNode expected = MetricsFixture.read().get("multilabel");
    MultiLabelMetrics metrics =
        MultiLabelMetrics.of(SPACE, sets(expected.get("y_true")), sets(expected.get("y_pred")));
    assertEquals(expected.get("subset_accuracy").asDouble(), metrics.subsetAccuracy(), TOLERANCE);
    assertEquals(expected.get("hamming_loss").asDouble(), metrics.hammingLoss(), TOLERANCE);
    assertEquals(expected.get("jaccard_samples").asDouble(), metrics.jaccard(), TOLERANCE);
    assertScores(expected.get("macro"), metrics.macro());
    assertScores(expected.get("micro"), metrics.micro());
    assertScores(expected.get("samples"), metrics.samples());
    assertScores(expected.get("weighted"), metrics.weighted());
  }

  @Test
  void regressionMetrics_fixture_equalScikitLearn() {
    JsonNode expected = MetricsFixture.read().get("regression");
    double[] truth = MetricsFixture.doubles(expected.get("y_true"));
    double[] predicted = MetricsFixture.doubles(expected.get("y_pred"));
    assertEquals(
        expected.get("mse").asDouble(),
        RegressionMetrics.meanSquaredError(truth, predicted),
        TOLERANCE);
    assertEquals(
        expected.get("mae").asDouble(),
        RegressionMetrics.meanAbsoluteError(truth, predicted),
        TOLERANCE);
    assertEquals(expected.get("r2").asDouble(), RegressionMetrics.r2(truth, predicted), TOLERANCE);
  }

  private static List<LabelSet> sets(JsonNode rows) {
    List<LabelSet> sets = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> names = new ArrayList<>();
      for (int c = 0; c < SPACE.size(); c++) {
        if (row.get(c).asInt() == 1) {
          names.add(SPACE.name(c));
        }
      }
      sets.add(LabelSet.of(names));
    }
    return sets;
  }

  private static void assertScores(JsonNode expected, PrecisionRecallF1 actual) {
    assertEquals(expected.get("precision").asDouble(), actual.precision(), TOLERANCE);
    assertEquals(expected.get("recall").asDouble(), actual.recall(), TOLERANCE);
    assertEquals(expected.get("f1").asDouble(), actual.f1(), TOLERANCE);
  }
}
