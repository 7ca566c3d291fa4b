package org.al4j.cli.progress;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.al4j.core.data.Instance;

/** Tells now and then how many texts of a file, whose number nobody knows, were handed on. */
public final class ReadingLines implements Iterator<Instance> {
  private static final double SECONDS_BETWEEN_LINES = 5;

  private final Iterator<Instance> texts;
  private final PrintWriter err;
  private final LongSupplier nanos;
  private final long started;
  private long lastLine;
  private long read;

  ReadingLines(Iterator<Instance> texts, PrintWriter err, LongSupplier nanos) {
    this.texts = texts;
    this.err = err;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    this.lastLine = started;
  }

  /** The same texts; a line on {@code err} each five seconds. */
  public static ReadingLines of(Iterator<Instance> texts, PrintWriter err) {
    return new ReadingLines(texts, err, System::nanoTime);
  }

  @Override
  public boolean hasNext() {
    return texts.hasNext();
  }

  @Override
  public Instance next() {
    long now = nanos.getAsLong();
    if (read > 0 && (now - lastLine) / 1e9 >= SECONDS_BETWEEN_LINES) {
      lastLine = now;
      err.println(
          String.format(
              Locale.ROOT, "%d texts read, %.1f a second", read, read / ((now - started) / 1e9)));
      err.flush();
    }
    read++;
    return texts.next();
  }
}
