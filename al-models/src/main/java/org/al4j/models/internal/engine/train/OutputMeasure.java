package org.al4j.models.internal.engine.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Ends;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Workers;

/**
 * The value of a loss that is computed outside, without dropout, on examples that teach nothing.
 */
public final class OutputMeasure {
  private final Engine engine;
  private final OutputLoss loss;
  private final Ends ends;

  /** Of a model by a loss. */
  public OutputMeasure(Engine engine, OutputLoss loss) {
    this.engine = engine;
    this.loss = loss;
    this.ends = new Ends(loss.ports(), false);
  }

  /**
   * The loss of all examples as if they were one batch, where it is a mean.
   *
   * @param batch how many are read at a time
   */
  public double of(List<Example> examples, int batch) {
    double sum = 0;
    for (int from = 0; from < examples.size(); from += batch) {
      List<Example> some = examples.subList(from, Math.min(examples.size(), from + batch));
      sum += loss.apply(new GraphOutputs(read(some), some, examples));
    }
    return sum;
  }

  private List<GraphOutputs.Part> read(List<Example> examples) {
    List<List<Shard.Seeded>> shares = Shard.share(examples, 0, engine.lanes().size());
    GraphOutputs.Part[] parts = new GraphOutputs.Part[shares.size()];
    List<Runnable> tasks = new ArrayList<>();
    for (int lane = 0; lane < parts.length; lane++) {
      int at = lane;
      tasks.add(() -> parts[at] = read(at, shares.get(at)));
    }
    Workers.all(tasks);
    return List.of(parts);
  }

  private GraphOutputs.Part read(int lane, List<Shard.Seeded> share) {
    Batch batch = engine.batch(share.stream().map(one -> one.example().sequence()).toList());
    Plan plan = engine.lanes().get(lane).prepareReading(batch, ends);
    plan.run();
    Map<String, FloatBuffer> values = new HashMap<>();
    Map<String, FloatBuffer> gradients = new HashMap<>();
    for (String port : ends.ports()) {
      values.put(port, plan.buffer(port));
      gradients.put(port, FloatBuffer.allocate(plan.buffer(port).capacity()));
    }
    int[] positions = share.stream().mapToInt(Shard.Seeded::position).toArray();
    return new GraphOutputs.Part(lane, batch, positions, values, gradients);
  }
}
