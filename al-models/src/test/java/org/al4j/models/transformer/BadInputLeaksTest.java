package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link BadInputLeaks} in a JVM of its own, whose heap is taken at once. */
class BadInputLeaksTest {
  /** Megabytes; what 200 of the fixtures' models weigh is twice that. */
  private static final double ALLOWED = 15;

  @Test
  void open_badCheckpoints200Times_leavesNothingBehind(@TempDir Path dir) throws Exception {
    boolean linux = Files.isDirectory(Path.of("/proc/self/fd"));
    if (!linux) {
      System.out.println("skipped: what a process has open is read from /proc, which is Linux's");
    }
    assumeTrue(linux, "no /proc/self/fd");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // what the second compiler holds comes and goes
            "-cp",
            System.getProperty("java.class.path"),
            BadInputLeaks.class.getName(),
            dir.toString(),
            "200");
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // else glibc's arenas grow with the threads
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    Matcher found =
        Pattern.compile("descriptors 0, mappings 0, .*\\(([+-][0-9.]+)\\)").matcher(output);
    assertTrue(found.find(), output);
    assertTrue(Double.parseDouble(found.group(1)) < ALLOWED, output);
    System.out.print(output);
  }
}
