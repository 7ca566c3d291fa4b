package org.al4j.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import org.al4j.core.model.FitProgress;
import org.al4j.models.adapt.AdaptationEpoch;
import org.al4j.models.adapt.AdaptationWatcher;

/** Tells of training on stderr: notes, a line now and then with the time left, each measurement. */
public final class UpdateLines implements AdaptationWatcher {
  private static final double SECONDS_BETWEEN_LINES = 5;

  private final PrintWriter err;
  private long started;
  private long lastLine;
  private int first;

  /** Prints on {@code err}. */
  public UpdateLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void note(String line) {
    err.println("note: " + line);
  }

  @Override
  public void update(FitProgress progress) {
    long now = System.nanoTime();
    if (first == 0) { // a resumed run does not begin at 1
      first = progress.step();
      started = now;
      lastLine = now;
      return;
    }
    if ((now - lastLine) / 1e9 >= SECONDS_BETWEEN_LINES) {
      lastLine = now;
      double each = (now - started) / 1e9 / (progress.step() - first);
      err.printf(
          Locale.ROOT,
          "%d of %d updates, loss %.4f; at most about %.0f s left%n",
          progress.step(),
          progress.steps(),
          progress.loss(),
          each * (progress.steps() - progress.step()));
      err.flush();
    }
  }

  @Override
  public void epoch(AdaptationEpoch epoch) {
    err.println(
        epoch.epoch() == 0
            ? String.format(
                Locale.ROOT,
                "before: held-out loss %.4f, perplexity %.2f",
                epoch.heldOutLoss(),
                epoch.perplexity())
            : String.format(
                Locale.ROOT,
                "epoch %d: loss %.4f, held-out loss %.4f, perplexity %.2f",
                epoch.epoch(),
                epoch.trainingLoss(),
                epoch.heldOutLoss(),
                epoch.perplexity()));
    err.flush();
  }
}
