package org.al4j.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.al4j.core.data.Instance;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Scores a partition.
 *
 * @param model the model
 * @param filter which texts are looked at
 * @param scores what is wanted of each
 * @param top so many of the partition come back, by the first utility; 0 for all
 */
record ScoreTask(
    Broadcast<ShippedModel> model,
    Broadcast<IdFilter> filter,
    RowScores scores,
    SparkScoring scoring,
    int top)
    implements MapPartitionsFunction<Row, byte[]> {
  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) {
    Windows windows = new Windows(rows, filter.value(), scoring.window());
    if (!windows.hasNext()) {
      return Collections.emptyIterator(); // the model need not be opened
    }
    return top > 0 ? best(windows) : all(windows);
  }

  private Iterator<byte[]> all(Windows windows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return windows.hasNext();
      }

      @Override
      public byte[] next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return scored(windows.next()).bytes();
      }
    };
  }

  /** The model is held for a window: a task whose rest nobody reads would never give it back. */
  private ScoredChunk scored(List<Instance> window) {
    try (ExecutorModels.Lease lease = ExecutorModels.lease(model.value(), scoring.backend())) {
      RowScores.Rows rows = scores.of(lease.model(), window);
      String[] ids = window.stream().map(Instance::id).toArray(String[]::new);
      return new ScoredChunk(lease.how(), ids, new LinkedHashMap<>(rows.values()));
    }
  }

  private Iterator<byte[]> best(Windows windows) {
    PriorityQueue<ScoredId> kept = new PriorityQueue<>(ScoredId.BEST_FIRST.reversed());
    String utility = scores.utilities().get(0);
    String how = "";
    while (windows.hasNext()) {
      ScoredChunk chunk = scored(windows.next());
      how = chunk.how();
      float[] parts = chunk.rows().getOrDefault(utility, new float[0]);
      for (int i = 0; i < chunk.ids().length; i++) {
        kept.add(new ScoredId(chunk.ids()[i], RowScores.joined(parts, i * RowScores.PARTS)));
        if (kept.size() > top) {
          kept.remove();
        }
      }
    }
    return Collections.singleton(chunk(how, List.copyOf(kept), utility).bytes()).iterator();
  }

  private static ScoredChunk chunk(String how, List<ScoredId> kept, String utility) {
    float[] parts = new float[kept.size() * RowScores.PARTS];
    for (int i = 0; i < kept.size(); i++) {
      RowScores.split(kept.get(i).utility(), parts, i * RowScores.PARTS);
    }
    String[] ids = kept.stream().map(ScoredId::id).toArray(String[]::new);
    LinkedHashMap<String, float[]> rows = new LinkedHashMap<>();
    rows.put(utility, parts);
    return new ScoredChunk(how, ids, rows);
  }
}
