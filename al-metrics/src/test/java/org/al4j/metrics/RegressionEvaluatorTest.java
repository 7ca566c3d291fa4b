package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.SuccessorModel;
import org.al4j.testkit.EvaluatorContract;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RegressionEvaluatorTest {
  private static List<Labelled<RealValue>> items(double... values) {
    List<Labelled<RealValue>> items = new ArrayList<>();
    for (double value : values) {
      String id = String.format(Locale.ROOT, "i%03d", items.size());
      items.add(new Labelled<>(Instance.ofText(id, "text " + id), new RealValue(value)));
    }
    return items;
  }

  private static SuccessorModel<RealValue> saying(double... values) {
    return new Said<>(x -> new RealValue(values[Integer.parseInt(x.id().substring(1))]));
  }

  private static Map<String, Double> scores(double[] truth, double[] predicted) {
    return RegressionEvaluator.of(items(truth)).evaluate(saying(predicted), LabelSpace.none());
  }

  @Test
  void evaluate_fixture_equalsScikitLearn() {
    JsonNode expected = MetricsFixture.read().get("regression");
    double[] truth = MetricsFixture.doubles(expected.get("y_true"));
    double[] predicted = MetricsFixture.doubles(expected.get("y_pred"));
    Map<String, Double> scores = scores(truth, predicted);
    assertEquals(4, scores.size());
    assertEquals(Math.sqrt(expected.get("mse").asDouble()), scores.get("rmse"), 1e-9);
    assertEquals(expected.get("mae").asDouble(), scores.get("mae"), 1e-9);
    assertEquals(
        new PearsonsCorrelation().correlation(truth, predicted), scores.get("pearson"), 1e-9);
    assertEquals(
        new SpearmansCorrelation().correlation(truth, predicted), scores.get("spearman"), 1e-9);
  }

  @Test
  void evaluate_ties_shareTheMeanRank() {
    // ranks 1, 2.5, 2.5, 4 and 1.5, 1.5, 3, 4: sum of products of the differences 3.75
    Map<String, Double> scores = scores(new double[] {1, 2, 2, 9}, new double[] {5, 5, 6, 7});
    assertEquals(3.75 / 4.5, scores.get("spearman"), 1e-12);
    // deviations -2.5, -1.5, -1.5, 5.5 and -.75, -.75, .25, 1.25: products 9.5, squares 41 and 2.75
    assertEquals(9.5 / Math.sqrt(41 * 2.75), scores.get("pearson"), 1e-12);
    assertEquals(Math.sqrt((16 + 9 + 16 + 4) / 4.0), scores.get("rmse"), 1e-12);
    assertEquals((4 + 3 + 4 + 2) / 4.0, scores.get("mae"), 1e-12);
  }

  @Test
  void evaluate_constantPredictions_haveErrorsAndNoCorrelation() {
    Map<String, Double> scores = scores(new double[] {0.1, 0.2, 0.3}, new double[] {0.1, 0.1, 0.1});
    assertTrue(Double.isNaN(scores.get("pearson")));
    assertTrue(Double.isNaN(scores.get("spearman")));
    assertEquals(0.1, scores.get("mae"), 1e-12);
  }

  @Test
  void evaluate_oneExample_hasErrorsAndNoCorrelation() {
    Map<String, Double> scores = scores(new double[] {2}, new double[] {5});
    assertEquals(3, scores.get("rmse"), 0);
    assertTrue(Double.isNaN(scores.get("pearson")));
  }

  @Test
  void correlations_monotoneMaps_areExactlyOneOrMinusOne() {
    double[] truth = new SplittableRandom(4).doubles(50).toArray();
    double[] cubes = Arrays.stream(truth).map(t -> 7 - 3 * t * t * t).toArray();
    assertEquals(-1, RegressionMetrics.spearman(truth, cubes), 1e-12);
    double[] lines = Arrays.stream(truth).map(t -> 1e9 + 1e3 * t).toArray();
    assertEquals(1, RegressionMetrics.pearson(truth, lines), 1e-9);
    assertTrue(RegressionMetrics.pearson(truth, lines) <= 1);
  }

  @Test
  void of_nothingHeldOut_isRefused() {
    assertThrows(InvalidInputException.class, () -> RegressionEvaluator.of(List.of()));
  }

  @Nested
  class Contract extends EvaluatorContract<RealValue> {
    private final JsonNode fixture = MetricsFixture.read().get("regression");

    @Override
    protected Dataset<RealValue> data() {
      double[] truth = MetricsFixture.doubles(fixture.get("y_true"));
      return new Dataset<>(items(truth), LabelSpace.none());
    }

    @Override
    protected SuccessorModel<RealValue> model() {
      return saying(MetricsFixture.doubles(fixture.get("y_pred")));
    }

    @Override
    protected Evaluator<RealValue> evaluator(List<Labelled<RealValue>> heldOut) {
      return RegressionEvaluator.of(heldOut);
    }
  }
}
