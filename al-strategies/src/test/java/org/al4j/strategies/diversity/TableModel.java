package org.al4j.strategies.diversity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model whose outputs are looked up by id; rows are named i0000, i0001, ... Blocks of 7. */
final class TableModel implements AcquisitionModel {
  private static final int BLOCK = 7;
  private final Map<String, Integer> rows = new HashMap<>();
  private final List<Instance> instances = new ArrayList<>();
  private final float[][] embeddings;
  private final float[][] probabilities;

  TableModel(float[][] embeddings, float[][] probabilities) {
    this.embeddings = embeddings;
    this.probabilities = probabilities;
    for (int i = 0; i < embeddings.length; i++) {
      instances.add(Instance.ofText(id(i), "text"));
      rows.put(id(i), i);
    }
  }

  static String id(int row) {
    return String.format(Locale.ROOT, "i%04d", row);
  }

  static int row(String id) {
    return Integer.parseInt(id.substring(1));
  }

  /** Whole numbers from -3 to 3, and probabilities in sixteenths. */
  static TableModel whole(int count, int width, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] embeddings = new float[count][width];
    float[][] probabilities = new float[count][classes];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < width; j++) {
        embeddings[i][j] = random.nextInt(-3, 4);
      }
      for (int s = 0; s < 16; s++) {
        probabilities[i][random.nextInt(classes)] += 1 / 16f;
      }
    }
    return new TableModel(embeddings, probabilities);
  }

  List<Instance> instances() {
    return instances;
  }

  float[][] embeddings() {
    return embeddings;
  }

  float[][] probabilities() {
    return probabilities;
  }

  /** A pool of the first {@code count} rows, those given labelled. */
  Pool<ClassLabel> pool(int count, int... labelled) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int row : labelled) {
      items.add(new Labelled<>(instances.get(row), new ClassLabel("yes")));
    }
    return Pool.<ClassLabel>unlabelled(instances.subList(0, count)).label(items);
  }

  Selection select(QueryStrategy strategy, Pool<ClassLabel> pool, Budget budget, long seed) {
    QueryContext context =
        new QueryContext(1, new SplittableRandom(seed), pool, LabelSpace.of("no", "yes"));
    return strategy.select(this, Candidates.all(pool), budget, context);
  }

  /** The rows chosen. */
  int[] rows(QueryStrategy strategy, Pool<ClassLabel> pool, int count, long seed) {
    return select(strategy, pool, Budget.items(count), seed).ids().stream()
        .mapToInt(TableModel::row)
        .toArray();
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.EMBEDDING, Output.PROBABILITIES, Output.LOGITS);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    List<Instance> all = new ArrayList<>();
    xs.forEach(all::add);
    for (int start = 0; start < all.size(); start += BLOCK) {
      List<Instance> block = all.subList(start, Math.min(all.size(), start + BLOCK));
      Map<Output, INDArray> arrays = new TreeMap<>();
      for (Output output : wanted) {
        float[][] source = output.equals(Output.PROBABILITIES) ? probabilities : embeddings;
        arrays.put(
            output,
            Nd4j.createFromArray(
                block.stream().map(x -> source[rows.get(x.id())]).toArray(float[][]::new)));
      }
      sink.accept(Outputs.of(start, block, arrays));
      arrays.values().forEach(INDArray::close);
    }
  }

  @Override
  public void close() {}
}
