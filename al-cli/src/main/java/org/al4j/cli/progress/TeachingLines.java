package org.al4j.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import org.al4j.core.model.FitProgress;
import org.al4j.models.distil.DistillationEpoch;
import org.al4j.models.distil.DistillationWatcher;

/** Tells of a student's training on stderr, as {@link UpdateLines} of a checkpoint's. */
public final class TeachingLines implements DistillationWatcher {
  private final PrintWriter err;
  private final UpdateLines lines;

  /** Prints on {@code err}. */
  public TeachingLines(PrintWriter err) {
    this.err = err;
    this.lines = new UpdateLines(err);
  }

  @Override
  public void note(String line) {
    lines.note(line);
  }

  @Override
  public void update(FitProgress progress) {
    lines.update(progress);
  }

  @Override
  public void epoch(DistillationEpoch epoch) {
    err.printf(
        Locale.ROOT,
        epoch.epoch() == 0
            ? "before: held-out loss %3$.4f%n"
            : "epoch %d: loss %.4f, held-out loss %.4f%n",
        epoch.epoch(),
        epoch.trainingLoss(),
        epoch.heldOutLoss());
    err.flush();
  }
}
