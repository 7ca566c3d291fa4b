package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The start that the launcher has Java learn from. */
class FirstStartTest {
  private static Set<Path> left() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(one -> one.getFileName().toString().startsWith("al4j-first-start-"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void run_threeTexts_givesOneEndsTheServerAndLeavesNothing() throws Exception {
    Set<Path> before = left();
    assertTrue(FirstStart.run());
    assertEquals(before, left());
  }
}
