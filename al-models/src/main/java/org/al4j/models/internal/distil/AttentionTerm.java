package org.al4j.models.internal.distil;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.train.GraphOutputs;

/**
 * A loss between the attention of a layer of each model.
 *
 * @param studentPort queries, keys and values of all heads
 * @param heads of either model
 */
public record AttentionTerm(Kind kind, String studentPort, String teacherPort, int heads)
    implements Term {
  /** Which loss. */
  public enum Kind {
    /** Mean squared error of the scores over heads and pairs of tokens. */
    SCORES,
    /** Mean divergence of the relation of queries and keys. */
    QUERIES_TO_KEYS,
    /** Mean divergence of the relation of values. */
    VALUES_TO_VALUES
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
    double total = kind == Kind.SCORES ? totals.pairs() * heads : totals.sequences();
    Batch batch = student.batch();
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      Projected own = sequence(student, studentPort, i);
      sum += loss().apply(sequence(teacher, teacherPort, i), own, weight / total);
      int width = own.rows().length / own.tokens();
      student.add(studentPort, batch.starts()[i] * width, own.gradient());
    }
    return sum / total;
  }

  private Projected sequence(GraphOutputs.Part part, String port, int sequence) {
    Batch batch = part.batch();
    FloatBuffer all = part.value(port);
    int width = all.capacity() / batch.layout().rows();
    int tokens = batch.counts()[sequence];
    float[] rows = new float[tokens * width];
    all.get(batch.starts()[sequence] * width, rows);
    return Projected.of(rows, tokens, heads);
  }

  private ProjectedLosses.Loss loss() {
    return switch (kind) {
      case SCORES -> ProjectedLosses::scores;
      case QUERIES_TO_KEYS -> ProjectedLosses::queriesToKeys;
      case VALUES_TO_VALUES -> ProjectedLosses::valuesToValues;
    };
  }
}
