package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.HaltingLog;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.oracle.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Halts the JVM at random points of a run until it was halted 50 times, and compares with an
 * undisturbed run.
 */
class HaltTest {
  private static final int HALTS = 50;

  @Test
  void run_haltedAtRandomPoints_resumesBitIdentically(@TempDir Path temp) throws Exception {
    Path whole = temp.resolve("whole");
    byte[] weights = undisturbed(whole);
    List<List<String>> selections = selections(whole);
    assertEquals(LoopFixture.ROUNDS + 1, selections.size());

    SplittableRandom random = new SplittableRandom(4);
    int halts = 0;
    int torn = 0;
    for (int run = 0; halts < HALTS; run++) {
      Path dir = temp.resolve("run-" + run);
      Path model = temp.resolve("model-" + run);
      boolean finished = false;
      while (!finished) {
        boolean last = halts >= HALTS; // the run under way is brought to its end
        boolean byBytes = random.nextInt(3) > 0;
        long bytes = !last && byBytes ? random.nextInt(1, 1800) : Long.MAX_VALUE;
        long steps = !last && !byBytes ? random.nextInt(1, 900) : Long.MAX_VALUE;
        int code = child(dir, model, bytes, steps);
        assertTrue(code == 0 || code == HaltingLog.HALTED, "exit code " + code);
        finished = code == 0;
        halts += finished ? 0 : 1;
        torn += !finished && endsInsideALine(dir) ? 1 : 0;
      }
      assertEquals(selections, selections(dir), "selections of run " + run);
      assertArrayEquals(
          weights, Files.readAllBytes(model.resolve("weights.bin")), "weights of run " + run);
    }
    assertTrue(torn > 5, "some halts fall inside a line, found " + torn);
  }

  private static byte[] undisturbed(Path dir) throws IOException {
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder()
            .candidates(new LoopFixture.RememberingPolicy())
            .runDirectory(dir)
            .build()) {
      loop.run(Oracle.gold(LoopFixture.DATA.items()));
      loop.successor().save(dir.resolve("model"));
    }
    return Files.readAllBytes(dir.resolve("model").resolve("weights.bin"));
  }

  private static int child(Path dir, Path model, long bytes, long steps) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HaltingRun.class.getName(),
                dir.toString(),
                model.toString(),
                Long.toString(bytes),
                Long.toString(steps))
            .inheritIO()
            .start();
    return process.waitFor();
  }

  private static boolean endsInsideALine(Path dir) throws IOException {
    byte[] bytes = Files.readAllBytes(dir.resolve("run.jsonl"));
    return bytes.length > 0 && bytes[bytes.length - 1] != '\n';
  }

  private static List<List<String>> selections(Path dir) {
    List<List<String>> all = new ArrayList<>();
    for (RunEvent event : RunLog.read(dir)) {
      if (event instanceof RunEvent.Asked asked) {
        all.add(asked.items().stream().map(item -> item.id() + " " + item.utility()).toList());
      }
    }
    return all;
  }
}
