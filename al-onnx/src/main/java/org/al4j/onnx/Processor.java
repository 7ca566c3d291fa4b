package org.al4j.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.al4j.models.scoring.ProductPrecision;

/**
 * What a processor can do with integers of 8 bits. With AVX2 and AVX-512 alone, two products are
 * added in 16 bits and cut off there; with VNNI, and on ARM, they are added in 32.
 *
 * <p>Source: "Quantize ONNX Models", ONNX Runtime's documentation, on U8S8 and {@code
 * reduce_range}.
 */
enum Processor {
  /** Sums in 32 bits. */
  EXACT("sums in 32 bits"),
  /** Sums of two products in 16 bits, or it is not known. */
  NARROW("sums in 16 bits");

  private static final Set<String> EXACT_FLAGS =
      Set.of("avx512_vnni", "avx_vnni", "avx512vnni", "avxvnni");
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private final String words;

  Processor(String words) {
    this.words = words;
  }

  /** In a sentence. */
  String words() {
    return words;
  }

  /** Weights that cannot leave the range here. */
  ProductPrecision integers() {
    return this == EXACT ? ProductPrecision.INT8 : ProductPrecision.INT7;
  }

  /** Of the machine that this runs on. */
  static Processor here() {
    String info = "";
    try {
      if (Files.isReadable(CPU_INFO)) {
        info = Files.readString(CPU_INFO, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      info = ""; // then nothing is known, and the narrow way is right everywhere
    }
    return of(System.getProperty("os.arch", ""), info);
  }

  /**
   * By what a system tells.
   *
   * @param architecture as Java calls it
   * @param cpuInfo Linux' list of flags; empty elsewhere
   */
  static Processor of(String architecture, String cpuInfo) {
    String name = architecture.toLowerCase(Locale.ROOT);
    if (name.equals("aarch64") || name.equals("arm64")) {
      return EXACT;
    }
    boolean exact =
        cpuInfo
            .lines()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> Arrays.stream(line.split("\\s+")).anyMatch(EXACT_FLAGS::contains))
            .orElse(false);
    return exact ? EXACT : NARROW;
  }
}
