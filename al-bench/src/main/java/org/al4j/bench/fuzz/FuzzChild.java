package org.al4j.bench.fuzz;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.al4j.bench.fuzz.FuzzVerdict.Outcome;

/**
 * A process that reads mutations of one reader: a native library may abort it, and a reading that
 * hangs ends it. What is wrong is told on stdout, a line each.
 */
final class FuzzChild {
  /** What its lines begin with. */
  static final String WRONG = "al4j-fuzz-wrong";

  /** Exit code after a reading that took too long. */
  static final int HUNG = 3;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
  private static final int TOLD_OF_A_KIND = 20;
  private static final int FRAMES = 30;
  private static final char LINE = '\u240a';
  private final FuzzCounts counts;
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private final Map<String, Integer> told = new HashMap<>();

  private FuzzChild(FuzzCounts counts) {
    this.counts = counts;
  }

  /** Arguments: reader, seed, first mutation, the one after the last, file of counts, folder. */
  public static void main(String[] args) throws Exception {
    FuzzTarget target = FuzzTargets.named(args[0]);
    Path scratch = Files.createDirectories(Path.of(args[5]));
    FuzzChild child = new FuzzChild(new FuzzCounts(Path.of(args[4])));
    FuzzCases cases = new FuzzCases(target, Long.parseLong(args[1]), scratch);
    FuzzRun.valid(cases).forEach(child::require);
    Thread main = Thread.currentThread();
    Thread watch = new Thread(() -> child.watch(main), "fuzz-watch");
    watch.setDaemon(true);
    watch.start();
    new FuzzRun(cases, child.counts, child::tell)
        .run(Long.parseLong(args[2]), Long.parseLong(args[3]));
    System.exit(0);
  }

  private void require(String input, FuzzVerdict verdict) {
    if (verdict.outcome() != Outcome.RESULT) {
      counts.add(Outcome.WRONG);
      String what = input + ": " + verdict.detail();
      tell(-1, FuzzVerdict.wrong("valid but not read", what));
    }
  }

  private synchronized void tell(long number, FuzzVerdict verdict) {
    if (told.merge(verdict.kind(), 1, Integer::sum) <= TOLD_OF_A_KIND) {
      out.println(
          String.join(
              "\t",
              WRONG,
              Long.toString(number),
              escaped(verdict.kind()),
              escaped(verdict.detail())));
    }
  }

  /** On one line; {@link #unescaped} gives it back. */
  private static String escaped(String text) {
    return text.replace('\n', LINE).replaceAll("\\p{Cntrl}|\\R", "?");
  }

  static String unescaped(String text) {
    return text.replace(LINE, '\n');
  }

  /**
   * Ends the process when one reading takes too long: it cannot be stopped otherwise. What counts
   * is the processor's time, as the machine may be busy with other things; and, for what waits, a
   * longer time by the clock.
   */
  private void watch(Thread main) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long current = -1;
    long worked = 0;
    long since = 0;
    while (true) {
      LockSupport.parkNanos(PATIENCE / 20);
      long work = threads.getThreadCpuTime(main.getId());
      long now = System.nanoTime();
      if (counts.current() != current) {
        current = counts.current();
        worked = work;
        since = now;
      } else if (work - worked > PATIENCE || now - since > 20 * PATIENCE) {
        end(current, main.getStackTrace());
      }
    }
  }

  private void end(long number, StackTraceElement[] stack) {
    String where =
        Arrays.stream(stack)
            .limit(FRAMES)
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
    counts.add(Outcome.WRONG);
    tell(number, FuzzVerdict.wrong("no end", "took too long" + where));
    Runtime.getRuntime().halt(HUNG);
  }
}
