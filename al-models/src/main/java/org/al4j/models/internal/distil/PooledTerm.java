package org.al4j.models.internal.distil;

import java.util.List;
import org.al4j.models.internal.engine.train.GraphOutputs;
import org.al4j.models.internal.engine.train.MeanPooling;

/**
 * The mean over texts of {@code |u - v|^2}, u and v the means of the last hidden states over a
 * text's tokens, of length 1 each.
 */
public record PooledTerm(String studentPort, String teacherPort) implements Term {
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
    MeanPooling pooling = new MeanPooling(studentPort);
    float[][] own = pooling.vectors(student);
    float[][] wanted = new MeanPooling(teacherPort).vectors(teacher);
    double scale = weight / totals.sequences();
    double sum = 0;
    for (int i = 0; i < own.length; i++) {
      float[] gradient = new float[own[i].length];
      sum += RowLosses.unitSquares(wanted[i], own[i], scale, gradient);
      pooling.add(student, i, gradient);
    }
    return sum / totals.sequences();
  }
}
