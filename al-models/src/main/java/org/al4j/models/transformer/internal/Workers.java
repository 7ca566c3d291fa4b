package org.al4j.models.transformer.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The threads that run plans: one per processor, each with one OpenMP thread. Parallel across
 * batches, not within an operation: operations of small models are too short to split, and OpenMP's
 * waiting threads burn the processor that others need; on a busy machine that made steps fifty
 * times slower. The setting is per thread: ND4J calls of the application's own threads are not
 * touched.
 */
final class Workers {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(count(), Workers::thread);

  private Workers() {}

  /** How many plans run at a time. */
  static int count() {
    return Math.max(1, Runtime.getRuntime().availableProcessors());
  }

  /** Runs all tasks, at the same time where possible, and returns when the last is done. */
  static void all(List<? extends Runnable> tasks) {
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

  private static RuntimeException join(Future<?> future, RuntimeException before) {
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
