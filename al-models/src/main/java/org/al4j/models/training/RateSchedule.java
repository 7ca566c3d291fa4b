package org.al4j.models.training;

/** How the learning rate changes over the updates, as a factor of its peak. */
public sealed interface RateSchedule {
  /**
   * The factor of update {@code update}, counted from 0, of {@code total}.
   *
   * @return in [0, 1]
   */
  double factor(int update, int total);

  /** {@link Linear} with a warm-up of a tenth, the recipe of PLASM. */
  static RateSchedule linear() {
    return new Linear(0.1);
  }

  /** {@link SlantedTriangular} with the paper's cut of 0.1 and ratio of 32. */
  static RateSchedule slantedTriangular() {
    return new SlantedTriangular(0.1, 32);
  }

  /** {@link Constant} without warm-up. */
  static RateSchedule constant() {
    return new Constant(0);
  }

  /**
   * From 0 to the peak over the warm-up, then to 0, as {@code get_linear_schedule_with_warmup} of
   * Hugging Face transformers: the first update of a warm-up has the rate 0.
   *
   * @param warmUpShare share of the updates, in [0, 1]; rounded up
   */
  record Linear(double warmUpShare) implements RateSchedule {
    /** Checks the range. */
    public Linear {
      Ranges.requireShare("warm-up share", warmUpShare);
    }

    @Override
    public double factor(int update, int total) {
      int warmUp = warmUp(warmUpShare, total);
      return update < warmUp
          ? update / (double) warmUp
          : Math.max(0, total - update) / (double) Math.max(1, total - warmUp);
    }
  }

  /**
   * {@code (1 + p (ratio - 1)) / ratio}, where p rises linearly from 0 to 1 over the first {@code
   * cut} updates and falls to 0 at the last: ULMFiT's triangle, which ends at a share of the peak,
   * not at 0. Where {@code cut * total} is not whole, p falls over the updates that are left, which
   * the paper's formula leaves open (it would turn negative). Source: Howard and Ruder 2018,
   * equation 3.
   *
   * @param cut share of the updates in which the rate rises, in [0, 1); rounded down
   * @param ratio of the largest rate to the smallest, at least 1
   */
  record SlantedTriangular(double cut, double ratio) implements RateSchedule {
    /** Checks the ranges. */
    public SlantedTriangular {
      Ranges.require(cut >= 0 && cut < 1, "cut", "in [0, 1)", cut);
      Ranges.require(ratio >= 1 && Double.isFinite(ratio), "ratio", "at least 1", ratio);
    }

    @Override
    public double factor(int update, int total) {
      int peak = (int) Math.floor(total * cut);
      double share =
          update < peak
              ? update / (double) peak
              : 1 - (update - peak) / (double) Math.max(1, total - peak);
      return (1 + Math.max(0, share) * (ratio - 1)) / ratio;
    }
  }

  /**
   * From 0 to the peak over the warm-up, then the peak.
   *
   * @param warmUpShare share of the updates, in [0, 1]; rounded up
   */
  record Constant(double warmUpShare) implements RateSchedule {
    /** Checks the range. */
    public Constant {
      Ranges.requireShare("warm-up share", warmUpShare);
    }

    @Override
    public double factor(int update, int total) {
      int warmUp = warmUp(warmUpShare, total);
      return update < warmUp ? update / (double) warmUp : 1;
    }
  }

  private static int warmUp(double share, int total) {
    return (int) Math.ceil(total * share);
  }
}
