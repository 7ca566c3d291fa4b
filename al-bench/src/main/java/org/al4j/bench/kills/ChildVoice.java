package org.al4j.bench.kills;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;

/**
 * What the labelling process tells the one that kills it: lines of words with a full stop at the
 * end, each in one write. A line without its full stop was cut by a kill and does not count. Texts
 * and labels go by number, whatever their names are.
 */
final class ChildVoice implements LabellingScenario.Stage {
  static final String END = " .";

  /**
   * A sudden end of this process.
   *
   * @param stage at which
   * @param nth time it is reached
   * @param micros after it
   */
  record Halt(String stage, int nth, long micros) {
    /** The exit code of a process that ended so. */
    static final int CODE = 42;
  }

  private final LabellingScenario scenario;
  private final PrintStream out;
  private final Halt halt;
  private final Map<String, Integer> times = new ConcurrentHashMap<>();

  ChildVoice(LabellingScenario scenario, PrintStream out, Halt halt) {
    this.scenario = scenario;
    this.out = out;
    this.halt = halt;
  }

  /** One line. */
  synchronized void say(String line) {
    out.print(line.replace('\n', ' ') + END + "\n");
    out.flush();
  }

  @Override
  public void at(String what) {
    say("at " + what);
    if (what.equals(halt.stage()) && times.merge(what, 1, Integer::sum) == halt.nth()) {
      Thread halting = new Thread(() -> haltAfter(halt.micros()), "halt");
      halting.setDaemon(true);
      halting.start();
    }
  }

  /** As a failing machine would: no hook runs, nothing is flushed. */
  private static void haltAfter(long micros) {
    long end = System.nanoTime() + micros * 1000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(Halt.CODE);
  }

  /** Something that must not happen. */
  void fault(String what) {
    say("fault " + what);
  }

  /** Something that was done to the process, to be counted. */
  void count(String what) {
    say("count " + what);
  }

  /** The people see a query: it is promised. */
  void asked(Query query) {
    StringBuilder line = new StringBuilder("asked ").append(query.round());
    query.ids().forEach(id -> line.append(' ').append(scenario.corpus().ordinal(id)));
    say(line.toString());
  }

  /** What one of several people said was acknowledged. */
  void said(String words) {
    say("said " + words);
  }

  /** An answer was acknowledged. */
  void kept(Answer<ClassLabel> answer) {
    int ordinal = scenario.corpus().ordinal(answer.id());
    if (answer instanceof Answer.Given<ClassLabel> label) {
      say("label " + ordinal + " " + scenario.number(label.annotation()));
    } else {
      say((answer instanceof Answer.Skipped<ClassLabel> ? "skip " : "fail ") + ordinal);
    }
  }
}
