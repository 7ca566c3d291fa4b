package org.al4j.bench.kills;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What one process of a run has to bear, drawn at random.
 *
 * @param ending how it is ended
 * @param aim when that is, or when the disk is full, or when a second process opens the run
 * @param event what happens besides
 * @param hook whether it closes its loop on SIGTERM
 */
record KillPlan(Ending ending, Aim aim, Event event, boolean hook) {
  /** How a process is ended. */
  enum Ending {
    SIGKILL,
    SIGTERM,
    HALT,
    /** It ends by itself. */
    NONE
  }

  /** What happens besides. */
  enum Event {
    NOTHING,
    INTERRUPTS,
    /** The run's files are read inside the process, which drops a POSIX lock. */
    READS,
    /** Room again after some milliseconds. */
    FULL_DISK,
    /** A second process opens the run. */
    SECOND_PROCESS,
    /** The same after the lock was dropped. */
    SECOND_PROCESS_WITHOUT_LOCK
  }

  /**
   * A moment in the life of a process.
   *
   * @param stage that it says it has reached
   * @param nth time
   * @param micros after that
   */
  record Aim(String stage, int nth, long micros) {}

  /** Stages with the times they are usually reached between two kills, and how long they take. */
  private record Stage(String name, int times, int longestMicros) {}

  /** Every process that is not near its run's end gets there; the first stands for any moment. */
  private static final List<Stage> COMMON =
      List.of(
          new Stage("open", 1, 1_000_000),
          new Stage("open", 1, 150_000),
          new Stage("accept", 12, 4_000),
          new Stage("accept", 12, 300), // before a write has reached the disk
          new Stage("next", 2, 40_000),
          new Stage("fit", 2, 30_000),
          new Stage("evaluate", 2, 20_000),
          new Stage("close", 1, 4_000));

  /** At the end of a run, or in some scenarios only. */
  private static final List<Stage> RARE =
      List.of(
          new Stage("choose", 2, 20_000),
          new Stage("state", 2, 4_000),
          new Stage("restore", 1, 5_000),
          new Stage("successor", 1, 20_000),
          new Stage("save", 1, 20_000),
          new Stage("again", 1, 60_000));

  private static final int RARE_ONE_IN = 6;

  /**
   * A plan.
   *
   * @param kill whether the process is ended at all
   */
  static KillPlan draw(SplittableRandom random, boolean kill) {
    List<Stage> stages = random.nextInt(RARE_ONE_IN) == 0 ? RARE : COMMON;
    Stage stage = stages.get(random.nextInt(stages.size()));
    int nth = 1 + random.nextInt(stage.times());
    Aim aim = new Aim(stage.name(), nth, random.nextInt(stage.longestMicros()));
    Event event = event(random.nextInt(100));
    Ending ending = kill ? ending(random.nextInt(10)) : Ending.NONE;
    KillPlan plan = new KillPlan(ending, aim, event, random.nextBoolean());
    // one that halts by itself cannot say until when it had the run
    return plan.sharesTheRun() && ending == Ending.HALT
        ? new KillPlan(Ending.SIGKILL, aim, event, plan.hook())
        : plan;
  }

  private static Ending ending(int drawn) {
    if (drawn < 7) {
      return Ending.SIGKILL;
    }
    return drawn == 7 ? Ending.SIGTERM : Ending.HALT;
  }

  private static Event event(int drawn) {
    if (drawn < 50) {
      return Event.NOTHING;
    } else if (drawn < 70) {
      return Event.INTERRUPTS;
    } else if (drawn < 78) {
      return Event.READS;
    } else if (drawn < 93) {
      return Event.FULL_DISK;
    }
    return drawn < 97 ? Event.SECOND_PROCESS : Event.SECOND_PROCESS_WITHOUT_LOCK;
  }

  /** Whether a second process opens the run. */
  boolean sharesTheRun() {
    return event == Event.SECOND_PROCESS || event == Event.SECOND_PROCESS_WITHOUT_LOCK;
  }

  /** Nothing happens. */
  static KillPlan undisturbed() {
    return new KillPlan(Ending.NONE, new Aim("never", 0, 0), Event.NOTHING, false);
  }
}
