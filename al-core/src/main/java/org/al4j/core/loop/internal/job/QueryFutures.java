package org.al4j.core.loop.internal.job;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.al4j.core.oracle.Query;
import org.jspecify.annotations.Nullable;

/**
 * Futures of the next query: one computation for all who wait, by the executor, and no thread while
 * somebody else's work is under way.
 */
public final class QueryFutures {
  private final Supplier<Turn> look;
  private final JobRunner runner;
  private @Nullable Attempt pending;

  /**
   * Futures of a loop.
   *
   * @param look what somebody finds who wants the next query and does not wait; throws if the loop
   *     is closed or a step failed
   */
  public QueryFutures(Supplier<Turn> look, JobRunner runner) {
    this.look = look;
    this.runner = runner;
  }

  /** A future of the caller's own: to cancel it leaves the computation, and the others, alone. */
  public CompletableFuture<Optional<Query>> next(Executor executor) {
    Attempt attempt;
    boolean first = false;
    synchronized (this) {
      if (pending == null) {
        pending = new Attempt(executor);
        first = true;
      }
      attempt = pending;
    }
    if (first) {
      attempt.submit();
    } else {
      attempt.offer(executor);
    }
    return attempt.result.copy();
  }

  /** Fails what is still waited for. */
  public void close(RuntimeException reason) {
    Attempt attempt;
    synchronized (this) {
      attempt = pending;
    }
    if (attempt != null) {
      attempt.fail(reason);
    }
  }

  private final class Attempt {
    private final CompletableFuture<Optional<Query>> result = new CompletableFuture<>();
    private final Executor executor;
    private final AtomicBoolean working = new AtomicBoolean();

    Attempt(Executor executor) {
      this.executor = executor;
    }

    void submit() {
      try {
        executor.execute(this::advance);
      } catch (RuntimeException | Error e) { // who waits must hear of it
        fail(e);
      }
    }

    /**
     * Lets another executor do it too, as long as nobody works: the first may have been shut down.
     */
    void offer(Executor other) {
      if (!working.get()) {
        try {
          other.execute(this::advance);
        } catch (RuntimeException | Error e) {
          // the first one's result is waited for
        }
      }
    }

    /** Works until the query is there, or somebody else works. */
    private void advance() {
      if (!working.compareAndSet(false, true)) {
        return;
      }
      try {
        while (!result.isDone()) {
          Turn turn = look.get();
          if (turn.kind() == Turn.Kind.BUSY) {
            working.set(false);
            if (runner.whenIdle(this::submit) || !working.compareAndSet(false, true)) {
              return;
            }
          } else if (turn.kind() == Turn.Kind.WORK) {
            turn.work().ifPresent(Runnable::run);
          } else {
            leave();
            result.complete(turn.query());
          }
        }
      } catch (Throwable e) { // the future has it
        fail(e);
      }
    }

    void fail(Throwable reason) {
      leave();
      result.completeExceptionally(reason);
    }

    /** Before the result is there: who asks then begins anew. */
    private void leave() {
      synchronized (QueryFutures.this) {
        if (pending == this) {
          pending = null;
        }
      }
    }
  }
}
