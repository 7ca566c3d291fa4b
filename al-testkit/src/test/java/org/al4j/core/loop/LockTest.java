package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
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
      assertRefusedElsewhere(dir, temp);
    }
  }

  /** POSIX gives a process's locks up when it closes any handle on the file. */
  @Test
  void open_lockFileReadByItsOwner_isStillRefused(@TempDir Path temp) throws Exception {
    Path dir = temp.resolve("run");
    try (ActiveLearning<ClassLabel> owner = builder(dir).build()) {
      Query query = owner.next().orElseThrow();
      Files.readString(dir.resolve("run.lock"));
      Files.readAllBytes(dir.resolve("run.jsonl"));
      assertRefusedElsewhere(dir, temp);
      owner.accept(Oracle.gold(LoopFixture.DATA.items()).ask(query));
      assertEquals(8, owner.pool().labelledCount());
    }
  }

  @Test
  void open_lockOfAProcessThatIsGone_opens(@TempDir Path dir) throws Exception {
    Process gone = new ProcessBuilder("java", "-version").start();
    gone.waitFor();
    for (String left :
        List.of(gone.pid() + " " + System.currentTimeMillis(), "7", "", "x y", "1 0")) {
      Files.writeString(dir.resolve("run.lock"), left + "\n");
      builder(dir).build().close();
      assertEquals("", Files.readString(dir.resolve("run.lock")), "nobody owns a closed run");
    }
  }

  private static void assertRefusedElsewhere(Path dir, Path temp) throws Exception {
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
