package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A run of {@link EngineMemory} at full length, in a JVM of its own whose heap is taken at once, so
 * that what grows is native. It guards against a step or a model that keeps its memory, which takes
 * hundreds of megabytes; growth below {@link #ALLOWED} is for a reader of what it prints to judge.
 */
class EngineMemoryTest {
  /**
   * Megabytes by which resident memory may grow in either phase: the JIT compiler moves it by about
   * 20 alone, so a closer limit would fail without a leak.
   */
  private static final double ALLOWED = 50;

  private static final int PHASES = 2;

  @Test
  void stepsAndModels_mixedShapes_leaveMemoryFlat() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EngineMemory.class.getName(),
            "1000",
            "200");
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // else glibc's arenas grow with the threads
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    List<Double> growth =
        Pattern.compile("\\(([+-][0-9.]+) MB")
            .matcher(output)
            .results()
            .map((MatchResult found) -> Double.parseDouble(found.group(1)))
            .toList();
    assertEquals(PHASES, growth.size(), output);
    assertTrue(growth.stream().allMatch(megabytes -> megabytes < ALLOWED), output);
    System.out.print(output);
  }
}
