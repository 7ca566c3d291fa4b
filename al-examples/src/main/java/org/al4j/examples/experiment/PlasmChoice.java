package org.al4j.examples.experiment;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.examples.experiment.PlasmTable.Source;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.plasm.PseudoLabelFilter;

/**
 * Which labels successors are measured on.
 *
 * @param sources in the order of the rows
 * @param drop the share of pseudo-labels that a filter drops; empty for the teacher's error
 */
record PlasmChoice(Set<Source> sources, OptionalDouble drop) {
  private static final String ALL = "all";

  /** What {@code --rows} and {@code --drop} say. */
  static PlasmChoice of(String rows, OptionalDouble drop) {
    if (drop.isPresent() && !(drop.getAsDouble() >= 0 && drop.getAsDouble() <= 1)) {
      throw new InvalidInputException("--drop must lie in [0, 1], found " + drop.getAsDouble());
    }
    Set<Source> sources = EnumSet.noneOf(Source.class);
    for (String word : Strategies.split(rows)) {
      sources.addAll(word.equals(ALL) ? EnumSet.allOf(Source.class) : EnumSet.of(source(word)));
    }
    return new PlasmChoice(sources, drop);
  }

  private static Source source(String word) {
    return Stream.of(Source.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--rows must be all, or of " + words() + ", found '" + word + "'"));
  }

  private static String words() {
    return Stream.of(Source.values()).map(Source::word).collect(Collectors.joining(", "));
  }

  /** Refuses at once what would fail after hours. */
  void require(Learner<?, ?> teacher) {
    if (sources.contains(Source.TRACIN) && !teacher.offers().contains(Output.GRADIENT_NORM)) {
      throw new InvalidInputException(
          "--rows with tracin needs a teacher that offers GRADIENT_NORM, found "
              + teacher.describe()
              + " with "
              + new TreeSet<>(teacher.offers())
              + "; leave tracin out");
    }
  }

  /** Of pseudo-labels: which of them the successor gets. */
  PlasmOptions options(Source source) {
    PlasmOptions all = PlasmOptions.defaults();
    return switch (source) {
      case FILTERED -> all.withFilter(new PseudoLabelFilter.Confidence(drop));
      case TRACIN -> all.withFilter(new PseudoLabelFilter.SelfInfluence(drop, false));
      default -> all;
    };
  }
}
