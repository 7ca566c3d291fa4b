package org.al4j.strategies.ups;

import java.util.List;
import java.util.Locale;

/**
 * How many forward passes a policy saved.
 *
 * @param rounds the rounds that a model chose, oldest first; of one that is under way what was
 *     scored so far
 */
public record UpsReport(List<UpsRound> rounds) {
  /** Copies the rounds. */
  public UpsReport {
    rounds = List.copyOf(rounds);
  }

  /** Instances that went through the model. */
  public long passes() {
    return rounds.stream().mapToLong(UpsRound::scored).sum();
  }

  /** What scoring the whole pool in every round would have taken. */
  public long fullPasses() {
    return rounds.stream().mapToLong(UpsRound::unlabelled).sum();
  }

  /** Passes that were not made. */
  public long saved() {
    return fullPasses() - passes();
  }

  /** How many times fewer passes were made; NaN before the first. */
  public double factor() {
    return passes() == 0 ? Double.NaN : (double) fullPasses() / passes();
  }

  @Override
  public String toString() {
    long toppedUp = rounds.stream().filter(round -> round.toppedUp() > 0).count();
    return String.format(
        Locale.ROOT,
        "%d of %d forward passes in %d rounds, %.1f times fewer%s",
        passes(),
        fullPasses(),
        rounds.size(),
        factor(),
        toppedUp == 0 ? "" : "; topped up to the batch in " + toppedUp + " rounds");
  }
}
