package org.al4j.models.distil;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a student is taught: start from {@link #DEFAULT}.
 *
 * @param layers the teacher's layers that the student begins with
 * @param losses what is learnt, each with its weight, a positive number
 * @param temperature T of the losses on softened probabilities
 * @param training how it is trained
 * @param variants altered copies of the texts that are read, too
 */
public record DistillationSettings(
    StudentLayers layers,
    SortedMap<DistillationLoss, Double> losses,
    double temperature,
    StudentSchedule training,
    TextVariants variants) {
  /** Three layers, evenly spaced, taught the pooled vector, at temperature 2. */
  public static final DistillationSettings DEFAULT =
      new DistillationSettings(
          StudentLayers.evenly(3),
          new TreeMap<>(Map.of(DistillationLoss.POOLED, 1.0)),
          2,
          StudentSchedule.DEFAULT,
          TextVariants.NONE);

  /** Checks the ranges. */
  public DistillationSettings {
    Objects.requireNonNull(layers, "layers");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(variants, "variants");
    losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
    StudentSchedule.check(
        !losses.isEmpty(), "{loss}: give at least one loss of %s", DistillationLoss.known());
    losses.forEach(
        (loss, weight) ->
            StudentSchedule.check(
                weight > 0 && Double.isFinite(weight),
                "{loss}: the weight of " + loss.text() + " must be a positive number, found %s",
                weight));
    StudentSchedule.check(
        temperature > 0 && Double.isFinite(temperature),
        "{temperature} must be a positive number, found %s",
        temperature);
  }

  /** The same for a student with other layers. */
  public DistillationSettings withLayers(StudentLayers other) {
    return new DistillationSettings(other, losses, temperature, training, variants);
  }

  /** The same with other losses and their weights. */
  public DistillationSettings withLosses(Map<DistillationLoss, Double> weights) {
    return new DistillationSettings(
        layers, new TreeMap<>(weights), temperature, training, variants);
  }

  /** The same with another temperature. */
  public DistillationSettings withTemperature(double other) {
    return new DistillationSettings(layers, losses, other, training, variants);
  }

  /** The same, trained otherwise. */
  public DistillationSettings withTraining(StudentSchedule other) {
    return new DistillationSettings(layers, losses, temperature, other, variants);
  }

  /** The same with altered copies of the texts. */
  public DistillationSettings withVariants(TextVariants other) {
    return new DistillationSettings(layers, losses, temperature, training, other);
  }

  /** Whether the models read texts with masks. */
  boolean masks() {
    return losses.containsKey(DistillationLoss.MASKED_LM);
  }

  /** {@code pooled=1.0, cosine=0.5}. */
  String lossesText() {
    return losses.entrySet().stream()
        .map(one -> one.getKey().text() + "=" + one.getValue())
        .collect(Collectors.joining(", "));
  }
}
