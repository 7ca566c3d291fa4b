package org.al4j.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BackendTest {
  private static List<String> report(Predicate<String> entries, String... options)
      throws IOException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entries)
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder = new ProcessBuilder(java, "-Xmx256m", "-cp", classPath);
    builder.command().addAll(List.of(options));
    builder.command().add(BackendReport.class.getName());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  @Test
  void describe_backendPresent_tellsVersionBuildAndThreads() throws IOException {
    List<String> lines = report(entry -> true);
    assertEquals(4, lines.size(), lines::toString);
    assertEquals("nd4j=1.0.0-M2.1", lines.get(0));
    assertEquals("backend=CPU", lines.get(1));
    assertTrue(
        lines.get(2).matches("cpuBuild=(linux|windows|macosx)-(x86_64|arm64)(-onednn.*)?"),
        lines::toString);
    assertEquals("threads=1", lines.get(3));
  }

  @Test
  void require_noBackendOnTheClassPath_namesTheDependencyToAdd() throws IOException {
    assertEquals(
        List.of(
            "no ND4J backend on the class path; add the dependency org.al4j:al-native-cpu (or, for"
                + " a GPU, org.nd4j:nd4j-cuda-11.6)"),
        report(entry -> !entry.contains("nd4j-native") && !entry.contains("al-native-cpu")));
  }

  @Test
  void require_backendRefuses_tellsItsReason() throws IOException {
    assertEquals(
        List.of(
            "the ND4J backend does not start: unknown build in system property al4j.cpu: neon;"
                + " known are avx512, avx2 and plain"),
        report(entry -> true, "-Dal4j.cpu=neon"));
  }
}
