package org.al4j.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import org.al4j.core.text.TextsPrepared;
import org.jspecify.annotations.Nullable;

/**
 * Shows how many texts are prepared for a learner, such as embedded: a bar with the remaining time
 * in a terminal, elsewhere a line now and then; at the end a line. Where all texts were prepared
 * before, nothing.
 */
public final class PreparationLines implements Consumer<TextsPrepared>, AutoCloseable {
  private static final double SECONDS_BETWEEN_LINES = 5;

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long opened;
  private @Nullable ProgressBar bar;
  private boolean running;
  private @Nullable TextsPrepared last;
  private long started;
  private long first; // when the first text was there
  private long lastLine;

  PreparationLines(PrintWriter err, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.opened = nanos.getAsLong();
  }

  /** A bar if standard output and input are a terminal, else lines on {@code err}. */
  public static PreparationLines on(PrintWriter err) {
    return new PreparationLines(err, Bars.isTerminal(), System::nanoTime);
  }

  @Override
  public void accept(TextsPrepared texts) {
    if (texts.made() == 0 || texts.equals(last)) { // all was there, or the end is told once more
      return;
    }
    last = texts;
    long now = nanos.getAsLong();
    if (!running) {
      start(texts, now);
    }
    if (bar != null) {
      bar.stepTo(texts.done());
    }
    if (texts.done() == texts.total()) {
      close();
      say("%d texts embedded in %.0f s, and kept for the next time", texts.made(), since(started));
    } else if (!terminal && (now - lastLine) / 1e9 >= SECONDS_BETWEEN_LINES) {
      lastLine = now;
      String left = texts.made() == 1 ? "" : left(texts, now);
      say("%d of %d texts embedded%s", texts.done(), texts.total(), left);
    }
  }

  /**
   * The first text also waited for the encoder to be loaded: the others tell how long one takes.
   */
  private String left(TextsPrepared texts, long now) {
    double each = (now - first) / 1e9 / (texts.made() - 1);
    return String.format(
        Locale.ROOT, "; at most about %.0f s left", each * (texts.total() - texts.done()));
  }

  /** From when this was opened for the first: loading an encoder is part of it. */
  private void start(TextsPrepared texts, long now) {
    started = lastLine == 0 ? opened : now;
    lastLine = started;
    first = now;
    running = true;
    if (terminal) {
      bar = Bars.of("embedding", texts.total());
    }
  }

  private double since(long moment) {
    return (nanos.getAsLong() - moment) / 1e9;
  }

  private void say(String line, Object... values) {
    err.println(String.format(Locale.ROOT, line, values));
    err.flush();
  }

  /** Ends the bar, also before all is done. */
  @Override
  public void close() {
    running = false;
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
