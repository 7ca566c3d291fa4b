package org.al4j.models.internal.engine.run;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;

/** Vectors of sequences, from an encoder's last hidden states or its pooler; {@code [n, H]}. */
public final class Embedder {
  private final Engine engine;

  /** How a sequence's row is made from a plan's outputs. */
  private interface Row {
    void write(Batch batch, int row, float[] into, int at);
  }

  /** Embeddings by a model without head or with a pooler. */
  public Embedder(Engine engine) {
    this.engine = engine;
  }

  /**
   * The last hidden state of one token of each sequence.
   *
   * @param which the first or the last
   */
  public float[] token(Tokens which, List<Sequence> sequences) {
    int hidden = engine.network().hidden();
    return embed(
        sequences,
        plan -> {
          FloatBuffer states = states(plan);
          return (batch, row, into, at) -> {
            int token = batch.starts()[row] + which.place(batch.counts()[row]);
            states.get(token * hidden, into, at, hidden);
          };
        });
  }

  /** The mean of the last hidden states over each sequence's tokens, special tokens included. */
  public float[] mean(List<Sequence> sequences) {
    int hidden = engine.network().hidden();
    return embed(
        sequences,
        plan -> {
          FloatBuffer states = states(plan);
          return (batch, row, into, at) -> {
            float[] token = new float[hidden];
            int count = batch.counts()[row];
            for (int i = 0; i < count; i++) {
              states.get((batch.starts()[row] + i) * hidden, token);
              Vectors.add(into, at, token, hidden);
            }
            for (int k = at; k < at + hidden; k++) {
              into[k] /= count;
            }
          };
        });
  }

  /** What the pooler makes of each sequence; needs a model with one. */
  public float[] pooled(List<Sequence> sequences) {
    int hidden = engine.network().hidden();
    return embed(
        sequences,
        plan -> {
          FloatBuffer features = plan.buffer(Ports.FEATURES);
          return (batch, row, into, at) -> features.get(row * hidden, into, at, hidden);
        });
  }

  private interface Reader {
    Row of(Plan plan);
  }

  private FloatBuffer states(Plan plan) {
    return plan.buffer(Ports.hidden(engine.network().layers()));
  }

  private float[] embed(List<Sequence> sequences, Reader reader) {
    int hidden = engine.network().hidden();
    float[] vectors = new float[sequences.size() * hidden];
    new Scorer(engine, 0)
        .run(
            sequences,
            (session, job) -> {
              Plan plan = session.prepare(Session.Kind.INFERENCE, job.batch());
              plan.run();
              Row row = reader.of(plan);
              for (int i = 0; i < job.positions().length; i++) {
                row.write(job.batch(), i, vectors, job.positions()[i] * hidden);
              }
            });
    return vectors;
  }
}
