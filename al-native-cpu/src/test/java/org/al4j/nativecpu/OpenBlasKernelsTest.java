package org.al4j.nativecpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

/** What OpenBLAS is told is what it prints that it uses. */
class OpenBlasKernelsTest {
  private static final Set<String> AVX2 = Set.of("sse2", "avx2", "fma");
  private static final Set<String> AVX512 =
      Set.of("avx2", "fma", "avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd");

  /** What OpenBLAS says in a JVM of its own when it is loaded. */
  private static String core(String variable) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            MappedLibraries.class.getName());
    builder.environment().put("OPENBLAS_VERBOSE", "2");
    builder.environment().remove(OpenBlasKernels.VARIABLE);
    if (!variable.isEmpty()) {
      builder.environment().put(OpenBlasKernels.VARIABLE, variable);
    }
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertTrue(output.contains("sum 24"), output);
    List<String> cores =
        output.lines().filter(line -> line.startsWith("Core: ")).distinct().toList();
    assertEquals(1, cores.size(), output);
    return cores.get(0).substring("Core: ".length()).strip();
  }

  private static void onLinux() {
    if (!Loader.getPlatform().equals("linux-x86_64")) {
      String reason = "skipped: asks the OpenBLAS of linux-x86_64";
      System.out.println("OpenBlasKernelsTest " + reason);
      abort(reason);
    }
  }

  @Test
  void named_byInstructionSets() {
    assertEquals(Optional.of("SkylakeX"), OpenBlasKernels.named(AVX512));
    assertEquals(Optional.of("Haswell"), OpenBlasKernels.named(AVX2));
    assertEquals(Optional.empty(), OpenBlasKernels.named(Set.of("sse2", "avx")));
  }

  @Test
  void choose_nothingSet_openBlasUsesTheNamedKernels() throws Exception {
    onLinux();
    Optional<String> named = OpenBlasKernels.named(CpuFlags.read("linux-x86_64"));
    if (named.isEmpty()) {
      abort("skipped: this processor has no AVX2");
    }
    assertEquals(named.get(), core(""));
  }

  @Test
  void choose_setByTheUser_isKept() throws Exception {
    onLinux();
    assertEquals("Nehalem", core("Nehalem"));
  }
}
