package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.al4j.core.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Larionov's rule where there is no end of updates. */
class MinimumUpdatesTest {
  @ParameterizedTest
  @CsvSource({
    "60, 2147483647, 0, 4, 16",
    "2147483647, 5, 0, 1, 1",
    "1, 5, 2147483647, 100000, 100000"
  })
  void of_moreUpdatesThanCount_isRefused(
      int examples, int epochs, int updates, int minimumBatch, int batch) {
    Recipe recipe =
        Recipe.plasm()
            .withBatchSize(batch)
            .withEpochs(epochs)
            .withMinimumUpdates(updates)
            .withMinimumBatch(minimumBatch);
    String message =
        assertThrows(InvalidInputException.class, () -> MinimumUpdates.of(examples, recipe))
            .getMessage();
    assertEquals("a fit must have fewer than 2147483647 updates", message.split(",", -1)[0]);
  }

  @ParameterizedTest
  @CsvSource({"50, 4, 28", "1, 4, 1400"})
  void of_fewExamples_areTheGoldenNumbers(int examples, int batch, int epochs) {
    assertEquals(new MinimumUpdates(batch, epochs), MinimumUpdates.of(examples, Recipe.plasm()));
  }
}
