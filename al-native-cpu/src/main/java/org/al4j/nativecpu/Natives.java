package org.al4j.nativecpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to choose from.
 *
 * @param platform JavaCPP's name of the platform, such as {@code linux-x86_64}
 * @param flags the processor's flags as Linux spells them
 * @param present whether the build of a classifier is on the class path
 */
record Natives(String platform, Set<String> flags, Predicate<String> present) {

  /**
   * The classifier of the build to load: the most demanding one that is on the class path and that
   * the processor can run.
   *
   * @param wanted {@code avx512}, {@code avx2} or {@code plain} to insist on one; null to choose
   * @throws IllegalStateException if there is none, or if the processor cannot run the wanted one
   */
  String choose(@Nullable String wanted) {
    List<CpuBuild> builds =
        wanted == null ? List.of(CpuBuild.values()) : List.of(runnable(CpuBuild.parse(wanted)));
    return builds.stream()
        .filter(build -> build.runsOn(flags))
        .flatMap(this::classifiers)
        .filter(present)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(nothing(builds)));
  }

  private CpuBuild runnable(CpuBuild build) {
    if (!build.runsOn(flags)) {
      throw new IllegalStateException(
          "al4j.cpu="
              + build.word()
              + ", but this processor lacks: "
              + build.missing(flags)
              + "; leave al4j.cpu unset");
    }
    return build;
  }

  private Stream<String> classifiers(CpuBuild build) {
    return build.extensions().stream().map(extension -> platform + extension);
  }

  private String nothing(List<CpuBuild> builds) {
    List<String> runnable = new ArrayList<>();
    builds.stream().filter(b -> b.runsOn(flags)).flatMap(this::classifiers).forEach(runnable::add);
    List<String> others =
        Stream.of(CpuBuild.values()).flatMap(this::classifiers).filter(present).toList();
    return "no ND4J build for this processor on the class path (found: "
        + (others.isEmpty() ? "none for " + platform : String.join(", ", others))
        + "); add org.nd4j:nd4j-native with one of the classifiers "
        + String.join(", ", runnable);
  }
}
