package org.al4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.strategies.diversity.Distance;
import org.al4j.strategies.diversity.Diversity;
import org.al4j.strategies.diversity.EmbeddingClusterer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * BADGE, core-set, k-means and contrastive on 100,000 embeddings of 768 numbers, beside the time to
 * stream the data from memory and that of ND4J's matmul of the same shapes, and the resident memory
 * above the data. Arguments: {@code badge}, {@code core-set}, {@code k-means} or {@code
 * contrastive}; each in a process of its own if none is given. Times are the best of several,
 * measured in turn with their references; parts of a strategy are differences of whole calls.
 */
final class DiversityBenchmark {
  private static final int COUNT = 100_000;
  private static final int WIDTH = 768;
  private static final int CLASSES = 10;
  private static final int PICKS = 100;
  private static final int REPEATS = 3;
  private static final double DATA_MB = 4.0 * COUNT * WIDTH / 1e6;

  private DiversityBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Runnable> parts = new LinkedHashMap<>();
    parts.put("badge", DiversityBenchmark::badge);
    parts.put("core-set", DiversityBenchmark::coreSet);
    parts.put("k-means", DiversityBenchmark::kMeans);
    parts.put("contrastive", DiversityBenchmark::contrastive);
    if (args.length == 0) {
      for (String part : parts.keySet()) {
        fork(part);
      }
    } else if (parts.containsKey(args[0])) {
      productSeconds(1); // what ND4J itself takes to start is no strategy's
      parts.get(args[0]).run();
    } else {
      throw new IllegalArgumentException(
          "a part must be one of " + parts.keySet() + ", found " + args[0]);
    }
  }

  private static void fork(String part) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            DiversityBenchmark.class.getName(),
            part));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(part + " ended with status " + status);
    }
  }

  private static void badge() {
    Setting setting = new Setting(0);
    ResidentMemory memory = new ResidentMemory();
    setting.run(Diversity.badge(), PICKS);
    double above = memory.peakAbove() - DATA_MB;
    double best = Double.POSITIVE_INFINITY;
    double stream = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      best =
          Math.min(
              best,
              seconds(() -> setting.run(Diversity.badge(), PICKS + 1))
                  - seconds(() -> setting.run(Diversity.badge(), 1)));
      stream = Math.min(stream, Streaming.seconds(COUNT, WIDTH));
    }
    print(
        "badge     %d picks %.2f s, %.2f x streaming (%.1f ms a stream), %.0f MB above the data%n",
        PICKS, best, best / (PICKS * stream), 1e3 * stream, above);
  }

  private static void coreSet() {
    int labelled = 1000;
    Setting none = new Setting(0);
    Setting some = new Setting(labelled);
    ResidentMemory memory = new ResidentMemory();
    some.run(Diversity.coreSet(), PICKS);
    double above = memory.peakAbove() - DATA_MB;
    double picks = Double.POSITIVE_INFINITY;
    double initial = Double.POSITIVE_INFINITY;
    double stream = Double.POSITIVE_INFINITY;
    double product = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      double one = seconds(() -> some.run(Diversity.coreSet(), 1));
      picks = Math.min(picks, seconds(() -> some.run(Diversity.coreSet(), PICKS + 1)) - one);
      initial = Math.min(initial, one - seconds(() -> none.run(Diversity.coreSet(), 1)));
      stream = Math.min(stream, Streaming.seconds(COUNT, WIDTH));
      product = Math.min(product, productSeconds(labelled));
    }
    print(
        "core-set  %d picks %.2f s, %.2f x streaming (%.1f ms a stream), %.0f MB above the data%n",
        PICKS, picks, picks / (PICKS * stream), 1e3 * stream, above);
    print(
        "core-set  initial distances to %d labelled %.2f s, %.0f %% of matmul (%.2f s)%n",
        labelled, initial, 100 * product / initial, product);
  }

  private static void kMeans() {
    int k = 100;
    int steps = 4;
    EmbeddingClusterer clusterer = new EmbeddingClusterer(COUNT, WIDTH, Distance.COSINE);
    MadeUpModel model = new MadeUpModel(WIDTH, CLASSES);
    for (int first = 0; first < COUNT; first += 1000) {
      try (INDArray block = model.embeddings(first, 1000)) {
        clusterer.set(first, block);
      }
    }
    ResidentMemory memory = new ResidentMemory();
    try (INDArray seeds = clusterer.seeds(k, new SplittableRandom(1))) {
      clusterer.cluster(seeds, steps).centres().close();
      double above = memory.peakAbove();
      double assign = Double.POSITIVE_INFINITY;
      double more = Double.POSITIVE_INFINITY;
      double product = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 3 * REPEATS; i++) {
        assign = Math.min(assign, seconds(() -> clusterer.assign(seeds)));
        more = Math.min(more, seconds(() -> clusterer.cluster(seeds, 1 + steps).centres().close()));
        product = Math.min(product, productSeconds(k));
      }
      double iteration = (more - assign) / steps;
      double seeding = seconds(() -> clusterer.seeds(k, new SplittableRandom(2)).close());
      print(
          "k-means   k = %d: assignment %.3f s, %.0f %% of matmul (%.3f s); iteration %.3f s, %.0f"
              + " %%; seeding %.2f s; %.0f MB above the data%n",
          k,
          assign,
          100 * product / assign,
          product,
          iteration,
          100 * product / iteration,
          seeding,
          above);
    }
  }

  private static void contrastive() {
    int labelled = 5000;
    Setting few = new Setting(10);
    Setting many = new Setting(labelled);
    ResidentMemory memory = new ResidentMemory();
    many.run(Diversity.contrastive(), PICKS);
    double above = memory.peakAbove() - DATA_MB;
    double best = Double.POSITIVE_INFINITY;
    double product = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPEATS; i++) {
      best =
          Math.min(
              best,
              seconds(() -> many.run(Diversity.contrastive(), PICKS))
                  - seconds(() -> few.run(Diversity.contrastive(), PICKS)));
      product = Math.min(product, productSeconds(labelled));
    }
    print(
        "contrastive  %d labelled, k = 10: %.2f s, %.0f %% of matmul (%.2f s), %.0f MB above the"
            + " data%n",
        labelled, best, 100 * product / best, product, above);
  }

  /** 100,000 candidates, and some labelled instances. */
  private static final class Setting {
    private final MadeUpModel model = new MadeUpModel(WIDTH, CLASSES);
    private final Pool<ClassLabel> pool;

    Setting(int labelled) {
      List<Instance> instances =
          IntStream.range(0, COUNT + labelled)
              .mapToObj(i -> Instance.ofText(String.format(Locale.ROOT, "%07d", i), ""))
              .toList();
      pool =
          Pool.<ClassLabel>unlabelled(instances)
              .label(
                  instances.subList(COUNT, COUNT + labelled).stream()
                      .map(instance -> new Labelled<>(instance, new ClassLabel("0")))
                      .toList());
    }

    void run(QueryStrategy strategy, int picks) {
      QueryContext context = new QueryContext(1, new SplittableRandom(1), pool, LabelSpace.of("0"));
      strategy.select(model, Candidates.all(pool), Budget.items(picks), context);
    }
  }

  private static double seconds(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** One {@code [COUNT, WIDTH] x [WIDTH, columns]}. */
  private static double productSeconds(int columns) {
    try (INDArray left = Nd4j.rand(DataType.FLOAT, COUNT, WIDTH);
        INDArray right = Nd4j.rand(DataType.FLOAT, WIDTH, columns);
        INDArray out = Nd4j.createUninitialized(DataType.FLOAT, new long[] {COUNT, columns}, 'c')) {
      DynamicCustomOp product =
          DynamicCustomOp.builder("matmul").addInputs(left, right).addOutputs(out).build();
      double first = seconds(() -> Nd4j.exec(product));
      return Math.min(first, seconds(() -> Nd4j.exec(product)));
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
