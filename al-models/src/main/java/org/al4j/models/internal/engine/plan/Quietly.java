package org.al4j.models.internal.engine.plan;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * SameDiff 1.0.0-M2.1 prints a line to standard output for every operation that it differentiates.
 * This swallows what the calling thread prints meanwhile; other threads' output passes.
 */
final class Quietly {
  private static final Object LOCK = new Object();

  private Quietly() {}

  public static void run(Runnable noisy) {
    synchronized (LOCK) {
      PrintStream original = System.out;
      Filter filter = new Filter(original, Thread.currentThread());
      System.setOut(new PrintStream(filter, true, StandardCharsets.UTF_8));
      try {
        noisy.run();
      } finally {
        filter.silenced = null; // somebody, a logger for one, may have kept the stream
        System.setOut(original);
      }
    }
  }

  private static final class Filter extends OutputStream {
    private final PrintStream target;
    private volatile @Nullable Thread silenced;

    Filter(PrintStream target, Thread silenced) {
      this.target = target;
      this.silenced = silenced;
    }

    @Override
    public void write(int b) {
      if (Thread.currentThread() != silenced) {
        target.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (Thread.currentThread() != silenced) {
        target.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() {
      target.flush();
    }
  }
}
