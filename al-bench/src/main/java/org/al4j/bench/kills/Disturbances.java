package org.al4j.bench.kills;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * How an application's calls into the loop go: interrupted now and then, with somebody reading the
 * run's files meanwhile, and tried again for a while when the disk is full.
 *
 * @param interrupts whether calls are interrupted
 * @param reads whether the run's files are read in this process, as a backup does
 * @param tries how often a call is tried while the disk is full, every 5 ms
 * @param dir the run's folder
 * @param random safe for use by several threads
 */
record Disturbances(
    boolean interrupts, boolean reads, int tries, Path dir, ChildVoice voice, Random random) {
  private static final int ONE_IN = 4;
  private static final int PAUSE_MILLIS = 5;
  private static final int LONGEST_MICROS = 3000;

  /** Makes a call; what it gives or throws is that of the last, which nobody disturbed. */
  <T> T call(String what, Callable<T> body) throws Exception {
    if (reads && random.nextInt(ONE_IN) == 0) {
      readFiles();
    }
    if (interrupts && random.nextInt(ONE_IN) == 0) {
      Optional<T> result = interrupted(what, body);
      if (result.isPresent()) {
        return result.get();
      }
    }
    return patiently(body);
  }

  /** Empty if the caller learns nothing: the call threw, or was cancelled. */
  private <T> Optional<T> interrupted(String what, Callable<T> body) throws InterruptedException {
    Thread caller = Thread.currentThread();
    int ways = what.equals("build") ? 2 : 3; // who cancels it could not close what it built
    switch (random.nextInt(ways)) {
      case 0 -> {
        voice.count("interrupt before " + what);
        caller.interrupt();
        return quietly(body);
      }
      case 1 -> {
        voice.count("interrupt during " + what);
        FutureTask<Void> other = later(caller::interrupt);
        Optional<T> result = quietly(body);
        while (!other.isDone()) {
          Thread.onSpinWait();
        }
        Thread.interrupted(); // it may have come after the call
        return result;
      }
      default -> {
        voice.count("Future.cancel(true) during " + what);
        cancelled(body);
        return Optional.empty();
      }
    }
  }

  /** With the interrupt cleared, whether the call left it or not. */
  private static <T> Optional<T> quietly(Callable<T> body) {
    try {
      return Optional.of(body.call());
    } catch (Exception e) {
      return Optional.empty(); // nothing was acknowledged: the call is made again
    } finally {
      Thread.interrupted();
    }
  }

  private <T> void cancelled(Callable<T> body) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    FutureTask<T> task = new FutureTask<>(body);
    Thread worker =
        new Thread(
            () -> {
              task.run();
              ended.countDown();
            },
            "cancelled");
    worker.start();
    TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_MICROS));
    task.cancel(true);
    ended.await(); // a cancelled task goes on until it hears of it
  }

  private FutureTask<Void> later(Runnable action) {
    long micros = random.nextInt(LONGEST_MICROS);
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              TimeUnit.MICROSECONDS.sleep(micros);
              action.run();
              return null;
            });
    new Thread(task, "interrupter").start();
    return task;
  }

  private <T> T patiently(Callable<T> body) throws Exception {
    for (int tried = 1; ; tried++) {
      try {
        return body.call();
      } catch (IOException | RuntimeException e) {
        if (!outOfSpace(e)) {
          throw e;
        }
        voice.count("writes refused by a full disk");
        if (tried >= tries) {
          throw new DiskFull(e);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** A closed channel is not, and stays closed: to go on trying would hide it. */
  private static boolean outOfSpace(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException || cause instanceof NoSuchFileException) {
        return false;
      }
      if (cause instanceof IOException && isFull(String.valueOf(cause.getMessage()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFull(String message) {
    return List.of("No space left", "File too large", "quota").stream().anyMatch(message::contains);
  }

  /** Closing a handle on the lock file drops a POSIX lock of this process. */
  private void readFiles() throws IOException {
    voice.count("run.lock and run.jsonl read in the process");
    for (String name : List.of("run.lock", "run.jsonl")) {
      if (Files.exists(dir.resolve(name))) {
        Files.readAllBytes(dir.resolve(name));
      }
    }
  }

  /** The disk stayed full for longer than the application waits. */
  static final class DiskFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    DiskFull(Throwable cause) {
      super(cause);
    }
  }
}
