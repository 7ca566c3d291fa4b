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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Halts the JVM at random points of a run until it was halted many times, and compares with an
 * undisturbed run. Most of its time are processes that start, so the kinds run side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
class HaltTest {
  @ParameterizedTest
  @CsvSource({"plain, 25, 2, 4", "plain, 25, 2, 5", "ahead, 16, 1, 4"})
  void run_haltedAtRandomPoints_resumesBitIdentically(
      String kind, int wanted, int leastTorn, long seed, @TempDir Path temp) throws Exception {
    Path whole = temp.resolve("whole");
    byte[] weights = undisturbed(whole, kind);
    List<List<String>> selections = selections(whole);
    int oneLate = kind.equals("ahead") ? 1 : 0;
    assertEquals(LoopFixture.ROUNDS + 1 + oneLate, selections.size());

    SplittableRandom random = new SplittableRandom(seed);
    int halts = 0;
    int torn = 0;
    for (int run = 0; halts < wanted; run++) {
      Path dir = temp.resolve("run-" + run);
      Path model = temp.resolve("model-" + run);
      boolean finished = false;
      while (!finished) {
        boolean last = halts >= wanted; // the run under way is brought to its end
        boolean byBytes = random.nextInt(3) > 0;
        long bytes = !last && byBytes ? random.nextInt(1, 1800) : Long.MAX_VALUE;
        long steps = !last && !byBytes ? random.nextInt(1, 900) : Long.MAX_VALUE;
        int code = child(dir, model, bytes, steps, kind);
        assertTrue(code == 0 || code == HaltingLog.HALTED, "exit code " + code);
        finished = code == 0;
        halts += finished ? 0 : 1;
        torn += !finished && endsInsideALine(dir) ? 1 : 0;
      }
      assertEquals(selections, selections(dir), "selections of run " + run);
      assertArrayEquals(
          weights, Files.readAllBytes(model.resolve("weights.bin")), "weights of run " + run);
    }
    assertTrue(torn > leastTorn, "some halts fall inside a line, found " + torn);
  }

  private static byte[] undisturbed(Path dir, String kind) throws IOException {
    try (ActiveLearning<ClassLabel> loop =
        HaltingRun.builder(kind.equals("ahead")).runDirectory(dir).build()) {
      loop.run(Oracle.gold(LoopFixture.DATA.items()));
      loop.successor().save(dir.resolve("model"));
    }
    return Files.readAllBytes(dir.resolve("model").resolve("weights.bin"));
  }

  private static int child(Path dir, Path model, long bytes, long steps, String kind)
      throws Exception {
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
                Long.toString(steps),
                kind)
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
