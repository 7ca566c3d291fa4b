package org.al4j.models.kind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationKindTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");
  private static final Instance X = Instance.ofText("x", "text");

  private static <A extends Annotation> SoftLabelled<A> soft(A annotation, double... target) {
    return new SoftLabelled<>(new Labelled<>(X, annotation), 1, target, "test");
  }

  private static String refusal(Runnable what) {
    return assertThrows(InvalidInputException.class, what::run).getMessage();
  }

  @ParameterizedTest
  @EnumSource
  void of_eachProblem_isTheKindThatNamesIt(ProblemType problem) {
    AnnotationKind<?> kind = AnnotationKind.of(problem);
    assertEquals(problem, kind.problem());
    assertEquals(Optional.of(problem), ProblemType.of(problem.text()));
    assertEquals(
        kind, AnnotationKind.offering(Set.of(kind.said(), Output.EMBEDDING)).orElseThrow());
  }

  @Test
  void offering_nothingThatIsSaid_isEmpty() {
    assertEquals(Optional.empty(), AnnotationKind.offering(Set.of(Output.LOGITS)));
    assertEquals(Optional.empty(), ProblemType.of("REGRESSION"));
  }

  @Test
  void said_scores_goThroughTheLinkOfTheKind() {
    float[] scores = {1, 2, -3};
    float[] sigmoids = AnnotationKind.CLASSES.said(scores, 3);
    float[] softmax = AnnotationKind.CLASS.said(scores, 3);
    double sum = Math.exp(1) + Math.exp(2) + Math.exp(-3);
    for (int k = 0; k < 3; k++) {
      assertEquals(1 / (1 + Math.exp(-scores[k])), sigmoids[k], 1e-7);
      assertEquals(Math.exp(scores[k]) / sum, softmax[k], 1e-7);
    }
    assertArrayEquals(scores, AnnotationKind.NUMBER.said(scores, 1));
    assertArrayEquals(
        new float[] {0, 1}, AnnotationKind.CLASSES.said(new float[] {-1e30f, 1e30f}, 2));
  }

  @Test
  void target_certainAnnotations_areOneForWhatIsThere() {
    assertArrayEquals(
        new double[] {0, 1, 0}, AnnotationKind.CLASS.target(soft(new ClassLabel("b")), LABELS));
    assertArrayEquals(
        new double[] {1, 0, 1},
        AnnotationKind.CLASSES.target(soft(new LabelSet(List.of("c", "a"))), LABELS));
    assertArrayEquals(
        new double[3], AnnotationKind.CLASSES.target(soft(new LabelSet(List.of())), LABELS));
    assertArrayEquals(
        new double[] {-2.5},
        AnnotationKind.NUMBER.target(soft(new RealValue(-2.5)), LabelSpace.none()));
  }

  @Test
  void target_whatDoesNotFit_isRefusedByInstance() {
    assertTrue(
        refusal(() -> AnnotationKind.CLASSES.target(soft(new LabelSet(List.of("d"))), LABELS))
            .startsWith("instance 'x': unknown label 'd'"));
    assertEquals(
        "instance 'x': a target has a probability for each of the 3 classes, found 2",
        refusal(
            () -> AnnotationKind.CLASSES.target(soft(new LabelSet(List.of("a")), .5, 1), LABELS)));
    assertEquals(
        "instance 'x': a target's probabilities sum to 1, found 0.9999",
        refusal(
            () -> AnnotationKind.CLASS.target(soft(new ClassLabel("a"), .5, .4999, 0), LABELS)));
  }

  @Test
  void target_spreadOfANumber_isNotUsed() {
    SoftLabelled<RealValue> teacher =
        new SoftLabelled<>(
            new Labelled<>(X, new RealValue(3)), 1, new Confidence.Spread(9), "teacher");
    assertArrayEquals(new double[] {3}, AnnotationKind.NUMBER.target(teacher, LabelSpace.none()));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void prediction_numberThatIsNone_namesTheInstance(float value) {
    float[] said = {1, value};
    assertEquals(
        "the model's VALUE for instance 'x' must be finite, found "
            + value
            + "; check the model's weights",
        refusal(() -> AnnotationKind.NUMBER.prediction(X, said, 1, LabelSpace.none())));
  }

  @Test
  void prediction_probabilityThatIsNone_namesTheInstance() {
    float[] said = {.5f, Float.NaN, .1f};
    assertEquals(
        "instance 'x': a probability must be in [0, 1], found NaN",
        refusal(() -> AnnotationKind.CLASSES.prediction(X, said, 0, LABELS)));
  }

  @Test
  void prediction_severalClasses_hasThoseAtTheThresholdAndAbove() {
    float[] said = {9, .4f, .5f, .49f};
    assertEquals(
        LabelSet.of(List.of("b")),
        AnnotationKind.CLASSES.prediction(X, said, 1, LABELS).annotation());
    assertEquals(
        LabelSet.of(List.of("a", "b", "c")), new SeveralClasses(.4).predicted(said, 1, LABELS));
    for (double threshold : new double[] {0, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new SeveralClasses(threshold));
    }
  }
}
