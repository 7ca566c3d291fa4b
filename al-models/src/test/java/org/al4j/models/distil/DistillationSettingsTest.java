package org.al4j.models.distil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistillationSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "3, 6, '[1, 3, 5]'",
    "4, 12, '[2, 5, 8, 11]'",
    "6, 6, '[0, 1, 2, 3, 4, 5]'",
    "1, 6, '[5]'",
    "5, 12, '[1, 3, 6, 8, 11]'",
    "'1,3,5', 12, '[1, 3, 5]'"
  })
  void layers_ofAText_areTheTeachers(String text, int layers, String want) {
    assertEquals(want, StudentLayers.of(text).of(layers).toString());
    assertEquals(text, StudentLayers.of(text).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "x", "3,1", "1,1", "1,", "-1", "1.5", "99999999999"})
  void layers_badText_isRefused(String text) {
    assertThrows(InvalidInputException.class, () -> StudentLayers.of(text));
  }

  @Test
  void loss_byItsName_isFound() {
    for (DistillationLoss loss : DistillationLoss.values()) {
      assertEquals(loss, DistillationLoss.of(loss.text()));
    }
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> DistillationLoss.of("pool"));
    assertTrue(e.getMessage().contains("pooled, cosine"), e.getMessage());
  }

  @Test
  void settings_outOfRange_areRefused() {
    DistillationSettings usual = DistillationSettings.DEFAULT;
    StudentSchedule training = usual.training();
    List<Executable> bad =
        List.of(
            () -> usual.withLosses(Map.of()),
            () -> usual.withLosses(Map.of(DistillationLoss.KL, 0.0)),
            () -> usual.withLosses(Map.of(DistillationLoss.KL, Double.NaN)),
            () -> usual.withTemperature(0),
            () -> training.withEpochs(0),
            () -> training.withBatch(0),
            () -> training.withLearningRate(0),
            () -> training.withMaxLength(2),
            () -> training.withEarlyStopping(1, 1),
            () -> training.withEarlyStopping(.1, 0));
    bad.forEach(one -> assertThrows(InvalidInputException.class, one));
  }
}
