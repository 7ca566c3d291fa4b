package org.al4j.nativecpu;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The instruction sets that ND4J is built for, the most demanding first. */
@SuppressWarnings("ImmutableEnumChecker") // List.of and Set.of are immutable
enum CpuBuild {
  AVX512(
      List.of("-onednn-avx512", "-avx512"),
      Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd", "avx2", "fma")),
  AVX2(List.of("-onednn-avx2", "-avx2"), Set.of("avx2", "fma")),
  PLAIN(List.of("-onednn", ""), Set.of());

  private final List<String> extensions;
  private final Set<String> needs;

  CpuBuild(List<String> extensions, Set<String> needs) {
    this.extensions = extensions;
    this.needs = needs;
  }

  /** Ends of the classifiers of such builds, the better first. */
  List<String> extensions() {
    return extensions;
  }

  boolean runsOn(Set<String> flags) {
    return flags.containsAll(needs);
  }

  /** The flags a processor lacks for this build, sorted, separated by spaces. */
  String missing(Set<String> flags) {
    return needs.stream().filter(f -> !flags.contains(f)).sorted().collect(Collectors.joining(" "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CpuBuild parse(String word) {
    return Arrays.stream(values())
        .filter(build -> build.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "unknown build in system property al4j.cpu: "
                        + word
                        + "; known are avx512, avx2 and plain"));
  }
}
