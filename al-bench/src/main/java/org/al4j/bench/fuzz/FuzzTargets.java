package org.al4j.bench.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;

/** All readers of outside bytes. */
final class FuzzTargets {
  private FuzzTargets() {}

  static List<FuzzTarget> all() {
    return Stream.of(
            WeightTargets.all(),
            CheckpointTargets.all(),
            DataTargets.all(),
            SavedTargets.all(),
            RunTargets.all(),
            StudyTargets.all())
        .flatMap(List::stream)
        .toList();
  }

  static FuzzTarget named(String name) {
    return all().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "unknown reader '"
                        + name
                        + "'; readers: "
                        + all().stream().map(FuzzTarget::name).collect(Collectors.joining(", "))));
  }
}
