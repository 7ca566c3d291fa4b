package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrategyFilesTest {
  private static final String HERE = Path.of("").toAbsolutePath().toString();

  @Test
  void absolute_filesOfStrategies_areNamedFromTheRoot() {
    Path root = Path.of("t.csv").toAbsolutePath();
    assertEquals(
        List.of(
            "random",
            "representative(target=" + root + ")",
            "active-transfer(batches=2,validation=" + root + ")",
            "outer(of=outliers(layers=1, reference=" + root + "),sample=5)",
            "representative(target=" + root + ")"),
        StrategyFiles.absolute(
            List.of(
                "random",
                "representative(target=t.csv)",
                "active-transfer(batches=2,validation=./t.csv)",
                "outer(of=outliers(layers=1, reference=x/../t.csv),sample=5)",
                "representative(target=" + HERE + "/t.csv)")));
  }
}
