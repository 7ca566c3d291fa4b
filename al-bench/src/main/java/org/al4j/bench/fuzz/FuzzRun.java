package org.al4j.bench.fuzz;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.al4j.bench.fuzz.FuzzVerdict.Outcome;

/** Reads one mutation of a reader after the other, and watches what the process holds meanwhile. */
final class FuzzRun {
  /** Open files are counted so often. */
  private static final int WATCHED = 128;

  /** What the libraries below may open on their own. */
  private static final int SLACK = 24;

  private final FuzzCases cases;
  private final FuzzCounts counts;
  private final BiConsumer<Long, FuzzVerdict> wrong;
  private long openFiles = Long.MAX_VALUE / 2;

  /**
   * A run.
   *
   * @param wrong told the number and the verdict of each that is wrong
   */
  FuzzRun(FuzzCases cases, FuzzCounts counts, BiConsumer<Long, FuzzVerdict> wrong) {
    this.cases = cases;
    this.counts = counts;
    this.wrong = wrong;
  }

  /** Reads each valid folder as it is: a reader that refuses these tests nothing. */
  static Map<String, FuzzVerdict> valid(FuzzCases cases) throws IOException {
    Map<String, FuzzVerdict> verdicts = new TreeMap<>();
    for (int i = 0; i < cases.inputs().size(); i++) {
      String name = String.valueOf(cases.inputs().get(i).folder().getFileName());
      verdicts.put(name, FuzzJudge.judge(cases.valid(i), 0));
    }
    return verdicts;
  }

  /** Reads the mutations {@code from} to {@code to - 1}. */
  void run(long from, long to) throws Exception {
    for (long number = from; number < to; number++) {
      counts.begin(number);
      FuzzVerdict verdict = FuzzJudge.judge(cases.make(number), number);
      counts.add(verdict.outcome());
      if (verdict.outcome() == Outcome.WRONG) {
        wrong.accept(number, verdict);
      }
      if ((number - from) % WATCHED == WATCHED - 1) {
        watch(number);
      }
    }
  }

  private void watch(long number) {
    long now = OpenDescriptors.count();
    if (now > openFiles + SLACK) {
      counts.add(Outcome.WRONG);
      String what =
          String.format(
              Locale.ROOT,
              "%d open files, %d before; in the mutations from %d on",
              now,
              openFiles,
              number - WATCHED + 1);
      wrong.accept(number, FuzzVerdict.wrong("files left open", what));
      openFiles = now;
    }
    openFiles = Math.min(openFiles, now);
  }
}
