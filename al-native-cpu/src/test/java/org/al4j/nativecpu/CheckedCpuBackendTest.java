package org.al4j.nativecpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads ND4J in JVMs of their own, with a class path that holds every build. The builds beyond the
 * plain one are the plain one's files under their names, so that the test runs on any x86-64.
 */
class CheckedCpuBackendTest {
  private static final String PLAIN = "linux-x86_64-onednn";
  private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  @TempDir static Path builds;

  @BeforeAll
  static void pretendEveryBuild() throws IOException {
    if (!Loader.getPlatform().equals("linux-x86_64")) {
      String reason = "skipped: /proc/self/maps and the builds are those of linux-x86_64";
      System.out.println("CheckedCpuBackendTest " + reason);
      abort(reason);
    }
    for (String library : List.of("libnd4jcpu.so", "libjnind4jcpu.so")) {
      Path first = builds.resolve(BINDINGS + PLAIN + "-avx2").resolve(library);
      Files.createDirectories(first.getParent());
      try (InputStream in = resource(BINDINGS + PLAIN + "/" + library)) {
        Files.copy(in, first);
      }
      for (String build : List.of(PLAIN + "-avx512", "linux-x86_64")) {
        Path link = builds.resolve(BINDINGS + build).resolve(library);
        Files.createDirectories(link.getParent());
        Files.createLink(link, first);
      }
    }
  }

  private static InputStream resource(String name) {
    return CheckedCpuBackendTest.class.getClassLoader().getResourceAsStream(name);
  }

  private static List<String> run(String... options) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = builds + File.pathSeparator + System.getProperty("java.class.path");
    ProcessBuilder builder = new ProcessBuilder(java, "-Xmx256m", "-cp", classPath);
    builder.command().addAll(List.of(options));
    builder.command().add(MappedLibraries.class.getName());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }

  private static void assertLoadedOnly(String classifier, List<String> output) {
    assertTrue(output.contains("sum 24"), () -> String.join("\n", output));
    assertTrue(output.contains("chosen " + classifier), () -> String.join("\n", output));
    List<String> mapped = output.stream().filter(line -> line.startsWith("mapped ")).toList();
    assertTrue(mapped.stream().anyMatch(l -> l.endsWith("/libnd4jcpu.so")), output::toString);
    for (String line : mapped) {
      assertTrue(line.contains("/" + classifier + "/"), line);
    }
  }

  @Test
  void load_avx2Wanted_mapsThatBuildOnly() throws Exception {
    if (!CpuBuild.AVX2.runsOn(CpuFlags.read("linux-x86_64"))) {
      abort("skipped: this processor has no AVX2");
    }
    assertLoadedOnly(PLAIN + "-avx2", run("-Dal4j.cpu=avx2"));
  }

  @Test
  void load_plainWanted_mapsThatBuildOnly() throws Exception {
    assertLoadedOnly(PLAIN, run("-Dal4j.cpu=plain"));
  }

  @Test
  void load_everyBuildPresent_mapsWhatTheFlagsAllow() throws Exception {
    String expected =
        new Natives("linux-x86_64", CpuFlags.read("linux-x86_64"), classifier -> true).choose(null);
    assertLoadedOnly(expected, run());
  }

  @Test
  void load_unknownBuildWanted_loadsNothing() throws Exception {
    List<String> output = run("-Dal4j.cpu=neon");
    assertFalse(output.stream().anyMatch(line -> line.startsWith("mapped ")), output::toString);
    assertEquals(
        1,
        output.stream()
            .filter(line -> line.startsWith("Caused by: java.lang.IllegalStateException"))
            .filter(line -> line.endsWith("known are avx512, avx2 and plain"))
            .count(),
        output::toString);
  }
}
