package org.al4j.models.internal.distil;

import java.nio.FloatBuffer;
import java.util.List;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.GraphOutputs;

/** The mean over the labelled tokens of {@code -log p} of the word that was there. */
public record WordsTerm() implements Term {
  @Override
  public List<String> studentPorts() {
    return List.of(Ports.LOGITS);
  }

  @Override
  public List<String> teacherPorts() {
    return List.of();
  }

  @Override
  public double add(
      GraphOutputs.Part student, GraphOutputs.Part teacher, Totals totals, double weight) {
    FloatBuffer logits = student.value(Ports.LOGITS);
    float[] row = new float[logits.capacity() / student.batch().layout().rows()];
    double sum = 0;
    for (int i = 0; i < student.batch().size(); i++) {
      int[] labels = totals.examples().get(student.positions()[i]).labels();
      for (int j = 0; j < labels.length; j++) {
        if (labels[j] != Example.IGNORED) {
          int at = (student.batch().starts()[i] + j) * row.length;
          logits.get(at, row);
          double[] logs = RowLosses.logSoftmax(row, 1);
          sum -= logs[labels[j]];
          float[] gradient = new float[row.length];
          for (int k = 0; k < row.length; k++) {
            double slope = Math.exp(logs[k]) - (k == labels[j] ? 1 : 0);
            gradient[k] = (float) (weight / totals.labelled() * slope);
          }
          student.add(Ports.LOGITS, at, gradient);
        }
      }
    }
    return sum / totals.labelled();
  }
}
