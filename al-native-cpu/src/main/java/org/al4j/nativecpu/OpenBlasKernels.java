package org.al4j.nativecpu;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.Optional;
import java.util.Set;

/**
 * Names the kernels that OpenBLAS is to use. OpenBLAS 0.3.19, which ND4J is linked to, knows
 * processors by their model numbers, and takes one that is younger than itself for a Prescott of
 * 2004, which has no AVX (docs/benchmarks.md, Embedding, has what that costs). What its instruction
 * sets allow is known, and OpenBLAS reads a name from the environment variable {@value #VARIABLE}
 * when it is loaded. Java cannot set one for its own process, the C library can.
 *
 * <p>Rejected: OpenBLAS 0.3.26 and later, which know more, but are built for another JavaCPP than
 * ND4J is, and will meet younger processors too.
 */
final class OpenBlasKernels {
  static final String VARIABLE = "OPENBLAS_CORETYPE";

  private OpenBlasKernels() {}

  /** The part of the C library that is called. */
  interface Environment extends Library {
    /** Returns 0 when the variable is set, or was and {@code overwrite} is 0. */
    int setenv(String name, String value, int overwrite);
  }

  /** The name for a processor with these flags; none where OpenBLAS's own choice cannot be bad. */
  static Optional<String> named(Set<String> flags) {
    if (CpuBuild.AVX512.runsOn(flags)) {
      return Optional.of("SkylakeX");
    }
    return CpuBuild.AVX2.runsOn(flags) ? Optional.of("Haswell") : Optional.empty();
  }

  /**
   * Sets the variable, unless the user has. Without effect on OpenBLAS once it is loaded, and on
   * Windows, where a library's environment is its C runtime's own.
   */
  static void choose(String platform, Set<String> flags) {
    if (platform.startsWith("windows")) {
      return;
    }
    named(flags).ifPresent(OpenBlasKernels::set);
  }

  private static void set(String name) {
    try {
      Native.load("c", Environment.class).setenv(VARIABLE, name, 0);
    } catch (LinkageError e) {
      // JNA cannot unpack its library, or knows no C library here: OpenBLAS chooses by itself.
      System.getLogger(OpenBlasKernels.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "OpenBLAS chooses its kernels by itself, possibly slow ones: set the environment"
                  + " variable {0}={1} before Java starts ({2})",
              VARIABLE,
              name,
              e);
    }
  }
}
