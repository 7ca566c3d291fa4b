package org.al4j.core.loop.internal.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the loop's long work, one job at a time: on the thread of a caller who waits for it, or by
 * the executor. A job is computed without the loop's monitor, so that nobody who answers or looks
 * waits for a training, and taken over with it.
 */
public final class JobRunner {
  private final Object monitor;
  private final Executor executor;
  private final List<Runnable> whenIdle = new ArrayList<>();
  private boolean busy;
  private @Nullable Thread worker; // none as long as the executor has not begun
  private @Nullable Runnable handedOver; // to the executor, which has not begun
  private boolean closed;
  private @Nullable Throwable failure;

  public JobRunner(Object monitor, Executor executor) {
    this.monitor = monitor;
    this.executor = executor;
  }

  /**
   * Work for the executor, to be handed to {@link #execute} when the monitor is free; none if
   * something is in work or nothing is due. With the monitor held.
   *
   * @param due the next job, asked again after each
   */
  public Optional<Runnable> background(Supplier<Optional<Job>> due) {
    rethrow();
    if (busy || closed || due.get().isEmpty()) {
      return Optional.empty();
    }
    busy = true;
    handedOver = new Background(due);
    return Optional.of(handedOver);
  }

  /** Hands background work to the executor; without the monitor, since it may be done at once. */
  public void execute(Runnable background) {
    try {
      executor.execute(background);
    } catch (RejectedExecutionException e) {
      refused(background); // whoever wants the next query does it
    } catch (RuntimeException | Error e) {
      refused(background);
      throw e;
    }
  }

  private void refused(Runnable background) {
    synchronized (monitor) {
      takeBack(background);
    }
  }

  /** Makes the caller the worker, who does the work then; with the monitor held. */
  public Runnable take(Job job) {
    if (busy) {
      throw new IllegalStateException(
          "a listener, evaluator or model of the step under way called next(); let the step end");
    }
    busy = true;
    worker = Thread.currentThread();
    return () -> run(job);
  }

  /** Does a job on the caller's thread, who is the worker; without the monitor. */
  private void run(Job job) {
    try {
      job.compute();
      commit(job);
      job.afterwards();
    } finally {
      end();
    }
  }

  /** Whether nothing is in work, having taken back what nobody has begun; with the monitor held. */
  public boolean idleNow() {
    takeBack(handedOver);
    return !busy;
  }

  /**
   * Waits until nothing is in work, without the monitor meanwhile; a listener, called by the worker
   * itself, does not wait. With the monitor held.
   */
  public void idle() {
    boolean interrupted = false;
    while (!idleNow() && worker != Thread.currentThread()) {
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

  /**
   * Has something called, quick and without the monitor, when the work under way has ended.
   *
   * @return false if there is none; nothing will be called
   */
  boolean whenIdle(Runnable action) {
    synchronized (monitor) {
      if (!idleNow()) {
        whenIdle.add(action);
        return true;
      }
      return false;
    }
  }

  /** Throws, once, what ended the work in the background; with the monitor held. */
  public void rethrow() {
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
  public void close() {
    closed = true;
    idle();
  }

  /** Frees the place of work that was handed over and has not begun: it does nothing any more. */
  private void takeBack(@Nullable Runnable background) {
    if (background != null && background == handedOver) {
      handedOver = null;
      busy = false;
      monitor.notifyAll();
    }
  }

  private void commit(Job job) {
    synchronized (monitor) {
      if (!closed) {
        job.commit();
      }
    }
  }

  private void end() {
    List<Runnable> waiting;
    synchronized (monitor) {
      waiting = free();
    }
    waiting.forEach(Runnable::run);
  }

  /** Who waits must be called once the monitor is free. */
  private List<Runnable> free() {
    busy = false;
    worker = null;
    monitor.notifyAll();
    List<Runnable> waiting = List.copyOf(whenIdle);
    whenIdle.clear();
    return waiting;
  }

  /** All that is due, one job after the other. */
  private final class Background implements Runnable {
    private final Supplier<Optional<Job>> due;
    private List<Runnable> waiting = List.of();

    Background(Supplier<Optional<Job>> due) {
      this.due = due;
    }

    @Override
    public void run() {
      synchronized (monitor) {
        if (handedOver != this) {
          return; // somebody had no time to wait for the executor
        }
        handedOver = null;
        worker = Thread.currentThread();
      }
      try {
        for (Optional<Job> job = next(); job.isPresent(); job = next()) {
          job.get().compute();
          commit(job.get());
          job.get().afterwards();
        }
      } catch (Throwable e) { // other languages throw checked exceptions undeclared
        synchronized (monitor) {
          failure = e;
          waiting = free();
        }
      }
      waiting.forEach(Runnable::run);
    }

    /** The next job; where there is none the work has ended before the monitor is free again. */
    private Optional<Job> next() {
      synchronized (monitor) {
        Optional<Job> job = closed ? Optional.empty() : due.get();
        if (job.isEmpty()) {
          waiting = free();
        }
        return job;
      }
    }
  }
}
