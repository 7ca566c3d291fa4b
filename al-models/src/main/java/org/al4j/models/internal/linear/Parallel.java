package org.al4j.models.internal.linear;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Independent tasks on the common pool, or one after the other where they are short. */
final class Parallel {
  /** Below, handing work over takes longer than doing it. */
  private static final long SHORT = 1_000_000;

  private Parallel() {}

  /**
   * Runs the tasks 0 to {@code tasks - 1}, which must write to places of their own.
   *
   * @param work multiplications of all of them together
   */
  static void run(int tasks, long work, IntConsumer task) {
    if (tasks < 2 || work < SHORT) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    } else {
      IntStream.range(0, tasks).parallel().forEach(task);
    }
  }
}
