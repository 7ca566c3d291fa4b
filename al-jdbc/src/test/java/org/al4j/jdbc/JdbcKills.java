package org.al4j.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Query;
import org.al4j.testkit.RunStoreContract;

/**
 * Kills processes that label into an H2 database in a file, at random moments, until there were so
 * many kills and every run is done. Arguments of the program: how many, and a seed; it prints the
 * count and ends with 1 if anything was lost.
 */
final class JdbcKills {
  private static final int MOST_ANSWERS = 8;
  private static final int MOST_MICROS = 4000;

  private final String url;
  private final SplittableRandom random;
  private final List<List<String>> expected = undisturbed();
  private int kills;
  private int acknowledged;
  private int runs;
  private final List<String> faults = new ArrayList<>();

  private JdbcKills(Path dir, long seed) {
    this.url = H2.file(dir.resolve("runs"));
    this.random = new SplittableRandom(seed);
  }

  /** What came of it. */
  record Count(int kills, int runs, int acknowledged, List<String> faults) {}

  public static void main(String[] args) throws Exception {
    Path dir = Files.createTempDirectory("al4j-jdbc-kills");
    Count count = run(dir, Integer.parseInt(args[0]), Long.parseLong(args[1]));
    System.out.printf(
        Locale.ROOT,
        "kills %d, runs %d, labels acknowledged %d, faults %d%n",
        count.kills(),
        count.runs(),
        count.acknowledged(),
        count.faults().size());
    count.faults().forEach(System.out::println);
    System.exit(count.faults().isEmpty() ? 0 : 1);
  }

  static Count run(Path dir, int wanted, long seed) throws Exception {
    JdbcKills program = new JdbcKills(dir, seed);
    while (program.kills < wanted) {
      program.runToItsEnd("run-" + program.runs++, wanted);
    }
    return new Count(program.kills, program.runs, program.acknowledged, program.faults);
  }

  static List<List<String>> undisturbed() {
    try (ActiveLearning<ClassLabel> loop = RunStoreContract.loop(RunStore.inMemory())) {
      loop.run(RunStoreContract.gold());
      return loop.queries().stream().map(Query::ids).toList();
    }
  }

  private void runToItsEnd(String run, int wanted) throws Exception {
    Set<String> kept = new HashSet<>();
    boolean done = false;
    while (!done) {
      boolean kill = kills < wanted;
      done = work(Child.start(url, run, "work"), kept, kill);
      kills += done ? 0 : 1;
      audit(run, kept);
    }
    acknowledged += kept.size();
    JdbcRunStore store = JdbcRunStore.of(H2.at(url), run);
    try (ActiveLearning<ClassLabel> loop = RunStoreContract.loop(store)) {
      if (!expected.equals(loop.queries().stream().map(Query::ids).toList())) {
        faults.add(run + " is another run than the undisturbed one");
      }
    }
  }

  /** Lets a child work until it has kept a number of answers, and some time more. */
  private boolean work(Child child, Set<String> kept, boolean kill) throws Exception {
    int answers = kill ? 1 + random.nextInt(MOST_ANSWERS) : Integer.MAX_VALUE;
    long nanos = random.nextLong(MOST_MICROS * 1000L);
    int heard = 0;
    for (String line = child.lines().readLine(); line != null; line = child.lines().readLine()) {
      if (line.startsWith("kept ")) {
        kept.add(line.substring(5));
        if (++heard == answers) {
          Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
          child.process().toHandle().destroyForcibly();
        }
      }
    }
    int code = child.process().waitFor();
    if (code != 0 && heard < answers) {
      faults.add("a process ended by itself with " + code);
    }
    return code == 0;
  }

  /** What was acknowledged must be recorded, once. */
  private void audit(String run, Set<String> kept) {
    DataSource source = H2.at(url);
    Set<String> recorded = new HashSet<>();
    for (RunEvent event : RunLog.read(JdbcRunStore.of(source, run))) {
      if (event instanceof RunEvent.Labelled label && !recorded.add(label.id())) {
        faults.add(run + ": " + label.id() + " is recorded twice");
      }
    }
    kept.stream()
        .filter(id -> !recorded.contains(id))
        .forEach(id -> faults.add(run + ": " + id + " was acknowledged and is lost"));
  }

  /** A process of {@link StoredRun}, with what it says. */
  record Child(Process process, BufferedReader lines) {
    static Child start(String url, String run, String how) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StoredRun.class.getName(),
                  url,
                  run,
                  how)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Child(
          process,
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }
  }
}
