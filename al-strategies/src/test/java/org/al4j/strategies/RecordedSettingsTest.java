package org.al4j.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The settings of each strategy that has a name, as runs have recorded them. A line that changes
 * here keeps the runs that have it from being resumed: leave the default of what is new out
 * instead.
 */
class RecordedSettingsTest {
  @Test
  void settings_recordedStrategies_areThose() throws IOException, URISyntaxException {
    Path file = Path.of(RecordedSettingsTest.class.getResource("/settings/strategies.txt").toURI());
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.size() > 20, "found " + lines.size());
    for (String line : lines) {
      String description = line.split("\t")[0];
      assertEquals(line, description + "\t" + Strategies.named(description).settings());
    }
  }
}
