package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;
import org.al4j.core.model.FitContext;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static Set<String> names(Measure<?> measure) {
    return measure.scores().stream().map(Score::name).collect(Collectors.toSet());
  }

  private static <A extends Annotation> Set<String> given(Measure<A> measure, A annotation) {
    Labelled<A> item = new Labelled<>(Instance.ofText("1", "one"), annotation);
    return measure
        .evaluator(List.of(item))
        .evaluate(
            new Said<>(x -> annotation),
            annotation.names().isEmpty() ? LabelSpace.none() : LabelSpace.of("a"))
        .keySet();
  }

  @Test
  void scores_ofEachMeasure_areThoseThatItsEvaluatorGives() {
    assertEquals(names(Measure.LABEL_SETS), given(Measure.LABEL_SETS, new LabelSet(List.of("a"))));
    assertEquals(names(Measure.NUMBERS), given(Measure.NUMBERS, new RealValue(1)));
    Dataset<ClassLabel> data = FakeTexts.dataset(20, 2, 1);
    try (TinyClassifier model =
        new TinyLearner().fit(data.items(), FitContext.of(data.labels(), 1))) {
      assertEquals(
          names(Measure.CLASSES),
          Measure.CLASSES.evaluator(data.items()).evaluate(model, data.labels()).keySet());
    }
  }

  @Test
  void of_kind_givesItsMeasure() {
    assertSame(Measure.CLASSES, Measure.of(ClassLabel.class));
    assertSame(Measure.LABEL_SETS, Measure.of(LabelSet.class));
    assertSame(Measure.NUMBERS, Measure.of(RealValue.class));
    assertSame(Measure.TAGS, Measure.of(TagSequence.class));
    assertEquals(Score.higher("accuracy"), Measure.CLASSES.main());
    assertEquals(Score.higher("micro_f1"), Measure.LABEL_SETS.main());
    assertEquals(Score.lower("rmse"), Measure.NUMBERS.main());
    assertEquals(Score.higher("f1"), Measure.TAGS.main());
    assertEquals(Score.lower("log_loss"), Measure.CLASSES.score("log_loss").orElseThrow());
    assertTrue(Measure.CLASSES.score("rmse").isEmpty());
  }

  @Test
  void of_kindWithoutOne_namesThoseWithOne() {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> Measure.of(TargetText.class));
    assertEquals(
        "there is no evaluator for annotations of kind TargetText; there is one for ClassLabel,"
            + " LabelSet, RealValue, TagSequence",
        e.getMessage());
  }

  @Test
  void isBetter_directions_differ() {
    assertTrue(Score.higher("f").isBetter(2, 1));
    assertFalse(Score.lower("e").isBetter(2, 1));
    assertTrue(Score.lower("e").isBetter(1, 2));
    assertFalse(Score.lower("e").isBetter(Double.NaN, 2));
    assertFalse(Score.higher("f").isBetter(1, 1));
  }
}
