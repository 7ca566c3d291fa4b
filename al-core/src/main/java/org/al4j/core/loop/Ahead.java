package org.al4j.core.loop;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the model's side on a thread of its own while people label, one job after the other. Every
 * method is called with the loop's monitor held.
 */
final class Ahead {
  private final Object monitor;
  private @Nullable Thread worker;
  private boolean closed;
  private @Nullable Throwable failure;

  Ahead(Object monitor) {
    this.monitor = monitor;
  }

  /**
   * Begins unless it is at it already or nothing is due.
   *
   * @param due the next job, asked again after each
   */
  void start(Supplier<Optional<Job>> due) {
    rethrow();
    if (worker == null && !closed && due.get().isPresent()) {
      Thread thread = new Thread(() -> work(due), "al4j-ahead");
      thread.setDaemon(true); // a program that forgot to close the loop may end
      thread.start();
      worker = thread;
    }
  }

  /** Waits until nothing is in work; a listener, called by the worker itself, does not wait. */
  void idle() {
    boolean interrupted = false;
    while (worker != null && worker != Thread.currentThread()) {
      try {
        monitor.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws, once, what ended the work. */
  void rethrow() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
  }

  /** Lets no further job begin, drops what is in work, and waits for its end. */
  void close() {
    closed = true;
    idle();
  }

  private void work(Supplier<Optional<Job>> due) {
    try {
      for (Optional<Job> job = next(due); job.isPresent(); job = next(due)) {
        job.get().compute();
        commit(job.get());
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** The next job; where there is none the work has ended before the monitor is free again. */
  private Optional<Job> next(Supplier<Optional<Job>> due) {
    synchronized (monitor) {
      Optional<Job> job = closed ? Optional.empty() : due.get();
      if (job.isEmpty()) {
        end();
      }
      return job;
    }
  }

  private void commit(Job job) {
    synchronized (monitor) {
      if (!closed) {
        job.commit();
      }
    }
  }

  private void fail(Throwable thrown) {
    synchronized (monitor) {
      failure = thrown;
      end();
    }
  }

  private void end() {
    worker = null;
    monitor.notifyAll();
  }
}
