package org.al4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.al4j.cli.progress.LongTextWarning;
import org.al4j.cli.progress.Progress;
import org.al4j.study.StudyRunner;
import org.al4j.study.report.Report;
import org.al4j.study.report.StudyResult;
import picocli.CommandLine;

/** Runs a study: the recipe and progress on stderr, the report on disk, the tables on stdout. */
final class Results {
  private Results() {}

  /** Gives what it found, too. */
  static StudyResult run(StudyRunner<?> runner, Path dir, CommandLine command) throws IOException {
    PrintWriter err = command.getErr();
    runner.check(dir);
    runner
        .recipe()
        .forEach((name, value) -> err.printf(Locale.ROOT, "%-11s %s%n", name + ":", value));
    err.flush();
    long start = System.nanoTime();
    Progress progress = Progress.on(err, runner.task().score().name(), runner.stopSet());
    StudyResult study = runner.run(dir, progress);
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    LongTextWarning.print(runner.textsRead(), err);
    report(study, dir).ifPresent(err::println);
    PrintWriter out = command.getOut();
    out.println(study.summary());
    out.println("report: " + dir.resolve("report.html").toAbsolutePath().normalize());
    out.flush();
    // not on stdout, where equal runs print equal bytes
    err.printf(
        Locale.ROOT,
        "wall time of this call: %d min %d s%n",
        wall.toMinutes(),
        wall.toSecondsPart());
    err.flush();
    return study;
  }

  private static Optional<String> report(StudyResult study, Path dir) throws IOException {
    try {
      return Report.write(study, dir);
    } catch (IOException e) {
      throw new IOException("cannot write the report in " + dir, e);
    }
  }
}
