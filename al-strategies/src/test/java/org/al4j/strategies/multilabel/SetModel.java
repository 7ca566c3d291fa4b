package org.al4j.strategies.multilabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;

/** A model of label sets whose probabilities are looked up by id. Blocks of 7. */
final class SetModel implements AcquisitionModel {
  private static final int BLOCK = 7;
  private final Map<String, float[]> rows = new TreeMap<>();
  private final LabelSpace labels;

  SetModel(LabelSpace labels) {
    this.labels = labels;
  }

  /** Probabilities on a grid, so that ties occur, with zeros, ones and halves. */
  static SetModel random(int count, LabelSpace labels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SetModel model = new SetModel(labels);
    for (int i = 0; i < count; i++) {
      float[] row = new float[labels.size()];
      for (int k = 0; k < row.length; k++) {
        row[k] = random.nextInt(0, 9) / 8f;
      }
      model.put(String.format(Locale.ROOT, "i%03d", i), row);
    }
    return model;
  }

  SetModel put(String id, float... probabilities) {
    rows.put(id, probabilities);
    return this;
  }

  float[] row(String id) {
    return rows.get(id);
  }

  List<Instance> instances() {
    return new ArrayList<>(rows.keySet().stream().map(id -> Instance.ofText(id, "text")).toList());
  }

  static Labelled<LabelSet> labelled(String id, String... names) {
    return new Labelled<>(Instance.ofText(id, "text"), new LabelSet(List.of(names)));
  }

  /** A pool of the given instances and some labelled ones. */
  Pool<LabelSet> pool(List<Instance> instances, List<Labelled<LabelSet>> labelled) {
    List<Instance> all = new ArrayList<>(instances);
    labelled.forEach(item -> all.add(item.instance()));
    return Pool.<LabelSet>unlabelled(all).label(labelled);
  }

  Selection select(QueryStrategy strategy, Pool<?> pool, int count) {
    QueryContext context = new QueryContext(1, new SplittableRandom(1), pool, labels);
    return strategy.select(this, Candidates.all(pool), Budget.items(count), context);
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    List<Instance> all = new ArrayList<>();
    xs.forEach(all::add);
    int classes = rows.values().iterator().next().length;
    for (int start = 0; start < all.size(); start += BLOCK) {
      List<Instance> block = all.subList(start, Math.min(all.size(), start + BLOCK));
      float[] flat = new float[block.size() * classes];
      for (int i = 0; i < block.size(); i++) {
        System.arraycopy(row(block.get(i).id()), 0, flat, i * classes, classes);
      }
      FloatTable table = FloatTable.matrix(flat, block.size(), classes);
      try (Outputs outputs =
          Outputs.ofTables(start, block, Map.of(Output.INDEPENDENT_PROBABILITIES, table))) {
        sink.accept(outputs);
      }
    }
  }

  @Override
  public void close() {}
}
