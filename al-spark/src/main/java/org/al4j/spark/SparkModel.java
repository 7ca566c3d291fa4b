package org.al4j.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SaveMode;
import org.jspecify.annotations.Nullable;

/**
 * A model whose passes over many texts of a {@link SparkPool} executors make. A pass over few is
 * made here, with their texts fetched. What comes back is held in memory, a row a text.
 *
 * @param <A> the kind of annotation
 */
public final class SparkModel<A extends Annotation> implements ActiveModel<A> {
  private static final int BLOCK = 1024;

  /** Of texts that are fetched for predictions. */
  private static final int FETCHED = 20_000;

  private final ActiveModel<A> model;
  private final SparkPool pool;
  private final Map<Output, String> utilities;
  private @Nullable SparkScorer scorer;

  SparkModel(ActiveModel<A> model, SparkPool pool, Map<Output, String> utilities) {
    this.model = model;
    this.pool = pool;
    this.utilities = utilities;
  }

  ActiveModel<A> model() {
    return model;
  }

  @Override
  public Set<Output> offers() {
    Set<Output> all = new TreeSet<>(model.offers());
    all.addAll(utilities.keySet());
    return all;
  }

  @Override
  public Class<A> kind() {
    return model.kind();
  }

  @Override
  public LabelSpace labels() {
    return model.labels();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException("offered are " + offers() + ", wanted " + wanted);
    }
    List<Instance> texts = new ArrayList<>();
    xs.forEach(texts::add);
    long far = texts.stream().filter(pool::isFar).count();
    if (far <= pool.scoring().near()) {
      near(texts, wanted, sink);
    } else {
      far(texts, wanted, sink);
    }
  }

  private void near(List<Instance> texts, Set<Output> wanted, Consumer<Outputs> sink) {
    Set<Output> own = new TreeSet<>(wanted);
    own.removeAll(utilities.keySet());
    List<String> scored =
        wanted.stream().filter(utilities::containsKey).map(utilities::get).toList();
    if (scored.isEmpty()) {
      model.forward(
          pool.withTexts(texts),
          own,
          block -> pass(texts, block.first(), block.size(), tables(block, own), sink));
      return;
    }
    RowScores scores = RowScores.of(List.copyOf(own), scored);
    RowScores.Rows rows = scores.of(model, pool.withTexts(texts));
    emit(texts, rows.values(), wanted, sink);
  }

  private static Map<Output, FloatTable> tables(Outputs block, Set<Output> wanted) {
    Map<Output, FloatTable> tables = new TreeMap<>();
    wanted.forEach(one -> tables.put(one, new FloatTable(block.floats(one), block.shape(one))));
    return tables;
  }

  /** The pool's own instances go on, those without texts: a query is made of them. */
  private static void pass(
      List<Instance> texts,
      int first,
      int size,
      Map<Output, FloatTable> tables,
      Consumer<Outputs> sink) {
    try (Outputs out = Outputs.ofTables(first, texts.subList(first, first + size), tables)) {
      sink.accept(out);
    }
  }

  private void far(List<Instance> texts, Set<Output> wanted, Consumer<Outputs> sink) {
    List<Output> own = wanted.stream().filter(one -> !utilities.containsKey(one)).toList();
    List<String> scored =
        wanted.stream().filter(utilities::containsKey).map(utilities::get).toList();
    RowScores scores = RowScores.of(own, scored);
    Map<String, Integer> places = new HashMap<>(texts.size() * 2);
    List<Integer> here = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (pool.isFar(texts.get(i))) {
        places.put(texts.get(i).id(), i);
      } else {
        here.add(i);
      }
    }
    Map<String, float[]> all = new LinkedHashMap<>();
    scorer().rows(pool.texts(), scores, places, all, texts.size());
    addHere(texts, here, scores, all);
    emit(texts, all, wanted, sink);
  }

  /** Texts that the pool has grown by, or others that are at hand. */
  private void addHere(
      List<Instance> texts, List<Integer> here, RowScores scores, Map<String, float[]> all) {
    if (here.isEmpty()) {
      return;
    }
    List<Instance> own = here.stream().map(texts::get).toList();
    RowScores.Rows rows = scores.of(model, own);
    rows.values()
        .forEach(
            (name, values) -> {
              int width = values.length / own.size();
              for (int i = 0; i < own.size(); i++) {
                RowScores.put(values, width, i, all, name, here.get(i), texts.size());
              }
            });
  }

  private synchronized SparkScorer scorer() {
    if (scorer == null) {
      scorer = SparkScorer.of(pool.texts(), model, pool.scoring());
    }
    return scorer;
  }

  private void emit(
      List<Instance> texts, Map<String, float[]> rows, Set<Output> wanted, Consumer<Outputs> sink) {
    InstanceBlocks.forEach(
        texts,
        BLOCK,
        (block, first) -> {
          Map<Output, FloatTable> tables = new TreeMap<>();
          for (Output one : wanted) {
            String name = utilities.getOrDefault(one, one.name());
            float[] all = rows.getOrDefault(name, new float[0]);
            tables.put(one, table(one, all, all.length / texts.size(), first, block.size()));
          }
          pass(texts, first, block.size(), tables, sink);
        });
  }

  private FloatTable table(Output output, float[] all, int width, int first, int count) {
    float[] rows = RowScores.slice(all, width, first, count);
    boolean members = output.axes().get(0) == Output.Axis.MEMBERS;
    boolean flat = output.axes().size() == (members ? 2 : 1);
    if (!members) {
      return flat ? FloatTable.vector(rows) : FloatTable.matrix(rows, count, width);
    }
    int columns = flat ? 1 : model.labels().size();
    int each = width / columns;
    float[] values = RowScores.byMember(rows, count, each);
    return new FloatTable(
        values, flat ? new long[] {each, count} : new long[] {each, count, columns});
  }

  /** Here, of texts that are fetched: one pass over the data set for each 20,000. */
  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    InstanceBlocks.forEach(
        xs,
        FETCHED,
        (block, first) -> {
          int[] at = {0};
          model.predict(
              pool.withTexts(block),
              said ->
                  sink.accept(
                      new Prediction<>(block.get(at[0]++), said.annotation(), said.confidence())));
        });
  }

  @Override
  public void save(Path dir) throws IOException {
    model.save(dir);
  }

  @Override
  public void save(Path dir, SaveMode mode) throws IOException {
    model.save(dir, mode);
  }

  @Override
  public synchronized void close() {
    try {
      if (scorer != null) {
        scorer.close();
        scorer = null;
      }
    } finally {
      model.close();
    }
  }
}
