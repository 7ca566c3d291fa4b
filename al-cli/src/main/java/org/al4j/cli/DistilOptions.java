package org.al4j.cli;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.models.distil.DistillationLoss;
import org.al4j.models.distil.DistillationSettings;
import org.al4j.models.distil.StudentLayers;
import org.al4j.models.distil.StudentSchedule;
import org.al4j.models.distil.TextVariants;
import picocli.CommandLine.Option;

/** How {@code al distil} makes and trains a student. */
final class DistilOptions {
  private static final DistillationSettings USUAL = DistillationSettings.DEFAULT;
  private static final StudentSchedule TRAINING = StudentSchedule.DEFAULT;

  @Option(
      names = "--layers",
      paramLabel = "N|L,L,..",
      description =
          "How many of the teacher's layers, evenly spaced, or which, from 0: 1,3,5 (default: 3).")
  private String layers = USUAL.layers().toString();

  @Option(
      names = "--loss",
      split = ",",
      paramLabel = "NAME=W",
      description =
          "What is learnt, with its weight: pooled, cosine, hidden, embedding, attention,"
              + " query-key, value-value; with a classifier: soft-cross-entropy, kl, mse-logits,"
              + " mse-probabilities (default: pooled=1).")
  private List<String> losses = List.of("pooled=1");

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Of losses on probabilities (default: 2).")
  private double temperature = USUAL.temperature();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most passes over the texts (default: 1).")
  private int epochs = TRAINING.epochs();

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "Peak of the learning rate (default: 1e-4).")
  private double learningRate = TRAINING.learningRate();

  @Option(names = "--batch", paramLabel = "N", description = "Texts an update (default: 32).")
  private int batch = TRAINING.batch();

  @Option(
      names = "--max-length",
      paramLabel = "N",
      description = "Most tokens of a text that are read (default: 128).")
  private int maxLength = TRAINING.maxLength();

  @Option(names = "--dropout", description = "Train with the model's dropout (default: without).")
  private boolean dropout;

  @Option(
      names = "--validation-share",
      paramLabel = "S",
      description = "Share of the texts held out to measure on (default: 0.05).")
  private double validationShare = TRAINING.validationShare();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without a better one that end the run (default: 2).")
  private int patience = TRAINING.patience();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all that is drawn (default: 0).")
  private long seed = TRAINING.seed();

  @Option(
      names = "--variants",
      paramLabel = "N",
      description =
          "Altered copies of each short text that are read, too, drawn anew each epoch (default:"
              + " 0).")
  private int variants = USUAL.variants().each();

  @Option(
      names = "--variants-longest",
      paramLabel = "N",
      description = "Most tokens of a text that has such copies (default: 32).")
  private int longestVaried = USUAL.variants().longest();

  DistillationSettings settings() {
    return new DistillationSettings(
        StudentLayers.of(layers),
        weights(losses),
        temperature,
        new StudentSchedule(
            epochs, learningRate, batch, maxLength, dropout, validationShare, patience, seed),
        new TextVariants(variants, longestVaried));
  }

  private static SortedMap<DistillationLoss, Double> weights(List<String> named) {
    SortedMap<DistillationLoss, Double> weights = new TreeMap<>();
    for (String one : named) {
      int equals = one.indexOf('=');
      String name = equals < 0 ? one : one.substring(0, equals);
      double weight = equals < 0 ? 1 : weight(one, one.substring(equals + 1));
      if (weights.put(DistillationLoss.of(name), weight) != null) {
        throw InvalidInputException.ofSettings("{loss}: %s is named twice", name);
      }
    }
    return weights;
  }

  private static double weight(String one, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw InvalidInputException.ofSettings(
          "{loss} must be a name and a number, as pooled=1, found '%s'", one);
    }
  }
}
