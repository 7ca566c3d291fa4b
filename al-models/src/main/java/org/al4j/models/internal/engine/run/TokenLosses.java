package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;

/** How well a model with a class for each token says the labels that are given, without dropout. */
public final class TokenLosses {
  private final Engine engine;

  /** Of a model with a head for tokens. */
  public TokenLosses(Engine engine) {
    this.engine = engine;
  }

  /**
   * The mean of {@code -ln p} over the labelled tokens, in nats; NaN if there are none.
   *
   * @param sequences what is read
   * @param labels the class of each token of each sequence; negative where none is asked for
   */
  public double mean(List<Sequence> sequences, List<int[]> labels) {
    double[] sums = new double[sequences.size()];
    new Scorer(engine, 0)
        .run(
            sequences,
            (session, job) -> {
              Plan plan = session.prepare(Session.Kind.INFERENCE, job.batch());
              plan.run();
              FloatBuffer logits = plan.buffer(Ports.LOGITS);
              for (int i = 0; i < job.positions().length; i++) {
                int place = job.positions()[i];
                sums[place] = sum(logits, job.batch().starts()[i], labels.get(place));
              }
            });
    double sum = 0; // in the order of the sequences, whichever lane was first
    long counted = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += sums[i];
      for (int label : labels.get(i)) {
        counted += label >= 0 ? 1 : 0;
      }
    }
    return sum / counted;
  }

  private double sum(FloatBuffer logits, int start, int[] labels) {
    float[] row = new float[engine.network().objective().outputs()];
    double sum = 0;
    for (int token = 0; token < labels.length; token++) {
      if (labels[token] >= 0) {
        logits.get((start + token) * row.length, row);
        sum += logSumExp(row) - row[labels[token]];
      }
    }
    return sum;
  }

  private static double logSumExp(float[] row) {
    float most = Float.NEGATIVE_INFINITY;
    for (float value : row) {
      most = Math.max(most, value);
    }
    double sum = 0;
    for (float value : row) {
      sum += Math.exp(value - most);
    }
    return most + Math.log(sum);
  }
}
