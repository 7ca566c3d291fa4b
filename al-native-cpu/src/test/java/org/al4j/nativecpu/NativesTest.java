package org.al4j.nativecpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativesTest {
  private static final String LINUX = "linux-x86_64";
  private static final Set<String> SKYLAKE_X =
      CpuFlags.words("sse4_2 avx avx2 fma avx512f avx512dq avx512cd avx512bw avx512vl");
  private static final Set<String> HASWELL = CpuFlags.words("sse4_2 avx avx2 fma bmi2");
  private static final Set<String> NEHALEM = CpuFlags.words("sse4_2 popcnt");
  private static final String[] ALL = {
    LINUX, LINUX + "-onednn", LINUX + "-onednn-avx2", LINUX + "-onednn-avx512"
  };

  private static String choose(Set<String> flags, String wanted, String... present) {
    Set<String> classifiers = new HashSet<>(Arrays.asList(present));
    return new Natives(LINUX, flags, classifiers::contains).choose(wanted);
  }

  private static String refusal(Set<String> flags, String wanted, String... present) {
    return assertThrows(IllegalStateException.class, () -> choose(flags, wanted, present))
        .getMessage();
  }

  @Test
  void choose_everyBuildPresent_takesTheMostTheProcessorRuns() {
    assertEquals(LINUX + "-onednn-avx512", choose(SKYLAKE_X, null, ALL));
    assertEquals(LINUX + "-onednn-avx2", choose(HASWELL, null, ALL));
    assertEquals(LINUX + "-onednn", choose(NEHALEM, null, ALL));
    assertEquals(LINUX, choose(NEHALEM, null, LINUX));
  }

  @Test
  void choose_oneFlagOfAvx512Absent_staysBelowIt() {
    for (String flag : Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd")) {
      Set<String> flags = new HashSet<>(SKYLAKE_X);
      flags.remove(flag);
      assertEquals(LINUX + "-onednn-avx2", choose(flags, null, ALL), flag);
    }
  }

  @Test
  void choose_avx2WithoutFma_staysPlain() {
    assertEquals(LINUX + "-onednn", choose(CpuFlags.words("avx avx2"), null, ALL));
  }

  @Test
  void choose_flagsUnknown_staysPlain() {
    assertEquals(LINUX + "-onednn", choose(Set.of(), null, ALL));
  }

  @Test
  void choose_wanted_takesThatAndNoOther() {
    assertEquals(LINUX + "-onednn-avx2", choose(SKYLAKE_X, "avx2", ALL));
    assertEquals(LINUX + "-onednn", choose(SKYLAKE_X, "plain", ALL));
    assertEquals(
        "no ND4J build for this processor on the class path (found: linux-x86_64-onednn); add"
            + " org.nd4j:nd4j-native with one of the classifiers linux-x86_64-onednn-avx2,"
            + " linux-x86_64-avx2",
        refusal(SKYLAKE_X, "avx2", LINUX + "-onednn"));
  }

  @Test
  void choose_wantedBeyondTheProcessor_isRefused() {
    assertEquals(
        "al4j.cpu=avx512, but this processor lacks: avx512bw avx512cd avx512dq avx512f avx512vl;"
            + " leave al4j.cpu unset",
        refusal(HASWELL, "avx512", ALL));
    assertEquals(
        "unknown build in system property al4j.cpu: sse; known are avx512, avx2 and plain",
        refusal(HASWELL, "sse", ALL));
  }

  @Test
  void choose_onlyAvx512PresentOnLesserProcessor_isRefused() {
    assertEquals(
        "no ND4J build for this processor on the class path (found: linux-x86_64-onednn-avx512);"
            + " add org.nd4j:nd4j-native with one of the classifiers linux-x86_64-onednn-avx2,"
            + " linux-x86_64-avx2, linux-x86_64-onednn, linux-x86_64",
        refusal(HASWELL, null, LINUX + "-onednn-avx512"));
  }

  @Test
  void choose_arm_takesTheOnlyBuild() {
    Natives arm = new Natives("linux-arm64", Set.of(), "linux-arm64"::equals);
    assertEquals("linux-arm64", arm.choose(null));
  }

  @Test
  void cpuinfo_severalProcessors_readsTheFirstOnesFlags() {
    String text = "processor\t: 0\nflags\t\t: fpu avx AVX2\n\nprocessor\t: 1\nflags\t\t: fma\n";
    assertEquals(Set.of("fpu", "avx", "avx2"), CpuFlags.cpuinfo(text));
    assertEquals(Set.of(), CpuFlags.cpuinfo("vmx flags\t: vnmi\n"));
  }
}
