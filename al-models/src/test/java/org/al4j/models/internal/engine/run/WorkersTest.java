package org.al4j.models.internal.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void share_anyNumberOfTasks_runsEachOnceBeforeItReturns() {
    for (int n = 0; n < 200; n++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(n);
      List<Runnable> tasks = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int task = i;
        tasks.add(() -> runs.incrementAndGet(task));
      }
      Workers.share(tasks);
      for (int i = 0; i < n; i++) {
        assertEquals(1, runs.get(i), "task " + i + " of " + n);
      }
    }
  }

  @Test
  void share_failingTasks_runsTheOthersAndThrowsOne() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1);
    Runnable fails =
        () -> {
          throw new IllegalArgumentException("task");
        };
    Runnable counts = () -> runs.incrementAndGet(0);
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> Workers.share(List.of(counts, fails, counts, fails, counts)));
    assertEquals("task", thrown.getMessage());
    assertEquals(3, runs.get(0));
  }

  /** Another model's passes may keep every worker busy. */
  @Test
  void share_busyWorkers_leavesAllTasksToTheCaller() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(Workers.count());
    CountDownLatch release = new CountDownLatch(1);
    Runnable blocks =
        () -> {
          started.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Thread other = new Thread(() -> Workers.all(Collections.nCopies(Workers.count(), blocks)));
    other.start();
    started.await();
    AtomicIntegerArray runs = new AtomicIntegerArray(1);
    Workers.share(List.<Runnable>of(() -> runs.incrementAndGet(0), () -> runs.incrementAndGet(0)));
    assertEquals(2, runs.get(0));
    release.countDown();
    other.join();
  }

  @Test
  void share_interruptedCaller_finishesAndStaysInterrupted() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1);
    Runnable slow =
        () -> {
          long end = System.nanoTime() + 5_000_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          runs.incrementAndGet(0);
        };
    Thread.currentThread().interrupt();
    Workers.share(List.of(slow, slow, slow));
    assertTrue(Thread.interrupted());
    assertEquals(3, runs.get(0));
  }
}
