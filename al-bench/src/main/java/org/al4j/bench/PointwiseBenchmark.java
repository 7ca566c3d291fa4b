package org.al4j.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.uncertainty.Entropy;
import org.al4j.strategies.uncertainty.LeastConfidence;
import org.al4j.strategies.uncertainty.Margin;
import org.al4j.strategies.uncertainty.Ratio;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Least confidence, margin, ratio and entropy of 10 million instances with 10 classes, given in
 * blocks, beside the time to stream as many floats from memory and to take as many logarithms, both
 * on all cores. The utility alone is timed, then the whole choice of 100, beside a pass that nobody
 * looks at; and the resident memory of a choice above the data and the candidates, which {@code
 * -Xmn64m} keeps free of garbage. Times are the best of several, measured in turn with their
 * references.
 */
final class PointwiseBenchmark {
  /** A multiple of the block. */
  private static final int COUNT = 10_000 * StreamedProbabilities.BLOCK;

  private static final int CLASSES = 10;
  private static final int PICKS = 100;
  private static final int REPEATS = 3;

  private final StreamedProbabilities model = new StreamedProbabilities(CLASSES);
  private final Pool<ClassLabel> pool;
  private final Candidates candidates;
  private double stream = Double.POSITIVE_INFINITY;
  private double logarithms = Double.POSITIVE_INFINITY;
  private double pass = Double.POSITIVE_INFINITY;

  private PointwiseBenchmark() {
    pool =
        Pool.unlabelled(
            IntStream.range(0, COUNT)
                .mapToObj(i -> Instance.ofText(Integer.toString(i), ""))
                .toList());
    candidates = Candidates.all(pool);
  }

  /** Runs and prints. */
  public static void main(String[] args) {
    new PointwiseBenchmark().run();
  }

  private void run() {
    alone(new LeastConfidence()); // what ND4J itself takes to start is no utility's
    ResidentMemory memory = new ResidentMemory();
    choose(new LeastConfidence());
    double above = memory.peakAbove();
    Map<String, Utility> utilities = new LinkedHashMap<>();
    utilities.put("least confidence", new LeastConfidence());
    utilities.put("margin", new Margin());
    utilities.put("ratio", new Ratio());
    utilities.put("entropy", Entropy.natural());
    Map<String, double[]> best = new LinkedHashMap<>(); // alone, whole
    for (int i = 0; i < REPEATS; i++) {
      references();
      utilities.forEach(
          (name, utility) ->
              best.merge(
                  name,
                  new double[] {alone(utility), choose(utility)},
                  (a, b) -> new double[] {Math.min(a[0], b[0]), Math.min(a[1], b[1])}));
    }
    print("%,d x %d, in blocks of %d%n", COUNT, CLASSES, StreamedProbabilities.BLOCK);
    print("streaming %.3f s, logarithms %.3f s, on all cores%n", stream, logarithms);
    print("a pass that nobody looks at %.3f s (checks included)%n", pass);
    best.forEach(this::print);
    print("a choice of %d holds %.0f MB above the data%n", PICKS, above);
  }

  private void print(String name, double[] times) {
    print(
        "%-16s  %.3f s, %4.1f x streaming, %4.2f x logarithms;  choice of %d %.3f s%n",
        name, times[0], times[0] / stream, times[0] / logarithms, PICKS, times[1]);
  }

  private void references() {
    stream = Math.min(stream, Streaming.seconds(COUNT, CLASSES));
    logarithms = Math.min(logarithms, seconds(PointwiseBenchmark::takeLogarithms));
    pass =
        Math.min(
            pass,
            seconds(() -> model.forward(candidates, Set.of(Output.PROBABILITIES), block -> {})));
  }

  /** As many logarithms as there are probabilities, of numbers in the cache. */
  private static void takeLogarithms() {
    int length = StreamedProbabilities.BLOCK * CLASSES;
    double sum =
        IntStream.range(0, COUNT / StreamedProbabilities.BLOCK)
            .parallel()
            .mapToDouble(
                block -> {
                  double part = 0;
                  for (int i = 0; i < length; i++) {
                    part += Math.log(block + i + 0.5);
                  }
                  return part;
                })
            .sum();
    if (!(sum > 0)) {
      throw new IllegalStateException("the sum of logarithms must be positive, found " + sum);
    }
  }

  /** The best of ten, as of the streaming. */
  private double alone(Utility utility) {
    return IntStream.range(0, 10).mapToDouble(i -> once(utility)).min().orElseThrow();
  }

  /** The time within the utility only. */
  private double once(Utility utility) {
    int size = StreamedProbabilities.BLOCK;
    INDArray block = model.fill();
    List<Instance> instances = IntStream.range(0, size).mapToObj(candidates::get).toList();
    Outputs outputs = Outputs.of(0, instances, Map.of(Output.PROBABILITIES, block));
    double[] scores = new double[size];
    double largest = 0;
    long nanoseconds = 0;
    for (int i = 0; i < COUNT / size; i++) {
      model.fill();
      long start = System.nanoTime();
      utility.score(outputs, scores);
      nanoseconds += System.nanoTime() - start;
      largest = Math.max(largest, scores[i % size]);
    }
    if (!(largest > 0)) {
      throw new IllegalStateException("a utility must be positive, found at most " + largest);
    }
    return nanoseconds / 1e9;
  }

  private double choose(Utility utility) {
    QueryContext context = new QueryContext(1, new SplittableRandom(1), pool, LabelSpace.of("0"));
    Budget budget = Budget.items(PICKS);
    return seconds(() -> Strategies.pointwise(utility).select(model, candidates, budget, context));
  }

  private static double seconds(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
