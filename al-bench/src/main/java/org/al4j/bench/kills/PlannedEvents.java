package org.al4j.bench.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a plan happen to a process: its end, a full disk, a second process on its run. */
final class PlannedEvents {
  private static final int TRIES = 100;
  private static final int LONGEST_FULL_MILLIS = 60;
  private static final int LONGEST_SHARED_MILLIS = 1000;
  private static final int LAST_BYTES = 700;

  private final KillPlan plan;
  private final RunPlace place;
  private final KillTable table;
  private final FullDisk.Way way;
  private final SplittableRandom random;
  private @Nullable LabellingProcess second;
  private volatile boolean secondWent;

  PlannedEvents(
      KillPlan plan, RunPlace place, KillTable table, FullDisk.Way way, SplittableRandom random) {
    this.plan = plan;
    this.place = place;
    this.table = table;
    this.way = way;
    this.random = random;
  }

  /** How often a process tries to write to a full disk: once where it stays full for its life. */
  static int tries(KillPlan plan, FullDisk.Way way) {
    return plan.event() == KillPlan.Event.FULL_DISK && way == FullDisk.Way.ULIMIT ? 1 : TRIES;
  }

  /** What the process is started by. */
  List<String> prefix(KillPlan started) throws IOException {
    boolean shell =
        started.event() == KillPlan.Event.FULL_DISK
            && way == FullDisk.Way.ULIMIT
            && place.ballast().isEmpty();
    if (shell) {
      table.event("disks full (ulimit)");
    }
    return shell ? FullDisk.shell(logSize()) : List.of();
  }

  /** Gives the plan its second process, which must be ready when the moment comes. */
  void second(LabellingProcess process) throws InterruptedException {
    process.awaitReady();
    second = process;
  }

  /** The moment has come; called on the thread that listens to the process. */
  void happen(LabellingProcess process) {
    try {
      if (plan.ending() != KillPlan.Ending.HALT) {
        TimeUnit.MICROSECONDS.sleep(plan.aim().micros());
      }
      if (plan.event() == KillPlan.Event.FULL_DISK) {
        fullDisk(process);
      } else if (second != null) {
        secondWent = true;
        second.go();
        pause(LONGEST_SHARED_MILLIS);
      }
      if (plan.ending() == KillPlan.Ending.SIGKILL) {
        process.kill();
      } else if (plan.ending() == KillPlan.Ending.SIGTERM) {
        process.terminate();
      }
    } catch (IOException e) {
      table.fault("an event could not be made: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause(int longestMillis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(longestMillis));
  }

  private void fullDisk(LabellingProcess process) throws IOException, InterruptedException {
    Optional<Path> ballast = place.ballast();
    if (ballast.isPresent()) {
      table.event("disks full (a small file system)");
      FullDisk.fill(ballast.get());
      pause(LONGEST_FULL_MILLIS);
      Files.deleteIfExists(ballast.get());
    } else if (way == FullDisk.Way.PRLIMIT) {
      table.event("disks full (prlimit)");
      FullDisk.limit(process.pid(), logSize() + random.nextInt(LAST_BYTES));
      pause(LONGEST_FULL_MILLIS);
      if (plan.ending() == KillPlan.Ending.NONE || random.nextBoolean()) {
        FullDisk.lift(process.pid());
      }
    }
  }

  private long logSize() throws IOException {
    Path log = place.run().resolve("run.jsonl");
    return Files.exists(log) ? Files.size(log) : 0;
  }

  /**
   * Waits for the second process, if there is one.
   *
   * @param first the process whose run it was
   * @param fault is told what must not happen
   * @return whether it brought the run to its end
   */
  boolean awaitSecond(LabellingProcess first, Consumer<String> fault) throws InterruptedException {
    if (second == null) {
      return false;
    }
    if (!secondWent) {
      second.kill(); // the first one ended before
    }
    int code = second.await();
    String owner = second.said("owner");
    boolean lock = plan.event() == KillPlan.Event.SECOND_PROCESS;
    if (lock && !owner.isEmpty() && first.ownedUntil(Long.parseLong(owner))) {
      fault.accept("a second process opened the run while the first had it");
    }
    if (code == LabellingApplication.REFUSED) {
      table.event("second processes refused" + (lock ? "" : ", the lock being dropped"));
    } else if (code == LabellingApplication.FAULTY && !lock) {
      table.event("second processes refused at a write");
    } else if (secondWent && code == 0) {
      table.event("second processes that took over a run");
    } else if (secondWent) {
      fault.accept("a second process ended with code " + code + ": " + second.said("error"));
    }
    return secondWent && code == 0;
  }
}
