package org.al4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.read.LabelFormat;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.ScoringBackends;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.study.Task;
import org.al4j.study.TaskLoader;
import org.al4j.study.TaskSource;

/**
 * One classifier scores a pool by the engine and by every backend on the class path, in turns:
 * texts a second, and how many of the hundred that the engine would ask each would ask. Arguments:
 * checkpoint (name or folder), labelled data, labels to fit on, texts of the pool, rounds, tokens
 * of a text.
 */
final class OnnxBenchmark {
  private static final int QUERY = 100;
  private static final int SEED = 1;

  private OnnxBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    if (args.length != 6) {
      throw new InvalidInputException("arguments: CHECKPOINT DATA LABELS POOL ROUNDS TOKENS");
    }
    Task<ClassLabel> task =
        TaskLoader.load(
            new TaskSource(args[1], null, null, 0.2, "text", "label", null, null),
            LabelFormat.classLabel());
    List<Labelled<ClassLabel>> train = task.train();
    int labels = Integer.parseInt(args[2]);
    List<Instance> pool =
        train.stream()
            .skip(labels)
            .limit(Integer.parseInt(args[3]))
            .<Instance>map(Labelled::instance)
            .toList();
    Recipe recipe = Recipe.plasm().withMinimumUpdates(100).withMaxLength(Integer.parseInt(args[5]));
    Map<String, TransformerClassifier> models = new LinkedHashMap<>();
    try (TransformerLearner learner =
        TransformerLearner.create(Checkpoints.folder(args[0]), recipe)) {
      List<String> names = new ArrayList<>(List.of(ScoringBackends.ENGINE));
      names.addAll(ScoringBackends.providers().keySet());
      for (String name : names) {
        TransformerClassifier model =
            learner.fit(train.subList(0, labels), FitContext.of(task.labels(), SEED));
        models.put(name, model);
        ScoringBackends.use(model, name, BackendScope.FORWARD);
      }
      print(pool, models, Integer.parseInt(args[4]));
    } finally {
      models.values().forEach(TransformerClassifier::close);
    }
  }

  private static void print(
      List<Instance> pool, Map<String, TransformerClassifier> models, int rounds)
      throws IOException {
    Map<String, Set<Integer>> asked = new LinkedHashMap<>();
    Map<String, DoubleSupplier> sides = new LinkedHashMap<>();
    models.forEach(
        (name, model) -> {
          asked.put(name, query(confidences(model, pool))); // opens it, too
          sides.put(
              name,
              () -> {
                long start = System.nanoTime();
                confidences(model, pool);
                return (System.nanoTime() - start) / 1e9;
              });
        });
    Map<String, double[]> seconds = new Turns(rounds, System.err::println).seconds(sides);
    Set<Integer> engine = asked.getOrDefault(ScoringBackends.ENGINE, Set.of());
    double ours = median(seconds.getOrDefault(ScoringBackends.ENGINE, new double[] {Double.NaN}));
    seconds.forEach(
        (name, all) -> {
          Set<Integer> same = new HashSet<>(asked.getOrDefault(name, Set.of()));
          same.retainAll(engine);
          System.out.printf(
              Locale.ROOT,
              "%-10s %8.1f texts/s (median of %d), %.2f of the engine's time, %d of the engine's"
                  + " %d asked%n",
              name,
              pool.size() / median(all),
              all.length,
              median(all) / ours,
              same.size(),
              engine.size());
        });
  }

  private static double[] confidences(TransformerClassifier model, List<Instance> pool) {
    double[] all = new double[pool.size()];
    model.forward(
        pool,
        Set.of(Output.PROBABILITIES),
        block -> {
          float[] rows = block.floats(Output.PROBABILITIES);
          int classes = rows.length / block.size();
          for (int i = 0; i < block.size(); i++) {
            double largest = 0;
            for (int k = 0; k < classes; k++) {
              largest = Math.max(largest, rows[i * classes + k]);
            }
            all[block.first() + i] = largest;
          }
        });
    return all;
  }

  /** The least confident. */
  private static Set<Integer> query(double[] confidences) {
    return new HashSet<>(
        IntStream.range(0, confidences.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> confidences[i]))
            .limit(QUERY)
            .toList());
  }

  private static double median(double[] ascending) {
    return ascending[ascending.length / 2];
  }
}
