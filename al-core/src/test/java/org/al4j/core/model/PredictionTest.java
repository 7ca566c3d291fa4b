package org.al4j.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;

class PredictionTest {
  private static final Instance X = Instance.ofText("x7", "text");

  private static String refusal(double... p) {
    return assertThrows(
            InvalidInputException.class, () -> new Prediction<>(X, new ClassLabel("a"), p))
        .getMessage();
  }

  @Test
  void new_probabilitiesThatAreNone_areRefusedNamingTheInstance() {
    String range = "instance 'x7': a probability must be in [0, 1], found ";
    assertEquals(range + "NaN", refusal(0.5, Double.NaN));
    assertEquals(range + "Infinity", refusal(Double.POSITIVE_INFINITY));
    assertEquals("instance 'x7': probabilities must sum to 1, found 0.75", refusal(0.5, 0.25));
  }

  @Test
  void new_noProbabilities_isAPrediction() {
    assertEquals(0, new Prediction<>(X, new ClassLabel("a"), new double[0]).probabilities().length);
  }
}
