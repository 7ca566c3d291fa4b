package org.al4j.models.training;

import org.al4j.core.InvalidInputException;

/** Refuses settings out of range. */
final class Ranges {
  private Ranges() {}

  static void require(boolean holds, String name, String rule, Object found) {
    if (!holds) {
      throw new InvalidInputException(
          "training: " + name + " must be " + rule + ", found " + found);
    }
  }

  static void requireShare(String name, double share) {
    require(share >= 0 && share <= 1, name, "in [0, 1]", share);
  }

  static void requireDecay(double weightDecay) {
    require(weightDecay >= 0 && weightDecay < 1, "weight decay", "in [0, 1)", weightDecay);
  }
}
