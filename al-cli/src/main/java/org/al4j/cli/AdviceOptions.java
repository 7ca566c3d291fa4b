package org.al4j.cli;

import java.util.List;
import org.al4j.strategies.Strategies;
import org.al4j.study.advice.AdviceSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a study is to tell beside its curves. */
class AdviceOptions {
  @Option(
      names = "--stop",
      paramLabel = "NAME,...",
      description =
          "Stopping criteria, such as bounded-change,max-labels(count=200); see al strategies. It is"
              + " told where each would have stopped, and what the labels after it brought; no run"
              + " is stopped.")
  private @Nullable String stop;

  @Option(
      names = "--stop-set",
      paramLabel = "N",
      description =
          "Compare successive models on N texts of the pool, for advice after each round (default:"
              + " 1000 if a criterion of --stop needs them, else none).")
  private @Nullable Integer stopSet;

  @Option(
      names = "--price",
      paramLabel = "X",
      description =
          "What a label, or of a budget in tokens a token, costs, for what is told of savings.")
  private @Nullable Double price;

  /** The settings; null where nothing was said. */
  @Nullable AdviceSettings settings() {
    if (stop == null && stopSet == null && price == null) {
      return null;
    }
    List<String> criteria = stop == null ? List.of() : Strategies.split(stop);
    return new AdviceSettings(criteria, stopSet, price);
  }
}
