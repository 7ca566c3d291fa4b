package org.al4j.server.insight;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.al4j.strategies.stopping.StopAdvice;

/**
 * How good the models of the rounds are, and what that says about going on.
 *
 * @param score the name of the score
 * @param higherIsBetter whether a larger number is the better one
 * @param heldOut whether it is of held-out texts, else of the labelled ones by cross-validation
 * @param points the rounds that have the score, in their order
 * @param measuring whether the last round is being measured now
 * @param gap why there is no point, "" where there are some
 * @param change what further labels would change; empty while it is too early to say
 * @param stops what each stopping criterion says; none where the task has no stop set
 */
public record Curve(
    String score,
    boolean higherIsBetter,
    boolean heldOut,
    List<Point> points,
    boolean measuring,
    String gap,
    Optional<StopAdvice> change,
    List<StopWord> stops) {
  /**
   * A round.
   *
   * @param labelled labels that its model learnt from
   * @param checked texts that the score is of
   * @param low lower end of the score's 95 % interval, where it is a share
   * @param high its upper end
   */
  public record Point(
      int round,
      int labelled,
      int checked,
      double value,
      OptionalDouble low,
      OptionalDouble high) {}

  /**
   * A stopping criterion.
   *
   * @param criterion by its name
   * @param reason why it would stop now; empty if it would go on
   */
  public record StopWord(String criterion, Optional<String> reason) {}

  /** Copies the lists. */
  public Curve {
    points = List.copyOf(points);
    stops = List.copyOf(stops);
  }
}
