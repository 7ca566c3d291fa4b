package org.al4j.bench.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.SupportDesk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills {@code al adapt} and {@code al distil} at random moments, resumes them until they are done,
 * and compares every byte of what they made with an undisturbed run. Ends with 1 if anything
 * differs or a process that was not killed failed.
 */
@Command(
    name = "TrainingKills",
    description = "Kill al adapt and al distil, resume them, and compare what they made.",
    mixinStandardHelpOptions = true)
public final class TrainingKills implements Callable<Integer> {
  private static final String DIFFERENT = "**outputs that differ**";
  private static final String FAILED = "**processes that failed**";

  /** Before that share of an undisturbed run's time a JVM has not even started. */
  private static final double EARLIEST = 0.25;

  @Spec private CommandSpec spec;

  @Option(
      names = "--kills",
      defaultValue = "30",
      description = "Kills of each command (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the moments (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--texts",
      defaultValue = "400",
      description = "Texts to train on (default: ${DEFAULT-VALUE}).")
  private int texts;

  @Option(
      names = "--epochs",
      defaultValue = "4",
      description = "Epochs; the state is kept after each (default: ${DEFAULT-VALUE}).")
  private int epochs;

  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new TrainingKills()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("al4j-training-kills");
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      Path file = dir.resolve("texts.txt");
      Files.write(
          file,
          SupportDesk.task().train().subList(0, texts).stream()
              .map(item -> item.instance().text().replaceAll("\\s+", " "))
              .toList());
      String model = checkpoint.dir().toString();
      trial(dir, "adapt", List.of("--checkpoint", model, "--texts", file.toString()));
      trial(
          dir, "distil", List.of("--teacher", model, "--layers", "1", "--texts", file.toString()));
    } finally {
      delete(dir);
    }
    print();
    boolean clean =
        counts.values().stream()
            .allMatch(one -> one.getOrDefault(DIFFERENT, 0L) + one.getOrDefault(FAILED, 0L) == 0);
    return clean ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void trial(Path dir, String command, List<String> input)
      throws IOException, InterruptedException {
    counts.put(command, new TreeMap<>());
    for (String name :
        List.of(DIFFERENT, FAILED, "kills", "outputs compared", "starts that resumed")) {
      count(command, name, 0);
    }
    SplittableRandom random = new SplittableRandom(seed);
    Path log = dir.resolve(command + ".log");
    Path undisturbed = dir.resolve(command + "-undisturbed");
    long start = System.nanoTime();
    if (!new TrainingProcess(log, words(command, input, undisturbed, false)).succeeds()) {
      failed(command, log);
      return;
    }
    long micros = (System.nanoTime() - start) / 1000;
    for (int i = 0; get(command, "kills") < kills && get(command, FAILED) == 0; i++) {
      Path out = dir.resolve(command + i);
      boolean done = false;
      for (int attempt = 0; !done && get(command, FAILED) == 0; attempt++) {
        boolean left = Files.exists(dir.resolve(command + i + ".training"));
        count(command, "starts that resumed", left ? 1 : 0);
        TrainingProcess process = new TrainingProcess(log, words(command, input, out, attempt > 0));
        boolean killed =
            get(command, "kills") < kills
                && process.killAfter(random.nextLong((long) (EARLIEST * micros), micros));
        count(command, "kills", killed ? 1 : 0);
        // what was killed after its last step has all it should have
        done = killed ? Files.exists(out) : process.succeeds();
        if (!killed && !done) {
          failed(command, log);
        }
      }
      if (done) {
        count(command, "outputs compared", 1);
        count(command, DIFFERENT, same(undisturbed, out) ? 0 : 1);
      }
    }
  }

  private List<String> words(String command, List<String> input, Path out, boolean resume) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(input);
    words.addAll(List.of("--out", out.toString(), "--epochs", Integer.toString(epochs)));
    words.addAll(List.of("--patience", "99", "--batch", "8", "--max-length", "16"));
    if (resume) {
      words.add("--resume");
    }
    return words;
  }

  private void failed(String command, Path log) throws IOException {
    count(command, FAILED, 1);
    spec.commandLine().getErr().println(Files.readString(log));
  }

  /** Whether two folders have the same files with the same bytes. */
  private static boolean same(Path a, Path b) throws IOException {
    List<Path> files = files(a);
    if (!files.equals(files(b))) {
      return false;
    }
    for (Path file : files) {
      if (Files.mismatch(a.resolve(file), b.resolve(file)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  private long get(String command, String what) {
    return counts.getOrDefault(command, Map.of()).getOrDefault(what, 0L);
  }

  private void count(String command, String what, long number) {
    counts.computeIfAbsent(command, first -> new TreeMap<>()).merge(what, number, Long::sum);
  }

  private void print() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("| | `adapt` | `distil` |\n|---|---:|---:|");
    counts
        .getOrDefault("adapt", Map.of())
        .forEach(
            (name, number) ->
                out.println(
                    String.format(
                        Locale.ROOT, "| %s | %d | %d |", name, number, get("distil", name))));
    out.flush();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> content;
    try (Stream<Path> walk = Files.walk(folder)) {
      content = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : content) {
      Files.delete(path);
    }
  }
}
