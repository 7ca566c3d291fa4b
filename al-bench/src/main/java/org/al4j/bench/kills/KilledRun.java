package org.al4j.bench.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;

/**
 * One run, from its first process to the one that brings it to its end, with what its processes
 * acknowledged kept beside it.
 */
final class KilledRun {
  /** How a run stands after a process. */
  enum State {
    GOING_ON,
    DONE,
    /** Something was lost, or the log cannot be read: no use going on. */
    BROKEN
  }

  private static final int CUT_ONE_IN = 4;

  private final RunPlace place;
  private final long number;
  private final SplittableRandom random;
  private final KillTable table;
  private final FullDisk.Way way;
  private final Acknowledged acknowledged;

  /** A run of the scenario of this number. */
  KilledRun(
      RunPlace place, long number, SplittableRandom random, KillTable table, FullDisk.Way way) {
    this.place = place;
    this.number = number;
    this.random = random;
    this.table = table;
    this.way = way;
    this.acknowledged = new Acknowledged(new LabellingScenario(number));
  }

  int labels() {
    return acknowledged.labels();
  }

  /** What the run came to, each time a process said so; one if all is well. */
  Set<String> results() {
    return acknowledged.results();
  }

  /** Starts a process on the run, lets the plan happen to it, and looks at what is left. */
  State attempt(KillPlan plan) throws IOException, InterruptedException {
    PlannedEvents events = new PlannedEvents(plan, place, table, way, random.split());
    if (plan.sharesTheRun()) {
      events.second(start(KillPlan.undisturbed(), events));
    }
    LabellingProcess first = start(plan, events);
    first.awaitReady();
    first.go();
    int code = first.await();
    boolean killed = judge(plan, first, code);
    // in any case: a finished run is deleted, and the second may still be using it
    boolean taken = events.awaitSecond(first, this::fault);
    boolean done = code == 0 || taken;
    return audit(killed && !done, done);
  }

  private LabellingProcess start(KillPlan plan, PlannedEvents events) throws IOException {
    return new LabellingProcess(
        events.prefix(plan),
        options(plan),
        place.errors(),
        new LabellingProcess.Trigger(plan.aim().stage(), plan.aim().nth(), events::happen),
        this::hear);
  }

  private ChildOptions options(KillPlan plan) {
    boolean halts = plan.ending() == KillPlan.Ending.HALT;
    return new ChildOptions(
        place.dir(),
        number,
        random.nextLong(),
        plan.event() == KillPlan.Event.INTERRUPTS,
        plan.event() == KillPlan.Event.READS
            || plan.event() == KillPlan.Event.SECOND_PROCESS_WITHOUT_LOCK,
        plan.hook(),
        PlannedEvents.tries(plan, way),
        new ChildVoice.Halt(
            halts ? plan.aim().stage() : "never", plan.aim().nth(), plan.aim().micros()));
  }

  private void hear(String... words) {
    acknowledged.hear(words);
    String rest = String.join(" ", List.of(words).subList(1, words.length));
    if (words[0].equals("count")) {
      table.event(rest);
    } else if (words[0].equals("fault")) {
      fault(rest);
    }
  }

  private void fault(String what) {
    table.fault("scenario " + number + ", " + place.dir().getFileName() + ": " + what);
  }

  /** Counts a process's end, and says whether it was killed. */
  private boolean judge(KillPlan plan, LabellingProcess process, int code) {
    boolean full = plan.event() == KillPlan.Event.FULL_DISK;
    boolean shared = plan.event() == KillPlan.Event.SECOND_PROCESS_WITHOUT_LOCK;
    switch (code) {
      case 0 -> {
        return false;
      }
      case -1 -> fault("hung after it began: " + process.stage());
      case LabellingApplication.REFUSED -> {
        if (!plan.sharesTheRun()) {
          fault("refused: " + process.said("refused"));
        }
      }
      case LabellingApplication.FAULTY -> {
        if (!shared) {
          fault("stopped by " + plan.event() + ": " + process.said("error"));
        }
      }
      case LabellingApplication.FULL -> {
        if (!full) {
          fault("found the disk full, which it was not");
        }
        table.event("processes ended by a full disk");
      }
      default -> {
        if (code != ChildVoice.Halt.CODE && !process.wasEnded()) {
          fault("ended with code " + code + " after it began: " + process.stage());
          return false;
        }
        table.kill(plan.ending(), process.stage());
        return true;
      }
    }
    return false;
  }

  private State audit(boolean killed, boolean done) throws IOException {
    try {
      List<RunEvent> events = Files.exists(place.log()) ? RunLog.read(place.run()) : List.of();
      Acknowledged.Findings found = acknowledged.compare(events);
      table.add("labels lost", found.lost().size());
      table.add("doubled", found.doubled().size());
      table.add("foreign", found.foreign().size());
      if (!found.none()) {
        fault(found.toString());
        return State.BROKEN;
      }
      if (killed
          && random.nextInt(CUT_ONE_IN) == 0
          && place.cutTail(acknowledged.promised(events), random)) {
        table.event("unacknowledged ends of a log cut off");
      }
    } catch (InvalidInputException e) {
      fault("unreadable: " + e.getMessage());
      return State.BROKEN;
    }
    return done ? State.DONE : State.GOING_ON;
  }
}
