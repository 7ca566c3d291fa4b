package org.al4j.bench.training;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.al4j.cli.Al;

/** {@code al} in a JVM of its own. */
final class TrainingProcess {
  private static final int OK = 0;

  private final Process process;

  /**
   * Starts it.
   *
   * @param log where its output is appended
   * @param words its command line
   */
  TrainingProcess(Path log, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Al.class.getName()));
    command.addAll(words);
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Waits for its end, at most so long, and then kills it (SIGKILL). */
  boolean killAfter(long micros) throws InterruptedException {
    boolean ended = process.waitFor(micros, TimeUnit.MICROSECONDS);
    if (!ended) {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    return !ended;
  }

  /** Waits for its end; whether it was a good one. */
  boolean succeeds() throws InterruptedException {
    return process.waitFor() == OK;
  }
}
