package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.SuccessorModel;
import org.al4j.testkit.EvaluatorContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MultiLabelEvaluatorTest {
  private static final LabelSpace SPACE = LabelSpace.of("a", "b", "c", "d");

  private static List<Labelled<LabelSet>> items(List<LabelSet> sets) {
    List<Labelled<LabelSet>> items = new ArrayList<>();
    for (LabelSet set : sets) {
      String id = String.format(Locale.ROOT, "i%03d", items.size());
      items.add(new Labelled<>(Instance.ofText(id, "text " + id), set));
    }
    return items;
  }

  private static int number(Instance instance) {
    return Integer.parseInt(instance.id().substring(1));
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

  private static LabelSet set(String... names) {
    return new LabelSet(List.of(names));
  }

  private static Map<String, Double> scores(List<LabelSet> truth, List<LabelSet> predicted) {
    return MultiLabelEvaluator.of(items(truth))
        .evaluate(new Said<>(x -> predicted.get(number(x))), SPACE);
  }

  @Test
  void evaluate_fixture_equalsScikitLearn() {
    JsonNode expected = MetricsFixture.read().get("multilabel");
    Map<String, Double> scores = scores(sets(expected.get("y_true")), sets(expected.get("y_pred")));
    assertEquals(8, scores.size());
    assertEquals(expected.get("subset_accuracy").asDouble(), scores.get("subset_accuracy"), 1e-9);
    assertEquals(expected.get("hamming_loss").asDouble(), scores.get("hamming_loss"), 1e-9);
    for (String average : List.of("micro", "macro")) {
      for (String score : List.of("precision", "recall", "f1")) {
        assertEquals(
            expected.get(average).get(score).asDouble(), scores.get(average + "_" + score), 1e-9);
      }
    }
  }

  @Test
  void evaluate_byHand_givesEightScores() {
    // a: 1 hit of 1 true, 2 predicted; b: 0 of 1, 1 predicted; c, d: neither true nor predicted
    Map<String, Double> scores =
        scores(List.of(set("a"), set("b"), set()), List.of(set("a"), set("a"), set("b")));
    assertEquals(1.0 / 3, scores.get("micro_precision"), 1e-12);
    assertEquals(1.0 / 2, scores.get("micro_recall"), 1e-12);
    assertEquals(2.0 / 5, scores.get("micro_f1"), 1e-12);
    assertEquals(0.5 / 4, scores.get("macro_precision"), 1e-12);
    assertEquals(1.0 / 4, scores.get("macro_recall"), 1e-12);
    assertEquals(2.0 / 3 / 4, scores.get("macro_f1"), 1e-12);
    assertEquals(1.0 / 3, scores.get("subset_accuracy"), 1e-12);
    assertEquals(3.0 / 12, scores.get("hamming_loss"), 1e-12);
  }

  @Test
  void evaluate_nothingTrueAndNothingPredicted_isZeroF1AndAllRight() {
    Map<String, Double> scores = scores(List.of(set(), set()), List.of(set(), set()));
    assertEquals(0, scores.get("micro_f1"));
    assertEquals(0, scores.get("macro_f1"));
    assertEquals(1, scores.get("subset_accuracy"));
    assertEquals(0, scores.get("hamming_loss"));
  }

  @Test
  void evaluate_undeclaredLabel_namesTheInstance() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> scores(List.of(set("a")), List.of(set("x"))));
    assertTrue(e.getMessage().startsWith("instance 'i000': unknown label 'x'"), e.getMessage());
  }

  @Test
  void of_nothingHeldOut_isRefused() {
    assertThrows(InvalidInputException.class, () -> MultiLabelEvaluator.of(List.of()));
  }

  @Nested
  class Contract extends EvaluatorContract<LabelSet> {
    @Override
    protected Dataset<LabelSet> data() {
      JsonNode fixture = MetricsFixture.read().get("multilabel");
      return new Dataset<>(items(sets(fixture.get("y_true"))), SPACE);
    }

    @Override
    protected SuccessorModel<LabelSet> model() {
      List<LabelSet> predicted = sets(MetricsFixture.read().get("multilabel").get("y_pred"));
      return new Said<>(x -> predicted.get(number(x)));
    }

    @Override
    protected List<Labelled<LabelSet>> narrow() {
      return data().items().stream()
          .filter(item -> !item.annotation().names().contains("a"))
          .toList();
    }

    @Override
    protected Evaluator<LabelSet> evaluator(List<Labelled<LabelSet>> heldOut) {
      return MultiLabelEvaluator.of(heldOut);
    }
  }
}
