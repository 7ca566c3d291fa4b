package org.al4j.bench.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.al4j.bench.fuzz.FuzzVerdict.Outcome;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Mutates valid files and reads them: every reader of outside bytes must give a result or refuse in
 * one clear line. Readers run in processes of their own, since a native library may abort one.
 * Prints a table by reader and outcome; exit code 1 if anything is wrong.
 */
@Command(
    name = "FuzzProgram",
    description = "Reads mutated files, and counts what comes of it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FuzzProgram implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--mutations",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many, all readers together (default: ${DEFAULT-VALUE}).")
  private long mutations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Equal seeds give equal mutations (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--reader", paramLabel = "NAME", description = "One reader only.")
  private @Nullable String reader;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processes at the same time (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--wrong",
      paramLabel = "FILE",
      defaultValue = "fuzz-wrong.txt",
      description = "Where what is wrong is told, if anything is (default: ${DEFAULT-VALUE}).")
  private Path wrong = Path.of("");

  @Option(
      names = "--replay",
      paramLabel = "NUMBER",
      description = "Read one mutation of --reader again, here, and say what comes of it.")
  private @Nullable Long replay;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "With --replay: copy the mutated folder there.")
  private @Nullable Path keep;

  /** Runs the program and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new FuzzProgram())
            .setExecutionExceptionHandler(FuzzProgram::report)
            .execute(args));
  }

  private static int report(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof InvalidInputException) {
      command.getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    e.printStackTrace(command.getErr());
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws Exception {
    if (mutations < 1 || workers < 1) {
      throw new InvalidInputException("--mutations and --workers must be at least 1");
    }
    Path scratch = Files.createTempDirectory("al-fuzz-");
    try {
      return replay == null ? all(scratch) : replay(scratch, replay);
    } finally {
      FuzzCases.delete(scratch);
    }
  }

  private int replay(Path scratch, long number) throws Exception {
    if (reader == null) {
      throw new InvalidInputException("--replay needs --reader");
    }
    FuzzCases cases = new FuzzCases(FuzzTargets.named(reader), seed, scratch);
    FuzzCases.Case one = cases.make(number);
    if (keep != null) {
      FuzzCases.copy(one.folder(), keep);
    }
    FuzzVerdict verdict = FuzzJudge.judge(one, number);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s, %s mutated: %s%n",
        one.input().folder().getFileName(),
        one.file(),
        verdict.outcome());
    out.println((verdict.kind() + "\n" + verdict.detail()).strip());
    return verdict.outcome() == Outcome.WRONG ? 1 : 0;
  }

  private int all(Path scratch) throws Exception {
    long start = System.nanoTime();
    List<FuzzTarget> targets =
        reader == null ? FuzzTargets.all() : List.of(FuzzTargets.named(reader));
    long shares = targets.stream().mapToLong(FuzzTarget::share).sum();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    List<Future<FuzzReport>> reports = new ArrayList<>();
    try {
      for (FuzzTarget target : longestFirst(targets)) {
        long share = Math.max(1, Math.round((double) mutations * target.share() / shares));
        FuzzProcess process = new FuzzProcess(target.name(), seed, scratch.resolve(target.name()));
        reports.add(pool.submit(() -> told(process.run(share))));
      }
      List<FuzzReport> done = new ArrayList<>();
      for (Future<FuzzReport> report : reports) {
        done.add(report.get());
      }
      return print(done, (System.nanoTime() - start) / 1_000_000_000);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<FuzzTarget> longestFirst(List<FuzzTarget> targets) {
    return targets.stream().sorted(Comparator.comparingInt(FuzzTarget::share).reversed()).toList();
  }

  private synchronized FuzzReport told(FuzzReport report) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(report.row());
    err.flush();
    return report;
  }

  private int print(List<FuzzReport> reports, long seconds) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(FuzzReport.HEADER);
    reports.stream()
        .sorted(Comparator.comparing(FuzzReport::reader))
        .forEach(report -> out.println(report.row()));
    FuzzReport sum = FuzzReport.sum(reports);
    out.println(sum.row());
    out.printf(Locale.ROOT, "seed %d, %d s%n", seed, seconds);
    if (sum.wrong() == 0) {
      return 0;
    }
    List<String> lines = new ArrayList<>();
    reports.forEach(report -> lines.addAll(report.told(seed)));
    Files.write(wrong, lines);
    out.println("what is wrong: " + wrong.toAbsolutePath().normalize());
    return 1;
  }
}
