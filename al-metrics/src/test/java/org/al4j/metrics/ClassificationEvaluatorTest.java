package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.junit.jupiter.api.Test;

class ClassificationEvaluatorTest {
  private static final LabelSpace LABELS = LabelSpace.of("no", "yes");
  private static final List<Labelled<ClassLabel>> HELD_OUT =
      List.of(item("1", "yes"), item("2", "yes"), item("3", "yes"), item("4", "no"));

  @Test
  void evaluate_withProbabilities_givesFourScores() {
    // Predicted yes, yes, no, no: recalls 2/3 and 1; F1 .8 and 2/3.
    Map<String, Double> scores =
        evaluate(
            x -> "12".contains(x.id()) ? predict(x, "yes", 0.2, 0.8) : predict(x, "no", 0.5, 0.5));
    assertEquals(0.75, scores.get("accuracy"), 1e-12);
    assertEquals((2.0 / 3 + 1) / 2, scores.get("balanced_accuracy"), 1e-12);
    assertEquals((0.8 + 2.0 / 3) / 2, scores.get("macro_f1"), 1e-12);
    assertEquals(-(2 * Math.log(0.8) + 2 * Math.log(0.5)) / 4, scores.get("log_loss"), 1e-12);
  }

  @Test
  void evaluate_withoutProbabilities_leavesLogLossOut() {
    Map<String, Double> scores = evaluate(x -> predict(x, "yes"));
    assertEquals(Set.of("accuracy", "balanced_accuracy", "macro_f1"), scores.keySet());
  }

  @Test
  void evaluate_nanProbability_namesTheInstance() {
    assertRefused(
        "instance '1': a probability must be in [0, 1], found NaN",
        x -> predict(x, "yes", Double.NaN, 0.5));
  }

  @Test
  void evaluate_wrongNumberOfProbabilities_isRefused() {
    assertRefused("instance '1': 1 probabilities for 2 classes", x -> predict(x, "yes", 1));
  }

  @Test
  void evaluate_unknownLabel_namesTheInstance() {
    assertRefused(
        "instance '1': unknown label 'maybe'; declared labels: no, yes", x -> predict(x, "maybe"));
  }

  @Test
  void evaluate_anotherInstance_isRefused() {
    assertRefused(
        "a model must predict each instance once and in order; prediction 1 is for 'x'",
        x -> predict(Instance.ofText("x", ""), "yes"));
  }

  @Test
  void evaluate_modelGivesNothing_isRefused() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                ClassificationEvaluator.of(HELD_OUT).evaluate(new Fake((xs, sink) -> {}), LABELS));
    assertEquals(
        "a model must predict each instance once; 0 predictions for 4 instances", e.getMessage());
  }

  @Test
  void of_nothingHeldOut_isRefused() {
    assertThrows(InvalidInputException.class, () -> ClassificationEvaluator.of(List.of()));
  }

  private static void assertRefused(
      String message, Function<Instance, Prediction<ClassLabel>> model) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> evaluate(model));
    assertEquals(message, e.getMessage());
  }

  private static Map<String, Double> evaluate(Function<Instance, Prediction<ClassLabel>> model) {
    Fake fake = new Fake((xs, sink) -> xs.forEach(x -> sink.accept(model.apply(x))));
    return ClassificationEvaluator.of(HELD_OUT).evaluate(fake, LABELS);
  }

  private static Prediction<ClassLabel> predict(Instance x, String label, double... p) {
    return new Prediction<>(x, new ClassLabel(label), p);
  }

  private static Labelled<ClassLabel> item(String id, String label) {
    return new Labelled<>(Instance.ofText(id, "text " + id), new ClassLabel(label));
  }

  private interface Predict {
    void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink);
  }

  private record Fake(Predict predict) implements SuccessorModel<ClassLabel> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      predict.predict(xs, sink);
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException("a fake is not saved");
    }

    @Override
    public void close() {}
  }
}
