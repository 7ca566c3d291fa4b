package org.al4j.examples.experiment;

import java.io.PrintWriter;
import java.util.Locale;
import org.al4j.core.log.Iteration;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.study.StudyProgress;

/** A line for every finished round. */
final class ProgressLines implements StudyProgress {
  private final PrintWriter err;
  private final long started = System.nanoTime();
  private String run = "";
  private String counted = "labels";
  private int total;
  private int done;

  ProgressLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void counting(String what) {
    counted = what;
  }

  @Override
  public void start(int rounds) {
    total = rounds;
  }

  @Override
  public void startRun(String strategy, int seed) {
    run = strategy + " seed " + seed;
  }

  @Override
  public void skip(int rounds) {
    done += rounds;
  }

  @Override
  public void onIteration(Iteration iteration) {
    done++;
    err.printf(
        Locale.ROOT,
        "%4.0f s, %d of %d rounds, %s: %d %s, accuracy %.3f%n",
        (System.nanoTime() - started) / 1e9,
        done,
        total,
        run,
        iteration.labelled(),
        counted,
        iteration.scores().getOrDefault(ClassificationEvaluator.ACCURACY, Double.NaN));
    err.flush();
  }

  @Override
  public void stop() {}
}
