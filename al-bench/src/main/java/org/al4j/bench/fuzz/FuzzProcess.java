package org.al4j.bench.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.al4j.bench.fuzz.FuzzVerdict.Outcome;

/** Runs a reader's mutations in other processes: the next goes on where one was aborted. */
final class FuzzProcess {
  private static final int RESTARTS = 200;
  private static final int ERROR_LINES = 12;
  private final String reader;
  private final long seed;
  private final Path scratch;
  private final List<FuzzReport.Finding> findings = new ArrayList<>();

  FuzzProcess(String reader, long seed, Path scratch) {
    this.reader = reader;
    this.seed = seed;
    this.scratch = scratch;
  }

  FuzzReport run(long mutations) throws IOException, InterruptedException {
    Files.createDirectories(scratch);
    FuzzCounts counts = new FuzzCounts(scratch.resolve("counts"));
    long from = 0;
    for (int start = 0; from < mutations && start < RESTARTS; start++) {
      Path errors = scratch.resolve("errors-" + start);
      int code = run(from, mutations, scratch.resolve("work-" + start), errors);
      if (code == 0) {
        break;
      }
      from = counts.current() + 1;
      if (code != FuzzChild.HUNG) {
        counts.add(Outcome.WRONG);
        findings.add(
            new FuzzReport.Finding(counts.current(), "process ended: " + code, tail(errors)));
      }
    }
    return new FuzzReport(
        reader,
        counts.count(Outcome.RESULT),
        counts.count(Outcome.REFUSED),
        counts.count(Outcome.WRONG),
        findings);
  }

  private int run(long from, long to, Path work, Path errors)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-Dorg.nd4j.log.initialization=false",
            "-cp",
            System.getProperty("java.class.path"),
            FuzzChild.class.getName(),
            reader,
            Long.toString(seed),
            Long.toString(from),
            Long.toString(to),
            scratch.resolve("counts").toString(),
            work.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "OMP_NUM_THREADS",
                "1",
                "RAYON_NUM_THREADS",
                "1",
                "TOKENIZERS_PARALLELISM",
                "false"));
    builder.directory(scratch.toFile()).redirectError(errors.toFile());
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] parts = line.split("\t");
        if (parts.length == 4 && parts[0].equals(FuzzChild.WRONG)) {
          findings.add(
              new FuzzReport.Finding(
                  Long.parseLong(parts[1]), parts[2], FuzzChild.unescaped(parts[3])));
        }
      }
      int code = process.waitFor();
      FuzzCases.delete(work);
      return code;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String tail(Path errors) throws IOException {
    return Files.readString(errors, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isBlank())
        .limit(ERROR_LINES)
        .collect(Collectors.joining("\n"));
  }
}
