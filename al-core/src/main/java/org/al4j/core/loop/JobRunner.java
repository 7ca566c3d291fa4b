package org.al4j.core.loop;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the loop's long work, one job at a time: on the thread of a caller who waits for it, or on
 * one of its own while people label. A job is computed without the loop's monitor, so that nobody
 * who answers or looks waits for a training, and taken over with it.
 */
final class JobRunner {
  private final Object monitor;
  private @Nullable Thread worker;
  private boolean closed;
  private @Nullable Throwable failure;

  JobRunner(Object monitor) {
    this.monitor = monitor;
  }

  /**
   * Begins on a thread of its own unless something is in work or nothing is due. With the monitor
   * held.
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

  /** Whether something is in work; with the monitor held. */
  boolean busy() {
    return worker != null;
  }

  /**
   * Makes the caller the worker, before {@link #run}; with the monitor held and nothing in work.
   */
  void take() {
    if (worker != null) {
      throw new IllegalStateException(
          "a listener, evaluator or model of the step under way called next(); let the step end");
    }
    worker = Thread.currentThread();
  }

  /** Does a job on the caller's thread, who is the worker; without the monitor. */
  void run(Job job) {
    try {
      job.compute();
      commit(job);
    } finally {
      synchronized (monitor) {
        end();
      }
    }
  }

  /**
   * Waits until nothing is in work, without the monitor meanwhile; a listener, called by the worker
   * itself, does not wait. With the monitor held.
   */
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

  /** Throws, once, what ended the work of the own thread; with the monitor held. */
  void rethrow() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown != null) {
      throw new IllegalStateException("a step of the run failed: " + thrown, thrown);
    }
  }

  /**
   * Lets no further job begin, drops what is in work, and waits for its end; with the monitor held.
   */
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
    } catch (Throwable e) { // other languages throw checked exceptions undeclared
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
