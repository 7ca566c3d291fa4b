package org.al4j.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Query;
import org.al4j.testkit.RunStoreContract;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write to a database lose nothing that they said is kept. */
@Timeout(300)
class JdbcKillTest {
  private static final int KILLS = 8;

  /** A child, with what it says. */
  private record Child(Process process, BufferedReader lines) {
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

  private static List<List<String>> undisturbed() {
    try (ActiveLearning<ClassLabel> loop = RunStoreContract.loop(RunStore.inMemory())) {
      loop.run(RunStoreContract.gold());
      return loop.queries().stream().map(Query::ids).toList();
    }
  }

  /** Lets a child work until it has kept a number of answers, and some time more. */
  private static boolean work(Child child, Set<String> kept, int answers, long micros)
      throws Exception {
    int heard = 0;
    for (String line = child.lines().readLine(); line != null; line = child.lines().readLine()) {
      if (line.startsWith("kept ")) {
        kept.add(line.substring(5));
        if (++heard == answers) {
          Thread.sleep(micros / 1000, (int) (micros % 1000) * 1000);
          child.process().toHandle().destroyForcibly();
        }
      }
      if (line.equals("done")) {
        return child.process().waitFor() == 0;
      }
    }
    child.process().waitFor();
    return false;
  }

  private static Set<String> recorded(DataSource source, String run) {
    Set<String> ids = new HashSet<>();
    for (RunEvent event : RunLog.read(JdbcRunStore.of(source, run))) {
      if (event instanceof RunEvent.Labelled label) {
        assertTrue(ids.add(label.id()), label.id() + " is recorded twice");
      }
    }
    return ids;
  }

  /** The process ends with the database that it has open. */
  @Test
  void kill_databaseInTheSameProcess_losesNoAcknowledgedLabel(@TempDir Path dir)
      throws Exception {
    String url = H2.file(dir.resolve("runs"));
    SplittableRandom random = new SplittableRandom(8);
    List<List<String>> expected = undisturbed();
    int kills = 0;
    for (int run = 0; kills < KILLS; run++) {
      String name = "run-" + run;
      Set<String> kept = new HashSet<>();
      boolean done = false;
      while (!done) {
        int answers = kills < KILLS ? 1 + random.nextInt(8) : Integer.MAX_VALUE;
        done = work(Child.start(url, name, "work"), kept, answers, random.nextInt(4000));
        kills += done ? 0 : 1;
        assertTrue(recorded(H2.at(url), name).containsAll(kept), "lost after " + kills);
      }
      JdbcRunStore store = JdbcRunStore.of(H2.at(url), name);
      try (ActiveLearning<ClassLabel> loop = RunStoreContract.loop(store)) {
        assertEquals(expected, loop.queries().stream().map(Query::ids).toList());
      }
    }
  }

  /** The database lives in a server: possession is what keeps a second process out. */
  @Test
  void take_ownedByAnotherProcess_isRefusedUntilThatIsKilled(@TempDir Path dir) throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", dir.toString());
    server.start();
    try {
      String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/runs";
      Child child = Child.start(url, "a", "hold");
      assertEquals("owner", child.lines().readLine());
      JdbcRunStore store = JdbcRunStore.of(H2.at(url), "a");
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> RunStoreContract.loop(store));
      assertTrue(
          error.getMessage().contains("process " + child.process().pid() + " on "),
          error.getMessage());
      child.process().toHandle().destroyForcibly();
      child.process().waitFor();
      List<List<String>> asked = new ArrayList<>();
      try (ActiveLearning<ClassLabel> loop = RunStoreContract.loop(store)) {
        loop.run(RunStoreContract.gold());
        loop.queries().forEach(query -> asked.add(query.ids()));
      }
      assertEquals(undisturbed(), asked);
    } finally {
      server.stop();
    }
  }
}
