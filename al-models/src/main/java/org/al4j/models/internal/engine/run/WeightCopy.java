package org.al4j.models.internal.engine.run;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Vectors;

/** A model's weights at some moment, on the Java heap. */
public final class WeightCopy {
  private final List<float[]> parameters = new ArrayList<>();
  private final List<float[]> tables = new ArrayList<>();

  public WeightCopy(Weights weights) {
    weights.parameters().forEach(one -> parameters.add(Vectors.copy(weights.buffer(one))));
    weights.network().tables().forEach(table -> tables.add(weights.table(table).clone()));
  }

  /** Copies the weights as they are now into the place of the earlier ones. */
  public void take(Weights weights) {
    for (int i = 0; i < parameters.size(); i++) {
      weights.buffer(weights.parameters().get(i)).get(0, parameters.get(i));
    }
    for (int i = 0; i < tables.size(); i++) {
      float[] values = tables.get(i);
      System.arraycopy(weights.table(i), 0, values, 0, values.length);
    }
  }

  /** Puts the weights back, bit for bit. */
  public void restore(Weights weights) {
    for (int i = 0; i < parameters.size(); i++) {
      weights.buffer(weights.parameters().get(i)).put(0, parameters.get(i));
    }
    for (int i = 0; i < tables.size(); i++) {
      float[] values = tables.get(i);
      System.arraycopy(values, 0, weights.table(i), 0, values.length);
    }
    weights.tablesChanged();
  }
}
