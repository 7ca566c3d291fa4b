package org.al4j.models.internal.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.engine.kernel.Vectors;

/** A model's weights at some moment, on the Java heap. */
public final class WeightCopy {
  private final List<float[]> parameters = new ArrayList<>();
  private final Map<String, float[]> tables = new LinkedHashMap<>();

  public WeightCopy(Weights weights) {
    weights.parameters().forEach(one -> parameters.add(Vectors.copy(weights.buffer(one))));
    weights.tables().forEach((name, values) -> tables.put(name, values.clone()));
  }

  /** Copies the weights as they are now into the place of the earlier ones. */
  public void take(Weights weights) {
    for (int i = 0; i < parameters.size(); i++) {
      weights.buffer(weights.parameters().get(i)).get(0, parameters.get(i));
    }
    tables.forEach(
        (name, values) ->
            System.arraycopy(weights.tables().get(name), 0, values, 0, values.length));
  }

  /** Puts the weights back, bit for bit. */
  public void restore(Weights weights) {
    for (int i = 0; i < parameters.size(); i++) {
      weights.buffer(weights.parameters().get(i)).put(0, parameters.get(i));
    }
    tables.forEach(
        (name, values) ->
            System.arraycopy(values, 0, weights.tables().get(name), 0, values.length));
    weights.tablesChanged();
  }
}
