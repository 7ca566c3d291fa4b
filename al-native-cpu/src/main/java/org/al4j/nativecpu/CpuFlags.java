package org.al4j.nativecpu;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The processor's instruction sets, spelled as in Linux's {@code /proc/cpuinfo}. What cannot be
 * found out is taken as absent.
 */
final class CpuFlags {
  private CpuFlags() {}

  static Set<String> read(String platform) {
    if (!platform.endsWith("x86_64")) {
      return Set.of();
    }
    try {
      if (platform.startsWith("linux")) {
        return cpuinfo(Files.readString(Path.of("/proc/cpuinfo")));
      }
      return platform.startsWith("macosx") ? words(sysctl()) : virtualMachine();
    } catch (IOException | RuntimeException e) {
      return Set.of();
    }
  }

  /** The flags of the first processor in a {@code /proc/cpuinfo}. */
  static Set<String> cpuinfo(String text) {
    return text.lines()
        .filter(line -> line.matches("flags\\s*:.*"))
        .findFirst()
        .map(line -> words(line.substring(line.indexOf(':') + 1)))
        .orElse(Set.of());
  }

  static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.strip().toLowerCase(Locale.ROOT).split("\\s+")));
  }

  private static String sysctl() throws IOException {
    Process process =
        new ProcessBuilder("sysctl", "-n", "machdep.cpu.features", "machdep.cpu.leaf7_features")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      return reader.lines().reduce("", (a, b) -> a + " " + b);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * What HotSpot found for its own use. Its AVX level 3 does not tell which parts of AVX-512 there
   * are, so that AVX-512 counts as absent.
   */
  private static Set<String> virtualMachine() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    Set<String> flags = new HashSet<>();
    if (vm != null && Integer.parseInt(vm.getVMOption("UseAVX").getValue()) >= 2) {
      flags.add("avx2");
    }
    if (vm != null && Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue())) {
      flags.add("fma");
    }
    return flags;
  }
}
