package org.al4j.models.transformer.internal;

/**
 * Slanted triangle: linear from 0 over the warm-up, then linear to 0, as {@code
 * get_linear_schedule_with_warmup} of Hugging Face transformers. The first update of a warm-up has
 * the rate 0.
 *
 * @param peak the largest learning rate
 * @param warmUp updates of the warm-up
 * @param total updates in all
 */
record Schedule(double peak, int warmUp, int total) {

  /** A warm-up of the given share of all updates, rounded up. */
  static Schedule of(double peak, double warmUpShare, int total) {
    return new Schedule(peak, (int) Math.ceil(total * warmUpShare), total);
  }

  /** The learning rate of update {@code update}, from 0. */
  double rate(int update) {
    if (update < warmUp) {
      return peak * update / Math.max(1, warmUp);
    }
    return peak * Math.max(0, total - update) / Math.max(1, total - warmUp);
  }
}
