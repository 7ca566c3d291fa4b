package org.al4j.models.internal.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The threads that run plans: one per processor, each with one OpenMP thread. Parallel across
 * batches, not within an operation: operations of small models are too short to split, and OpenMP's
 * waiting threads burn the processor that others need; on a busy machine that made steps fifty
 * times slower. The setting is per thread: ND4J calls of the application's own threads are not
 * touched.
 */
public final class Workers {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(count(), Workers::thread);

  private Workers() {}

  /** How many plans run at a time. */
  public static int count() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /** Runs all tasks, at the same time where possible, and returns when the last is done. */
  public static void all(List<? extends Runnable> tasks) {
    List<Future<?>> futures = new ArrayList<>();
    RuntimeException failure = null;
    try {
      tasks.forEach(task -> futures.add(POOL.submit(task)));
    } finally { // also where a thread cannot start: the caller frees what the others work on
      for (Future<?> future : futures) {
        failure = join(future, failure);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Runs all tasks, which must not compute with ND4J, and returns when the last is done. The
   * caller's thread takes part, in place of a worker: short work is half done before a sleeping
   * thread has woken up.
   */
  public static void share(List<? extends Runnable> tasks) {
    Share share = new Share(tasks);
    try {
      for (int i = 1; i < Math.min(count(), tasks.size()); i++) {
        POOL.execute(share);
      }
    } finally { // also where a thread cannot start
      share.run();
      share.await();
    }
  }

  /** Tasks that several threads take one by one; those that come late find none. */
  private static final class Share implements Runnable {
    private static final int SPINS = 1000;

    private final List<? extends Runnable> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    Share(List<? extends Runnable> tasks) {
      this.tasks = tasks;
      open = new CountDownLatch(tasks.size());
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
        try {
          tasks.get(i).run();
        } catch (RuntimeException e) {
          failure.compareAndSet(null, e);
        } catch (Error e) {
          failure.compareAndSet(null, new IllegalStateException(e));
        } finally {
          open.countDown();
        }
      }
    }

    /** Waits for the others' last tasks, which take less time than falling asleep. */
    void await() {
      for (int i = 0; i < SPINS && open.getCount() > 0; i++) {
        Thread.onSpinWait();
      }
      boolean interrupted = false;
      while (open.getCount() > 0) {
        try {
          open.await();
        } catch (InterruptedException e) {
          interrupted = true; // half an update is worse than a late one: finish, then tell
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      RuntimeException first = failure.get();
      if (first != null) {
        throw first;
      }
    }
  }

  private static @Nullable RuntimeException join(
      Future<?> future, @Nullable RuntimeException before) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return before;
        } catch (InterruptedException e) {
          interrupted = true; // native work cannot be interrupted: wait, then tell the caller
        } catch (ExecutionException e) {
          return e.getCause() instanceof RuntimeException cause
              ? cause
              : new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread thread(Runnable work) {
    Nd4j.getExecutioner(); // loads the backend: here, where the caller sees that there is none
    Thread thread =
        new Thread(
            () -> {
              NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
              work.run();
            },
            "al4j-engine-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
