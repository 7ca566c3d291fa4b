package org.al4j.cli;

import org.al4j.models.adapt.AdaptationSettings;
import picocli.CommandLine.Option;

/** How {@code al adapt} trains. */
final class AdaptOptions {
  private static final AdaptationSettings USUAL = AdaptationSettings.DEFAULT;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most passes over the texts (default: 3).")
  private int epochs = USUAL.epochs();

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description =
          "Peak of the learning rate (default: 5e-4 for a hidden size up to 256, else 5e-5).")
  private double learningRate = USUAL.learningRate();

  @Option(names = "--batch", paramLabel = "N", description = "Texts an update (default: 32).")
  private int batch = USUAL.batch();

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "Most tokens of a text that are read (default: 128).")
  private int maxLength = USUAL.maxLength();

  @Option(
      names = "--validation-share",
      paramLabel = "S",
      description = "Share of the texts held out to measure on (default: 0.05).")
  private double validationShare = USUAL.validationShare();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without a better one that end the run (default: 2).")
  private int patience = USUAL.patience();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all that is drawn (default: 0).")
  private long seed = USUAL.seed();

  AdaptationSettings settings() {
    return new AdaptationSettings(
        epochs, learningRate, batch, maxLength, validationShare, patience, seed);
  }
}
