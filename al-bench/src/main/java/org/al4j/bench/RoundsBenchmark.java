package org.al4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.LoopListener;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.SupportDesk;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.study.Task;

/**
 * Resident memory over many rounds of the loop with the embedded transformer: each round trains a
 * fresh model (a few updates), evaluates it, and scores the whole pool. Arguments: how many rounds
 * (default 200). Linux only, where the kernel tells the resident memory; run it with a fixed heap
 * ({@code -Xms256m -Xmx256m -XX:+AlwaysPreTouch}), so that what moves is native.
 */
final class RoundsBenchmark {
  private static final int FIRST = 20;

  private RoundsBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    Task<ClassLabel> task = SupportDesk.task();
    Recipe recipe = Recipe.plasm().withEpochs(1).withMinimumUpdates(10).withMaxLength(48);
    double[] resident = new double[rounds + 1];
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint();
        TransformerLearner learner = TransformerLearner.create(checkpoint.dir(), recipe);
        ActiveLearning<ClassLabel> loop =
            ActiveLearning.builder(
                    Pool.<ClassLabel>unlabelled(
                        task.train().stream().map(Labelled::instance).toList()),
                    task.labels())
                .learner(learner)
                .initial(Strategies.random(), Budget.items(12))
                .strategy(Strategies.leastConfidence())
                .budget(Budget.items(1))
                .stopping(Stopping.maximumRounds(rounds + 1))
                .evaluator(ClassificationEvaluator.of(task.test()))
                .listener(
                    new LoopListener() {
                      @Override
                      public void onIteration(Iteration iteration) {
                        resident[iteration.round()] = report(iteration);
                      }
                    })
                .build()) {
      loop.run(Oracle.gold(task.train()));
    }
    System.out.printf(
        Locale.ROOT,
        "resident memory at round %d over round %d: %.3f%n",
        rounds,
        FIRST,
        resident[rounds] / resident[FIRST]);
  }

  private static double report(Iteration iteration) {
    System.gc();
    double megabytes = residentMegabytes();
    if (iteration.round() % FIRST == 0) {
      System.out.printf(
          Locale.ROOT,
          "round %3d: resident %.1f MB, select %.2f s, fit %.2f s, evaluate %.2f s%n",
          iteration.round(),
          megabytes,
          iteration.selectSeconds(),
          iteration.fitSeconds(),
          iteration.evaluateSeconds());
    }
    return megabytes;
  }

  private static double residentMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
        }
      }
    } catch (IOException e) {
      // not Linux: there is nothing to print
    }
    return Double.NaN;
  }
}
