package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
  private static ActiveLearningBuilder<ClassLabel> builder(Path dir) {
    return LoopFixture.builder().candidates(new LoopFixture.RememberingPolicy()).runDirectory(dir);
  }

  @Test
  void open_runOwnedByAnotherProcess_isRefusedNamingIt(@TempDir Path temp) throws Exception {
    Path dir = temp.resolve("run");
    try (ActiveLearning<ClassLabel> owner = builder(dir).build()) {
      owner.next();
      assertThrows(InvalidInputException.class, () -> builder(dir).build());
      Process second =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  HaltingRun.class.getName(),
                  dir.toString(),
                  temp.resolve("model").toString(),
                  Long.toString(Long.MAX_VALUE),
                  Long.toString(Long.MAX_VALUE),
                  "plain")
              .redirectErrorStream(true)
              .start();
      String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(1, second.waitFor());
      String expected = "run " + dir + " is in use by process " + ProcessHandle.current().pid();
      assertTrue(output.contains(expected), output);
    }
  }
}
