package org.al4j.examples.experiment;

import java.util.List;
import org.al4j.core.data.Instance;
import org.al4j.study.settings.QueryAmount;
import org.al4j.study.settings.QuerySizes;
import picocli.CommandLine.Option;

/** How many labels are acquired, in words as {@code al simulate} takes them. */
final class AcquisitionOptions {
  @Option(
      names = "--initial",
      paramLabel = "AMOUNT",
      description =
          "Texts labelled first, at random, or of tags also 2%%tokens or 400tokens (default:"
              + " ${DEFAULT-VALUE}).")
  private String initial;

  @Option(
      names = "--batch",
      paramLabel = "AMOUNT",
      description = "Texts a round (default: ${DEFAULT-VALUE}).")
  private String batch;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  /** With these where nothing is said: as many first as in a round. */
  AcquisitionOptions(int texts, int rounds) {
    this.initial = Integer.toString(texts);
    this.batch = initial;
    this.rounds = rounds;
  }

  String initial() {
    return initial;
  }

  String batch() {
    return batch;
  }

  int rounds() {
    return rounds;
  }

  /** The same as numbers, of a pool. */
  QuerySizes sizes(List<Instance> pool) {
    return QuerySizes.of(
        QueryAmount.of("initial", initial), QueryAmount.of("batch", batch), rounds, pool);
  }
}
