package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static SoftLabelled<RealValue> number(String id, double value, double weight) {
    return new SoftLabelled<>(
        new Labelled<>(Instance.ofText(id, ""), new RealValue(value)), weight, new double[0], "");
  }

  @Test
  void of_weightedNumbers_isTheirMeanAndDeviation() {
    Scale scale = Scale.of(List.of(number("a", 10, 3), number("b", 30, 1)));
    assertEquals(15, scale.mean());
    assertEquals(Math.sqrt((3 * 25 + 225) / 4.0), scale.deviation());
    assertEquals(1, scale.inward(15 + scale.deviation()), 1e-15);
  }

  @Test
  void of_equalNumbers_doesNotDivideByZero() {
    assertEquals(new Scale(1e6 + .1, 1), Scale.of(List.of(number("a", 1e6 + .1, 1))));
    Scale three = Scale.of(List.of(number("a", .1, 1), number("b", .1, 1), number("c", .1, 1)));
    assertEquals(1, three.deviation());
  }

  @Test
  void of_classes_isNone() {
    assertTrue(
        Scale.of(
                List.of(
                    new SoftLabelled<>(
                        new Labelled<>(Instance.ofText("a", ""), new ClassLabel("x")),
                        1,
                        new double[0],
                        "")))
            .isNone());
  }
}
