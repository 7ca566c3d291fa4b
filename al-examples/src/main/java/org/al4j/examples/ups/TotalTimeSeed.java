package org.al4j.examples.ups;

import java.util.List;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.curve.SeedCurve;

/**
 * What one seed gave.
 *
 * @param theirs the large model on the labels it acquired itself
 * @param ours the same kind of model on the small one's labels, at the same numbers of them
 */
public record TotalTimeSeed(
    SeedCurve theirs, SeedCurve ours, TimeSplit theirTime, TimeSplit ourTime) {
  /**
   * Seconds, by what they were for.
   *
   * @param training of the models that made queries
   * @param scoring to choose, the forward passes included
   * @param embedding of the pool, once
   * @param teacher its fit; 0 without one
   * @param successor of the model that is wanted in the end, with the teacher's pass over the pool
   */
  public record TimeSplit(
      double training, double scoring, double embedding, double teacher, double successor) {
    /** Of a model that acquires, and on its last labels is what is wanted. */
    static TimeSplit ofOwn(AcquisitionRecord run) {
      List<Iteration> history = run.history();
      return new TimeSplit(
          run.trainSeconds(),
          run.scoreSeconds(),
          0,
          0,
          history.get(history.size() - 1).fitSeconds());
    }

    /** Of all parts. */
    public double total() {
      return training + scoring + embedding + teacher + successor;
    }
  }

  /** Share of their time that ours saves. */
  public double saved() {
    return 1 - ourTime.total() / theirTime.total();
  }

  /** Quality in the end, ours less theirs. */
  public double gain() {
    return last(ours) - last(theirs);
  }

  private static double last(SeedCurve curve) {
    return curve.qualities().get(curve.size() - 1);
  }
}
