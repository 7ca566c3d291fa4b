package org.al4j.cli.progress;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.al4j.core.log.Iteration;
import org.al4j.core.text.TextsPrepared;
import org.al4j.strategies.stopping.StopAdvice;
import org.al4j.study.StudyProgress;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a study is: a bar with the remaining time in a terminal, a line now and then
 * elsewhere.
 */
public final class Progress implements StudyProgress {
  private static final double SECONDS_BETWEEN_LINES = 5;
  private static final int ADVISED_LABELS = 100;
  private static final int ADVISED_TOKENS = 1000;
  private final PrintWriter err;
  private final PreparationLines preparing;
  private final boolean terminal;
  private final String score;
  private final int stopSet;
  private final List<Iteration> seen = new ArrayList<>(); // of the run, in this process
  private @Nullable ProgressBar bar;
  private String run = "";
  private String counted = "labels";
  private int total;
  private int done;
  private int skipped;
  private long started;
  private long lastLine;

  private Progress(PrintWriter err, boolean terminal, String score, int stopSet) {
    this.err = err;
    this.preparing = new PreparationLines(err, terminal, System::nanoTime);
    this.terminal = terminal;
    this.score = score;
    this.stopSet = stopSet;
  }

  /**
   * A bar if standard output and input are a terminal, else lines on {@code err}.
   *
   * @param score the name of the score that lines tell
   * @param stopSet texts of the stop set, for what lines tell of further labels; 0 for none
   */
  public static Progress on(PrintWriter err, String score, int stopSet) {
    return new Progress(err, Bars.isTerminal(), score, stopSet);
  }

  /** Lines on {@code err}, also in a terminal; the rest is as in {@link #on}. */
  public static Progress lines(PrintWriter err, String score, int stopSet) {
    return new Progress(err, false, score, stopSet);
  }

  @Override
  public void preparing(TextsPrepared texts) {
    preparing.accept(texts);
  }

  @Override
  public void counting(String what) {
    counted = what;
  }

  @Override
  public void start(int rounds) {
    total = rounds;
    started = System.nanoTime();
    lastLine = started;
    if (terminal) {
      bar = Bars.of("rounds", rounds);
    }
  }

  @Override
  public void startRun(String strategy, int seed) {
    run = strategy + " seed " + seed;
    seen.clear();
    if (bar != null) {
      bar.setExtraMessage(run);
    }
  }

  @Override
  public void skip(int rounds) {
    done += rounds;
    skipped += rounds;
    if (bar != null) {
      bar.stepBy(rounds);
    }
  }

  @Override
  public void onIteration(Iteration iteration) {
    done++;
    seen.add(iteration);
    long now = System.nanoTime();
    if (bar != null) {
      bar.step();
    } else if (done == total || (now - lastLine) / 1e9 >= SECONDS_BETWEEN_LINES) {
      lastLine = now;
      double left = (now - started) / 1e9 / (done - skipped) * (total - done);
      err.printf(
          Locale.ROOT,
          "%d of %d rounds, %s: %s %.3f with %d %s%s; about %.0f s left%n",
          done,
          total,
          run,
          score,
          iteration.scores().getOrDefault(score, Double.NaN),
          iteration.labelled(),
          counted,
          advice(),
          left);
      err.flush();
    }
  }

  /** What further labels would change, after a comma; empty where it is not known. */
  private String advice() {
    int further = counted.equals("labels") ? ADVISED_LABELS : ADVISED_TOKENS;
    return stopSet == 0
        ? ""
        : StopAdvice.of(seen, stopSet, further).map(one -> ", " + one.text(counted)).orElse("");
  }

  @Override
  public void stop() {
    preparing.close();
    if (bar != null) {
      bar.close();
    }
  }
}
