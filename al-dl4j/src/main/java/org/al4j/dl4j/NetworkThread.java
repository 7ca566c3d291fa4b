package org.al4j.dl4j;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.al4j.core.backend.Backend;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Runs a fit or a pass on a thread of its own. What ND4J has of global state that changes results
 * is the thread's: the generator that initialises weights and drops out, and the workspaces. So two
 * of them never disturb each other, the caller's generator stays where it is, the caller's open
 * workspace does not take our arrays, and the workspaces are freed at the end. It has one OpenMP
 * thread, a setting of the thread, too: with more, small updates take many times as long whenever
 * the processor has other work, and sums depend on how many there are.
 */
final class NetworkThread {
  private NetworkThread() {}

  /** Waits for the end, also when interrupted: an interrupt stays set and ends nothing. */
  static <T> T run(Supplier<T> work) {
    Backend.require(); // here, where the caller sees that there is none
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              try {
                NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
                return work.get();
              } finally {
                Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
              }
            });
    Thread thread = new Thread(task, "al4j-dl4j");
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    try {
      return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(task), "result");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Sets the generator of this thread, from which everything random in a network comes. */
  static void seed(long seed) {
    Nd4j.getRandom().setSeed(seed);
  }
}
