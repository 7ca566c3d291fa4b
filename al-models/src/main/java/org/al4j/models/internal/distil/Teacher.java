package org.al4j.models.internal.distil;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.run.Ends;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.train.GraphOutputs;

/** A model that is read and not changed; it has as many lanes as its student. */
public final class Teacher {
  private final Engine engine;
  private final Ends ends;

  /** Reads so many variables. */
  public Teacher(Engine engine, List<String> ports) {
    this.engine = engine;
    this.ends = new Ends(ports, false);
  }

  /** What it gives for the sequences of a student's part, in the same rows. */
  GraphOutputs.Part read(GraphOutputs.Part student) {
    Map<String, FloatBuffer> values = new HashMap<>();
    if (!ends.ports().isEmpty()) {
      Plan plan = engine.lanes().get(student.lane()).prepareReading(student.batch(), ends);
      plan.run();
      ends.ports().forEach(port -> values.put(port, plan.buffer(port)));
    }
    return new GraphOutputs.Part(
        student.lane(), student.batch(), student.positions(), values, Map.of());
  }
}
