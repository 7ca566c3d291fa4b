package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;

/**
 * Runs sequences through a model with a head over tokens, and keeps what it says of chosen tokens:
 * those that stand for words. Batches are as those of {@link Scorer}, and so is what results depend
 * on.
 */
public final class TokenScorer {
  private final Engine engine;
  private final int classes;

  /**
   * What to compute.
   *
   * @param logits whether logits without dropout are wanted
   * @param means whether the means of the last hidden states are wanted
   * @param passes how many dropout passes, 0 for none
   * @param seed of the dropout
   */
  public record Request(boolean logits, boolean means, int passes, long seed) {}

  /**
   * Results in the order of the sequences and of their chosen tokens, of which there are {@code p}.
   *
   * @param logits {@code [p, C]}
   * @param means over all tokens of a sequence, special tokens included, {@code [n, H]}
   * @param members logits of each dropout pass, {@code [T, p, C]}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Scores(float[] logits, float[] means, float[] members) {}

  /** Where the results of a sequence's tokens go. */
  @SuppressWarnings("ArrayRecordComponent") // a working value
  private record Places(List<int[]> tokens, int[] first) {
    static Places of(List<int[]> tokens) {
      int[] first = new int[tokens.size() + 1];
      for (int i = 0; i < tokens.size(); i++) {
        first[i + 1] = first[i] + tokens.get(i).length;
      }
      return new Places(tokens, first);
    }

    int count() {
      return first[first.length - 1];
    }
  }

  /** A scorer for a model. */
  public TokenScorer(Engine engine) {
    this.engine = engine;
    this.classes = engine.network().objective().outputs();
  }

  /**
   * Computes what is requested.
   *
   * @param tokens the chosen tokens of each sequence, by place
   */
  public Scores score(List<Sequence> sequences, List<int[]> tokens, Request request) {
    Places places = Places.of(tokens);
    int hidden = engine.network().hidden();
    int numbers = Math.multiplyExact(places.count(), classes);
    Scores scores =
        new Scores(
            new float[request.logits ? numbers : 0],
            new float[request.means ? sequences.size() * hidden : 0],
            new float[Math.multiplyExact(request.passes, numbers)]);
    new Scorer(engine, classes)
        .run(sequences, (session, job) -> run(session, job, places, request, scores));
    return scores;
  }

  private void run(Session session, Scorer.Job job, Places places, Request request, Scores scores) {
    if (request.logits || request.means) {
      Plan plan = session.prepare(Session.Kind.INFERENCE, job.batch());
      plan.run();
      if (request.logits) {
        scatter(plan.buffer(Ports.LOGITS), job, places, scores.logits, 0);
      }
      if (request.means) {
        means(plan.buffer(Ports.hidden(engine.network().layers())), job, scores.means);
      }
    }
    if (request.passes > 0) {
      sample(session, job, places, request, scores);
    }
  }

  /** The passes share the lookup and all that comes before the first dropout. */
  private void sample(
      Session session, Scorer.Job job, Places places, Request request, Scores scores) {
    Plan plan = session.prepare(Session.Kind.SAMPLING, job.batch());
    plan.runConstant();
    for (int pass = 0; pass < request.passes; pass++) {
      session.drop(plan, job.batch(), Scorer.generators(job.batch(), request.seed + pass));
      plan.runVarying();
      scatter(plan.buffer(Ports.LOGITS), job, places, scores.members, pass * places.count());
    }
  }

  private void scatter(
      FloatBuffer logits, Scorer.Job job, Places places, float[] into, int firstRow) {
    for (int i = 0; i < job.positions().length; i++) {
      int sequence = job.positions()[i];
      int row = firstRow + places.first[sequence];
      for (int token : places.tokens.get(sequence)) {
        logits.get((job.batch().starts()[i] + token) * classes, into, row++ * classes, classes);
      }
    }
  }

  private void means(FloatBuffer states, Scorer.Job job, float[] into) {
    int hidden = engine.network().hidden();
    float[] token = new float[hidden];
    for (int i = 0; i < job.positions().length; i++) {
      int at = job.positions()[i] * hidden;
      int count = job.batch().counts()[i];
      for (int j = 0; j < count; j++) {
        states.get((job.batch().starts()[i] + j) * hidden, token);
        Vectors.add(into, at, token, hidden);
      }
      for (int k = at; k < at + hidden; k++) {
        into[k] /= count;
      }
    }
  }
}
