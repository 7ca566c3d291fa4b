package org.al4j.models.internal.distil;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.train.Exchange;
import org.al4j.models.internal.engine.train.GraphOutputs;
import org.jspecify.annotations.Nullable;

/** The mean over tokens, or over texts, of a loss between two rows. */
public final class RowTerm implements Term {
  private final String studentPort;
  private final String teacherPort;
  private final boolean perToken;
  private final IntFunction<RowLoss> losses;
  private final @Nullable Projection projection;

  private RowTerm(Rows rows, IntFunction<RowLoss> losses, @Nullable Projection projection) {
    this.studentPort = rows.studentPort;
    this.teacherPort = rows.teacherPort;
    this.perToken = rows.perToken;
    this.losses = losses;
    this.projection = projection;
  }

  /**
   * Which rows.
   *
   * @param perToken whether the variables have a row for each token, not for each text
   */
  public record Rows(String studentPort, String teacherPort, boolean perToken) {}

  /** {@code 1 - cos}. */
  public static Term cosine(Rows rows) {
    return of(rows, RowLosses::cosine);
  }

  /** Mean squared error. */
  public static Term squares(Rows rows) {
    return of(rows, RowLosses::squares);
  }

  /**
   * Mean squared error behind a learnt matrix from one width to the other; for students that are
   * not as wide as their teacher, as those of its layers always are.
   */
  public static Term projected(Rows rows, int in, int out, RandomGenerator random) {
    Projection projection = new Projection(in, out, random);
    return new RowTerm(rows, projection::of, projection);
  }

  /** {@code -sum t log s} of softened probabilities. */
  public static Term softCrossEntropy(Rows rows, double temperature) {
    return of(rows, RowLosses.softCrossEntropy(temperature));
  }

  /** {@code T^2 KL(t || s)} of softened probabilities. */
  public static Term divergence(Rows rows, double temperature) {
    return of(rows, RowLosses.divergence(temperature));
  }

  /** Mean squared error of softened probabilities. */
  public static Term probabilities(Rows rows, double temperature) {
    return of(rows, RowLosses.probabilities(temperature));
  }

  private static Term of(Rows rows, RowLoss loss) {
    return new RowTerm(rows, lane -> loss, null);
  }

  @Override
  public List<String> studentPorts() {
    return List.of(studentPort);
  }

  @Override
  public List<String> teacherPorts() {
    return List.of(teacherPort);
  }

  @Override
  public double add(
      GraphOutputs.Part student, GraphOutputs.Part teacher, Totals totals, double weight) {
    Batch batch = student.batch();
    int rows = perToken ? batch.layout().rows() : batch.layout().sequences();
    FloatBuffer own = student.value(studentPort);
    FloatBuffer wanted = teacher.value(teacherPort);
    float[] s = new float[own.capacity() / rows];
    float[] t = new float[wanted.capacity() / rows];
    RowLoss loss = losses.apply(student.lane());
    double total = perToken ? totals.tokens() : totals.sequences();
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      int from = perToken ? batch.starts()[i] : i;
      int to = perToken ? batch.end(i) : i + 1;
      for (int row = from; row < to; row++) {
        own.get(row * s.length, s);
        wanted.get(row * t.length, t);
        float[] gradient = new float[s.length];
        sum += loss.apply(t, s, weight / total, gradient);
        student.add(studentPort, row * s.length, gradient);
      }
    }
    return sum / total;
  }

  @Override
  public void update(double rate) {
    if (projection != null) {
      projection.update(rate);
    }
  }

  @Override
  public void forget() {
    if (projection != null) {
      projection.forget();
    }
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    if (projection != null) {
      projection.exchange(exchange);
    }
  }
}
