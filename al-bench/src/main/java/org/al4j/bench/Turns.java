package org.al4j.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Measures several sides in alternation: round by round each does a number of passes, so that all
 * see the same moments of the machine.
 */
final class Turns {
  private static final int WARM_UP = 3;
  private static final double WARM_UP_SECONDS = 2;
  private static final int MOST_WARM_UP = 300;
  private static final double TURN_SECONDS = 0.5;
  private static final int MOST_A_TURN = 20;

  /** Before a turn: a peer's threads spin on for a while when their work is done. */
  private static final long PAUSE_MILLIS = 200;

  private final int rounds;
  private final Consumer<String> trouble;

  /**
   * So many rounds.
   *
   * @param trouble is told which peer failed; it has no figures then
   */
  Turns(int rounds, Consumer<String> trouble) {
    this.rounds = rounds;
    this.trouble = trouble;
  }

  /** Seconds of all passes of each side, ascending; of none that failed. */
  Map<String, double[]> seconds(Map<String, DoubleSupplier> sides) {
    Map<String, double[]> seconds = new LinkedHashMap<>();
    for (String side : List.copyOf(sides.keySet())) {
      unlessPeerFails(
          sides,
          side,
          pass -> {
            int turn = (int) Math.max(1, Math.min(MOST_A_TURN, TURN_SECONDS / warmUp(pass)));
            seconds.put(side, new double[rounds * turn]);
          });
    }
    for (int round = 0; round < rounds; round++) {
      int now = round;
      for (String side : List.copyOf(sides.keySet())) {
        unlessPeerFails(
            sides, side, pass -> turn(Objects.requireNonNull(seconds.get(side), side), now, pass));
      }
    }
    seconds.keySet().retainAll(sides.keySet());
    seconds.values().forEach(Arrays::sort);
    return seconds;
  }

  private void turn(double[] seconds, int round, DoubleSupplier pass) {
    int passes = seconds.length / rounds;
    LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000);
    for (int i = 0; i < passes; i++) {
      seconds[round * passes + i] = pass.getAsDouble();
    }
  }

  private void unlessPeerFails(
      Map<String, DoubleSupplier> sides, String side, Consumer<DoubleSupplier> work) {
    try {
      work.accept(sides.get(side));
    } catch (PeerException e) {
      trouble.accept(e.getMessage());
      sides.remove(side);
    }
  }

  /** At least three passes and two seconds: Java compiles what it sees often. */
  private static double warmUp(DoubleSupplier pass) {
    double last = 0;
    double sum = 0;
    for (int i = 0; i < WARM_UP || (sum < WARM_UP_SECONDS && i < MOST_WARM_UP); i++) {
      last = pass.getAsDouble();
      sum += last;
    }
    return last;
  }
}
