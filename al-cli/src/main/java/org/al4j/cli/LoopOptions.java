package org.al4j.cli;

import org.al4j.study.LoopChoices;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the models of a simulation are trained from round to round, and what scores the pool. */
final class LoopOptions {
  @Option(
      names = "--start",
      paramLabel = "HOW",
      defaultValue = "scratch",
      description =
          "How each round's model starts: scratch, warm-new (from the one before, on the new"
              + " labels), warm-all (on all labels) (default: ${DEFAULT-VALUE}).")
  private String start = "scratch";

  @Option(
      names = "--rate-decay",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "What the learning rate of a warm start is multiplied with from round to round"
              + " (default: ${DEFAULT-VALUE}).")
  private double rateDecay = 1;

  @Option(
      names = "--train-while-labelling",
      description = "Choose each query by the model of all but the latest batch.")
  private boolean ahead;

  @Option(
      names = "--score-with",
      paramLabel = "NAME",
      description =
          "What computes a transformer's pool: engine, or onnx, onnx-int8 or onnx-int7 (ONNX Runtime)"
              + " (default: engine).")
  private @Nullable String scoring;

  LoopChoices choices() {
    return new LoopChoices(start, rateDecay, ahead);
  }

  /** What computes a transformer's pool; null for the engine. */
  @Nullable String scoring() {
    return scoring;
  }
}
