package org.al4j.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
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

  /** The process ends with the database that it has open. */
  @Test
  void kill_databaseInTheSameProcess_losesNoAcknowledgedLabel(@TempDir Path dir) throws Exception {
    JdbcKills.Count count = JdbcKills.run(dir, KILLS, 8);
    assertEquals(List.of(), count.faults());
    assertEquals(KILLS, count.kills());
    assertTrue(count.acknowledged() >= 20 * count.runs(), count.toString());
  }

  /** The database lives in a server: possession is what keeps a second process out. */
  @Test
  void take_ownedByAnotherProcess_isRefusedUntilThatIsKilled(@TempDir Path dir) throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", dir.toString());
    server.start();
    try {
      String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/runs";
      JdbcKills.Child child = JdbcKills.Child.start(url, "a", "hold");
      assertEquals("owner", child.lines().readLine());
      JdbcRunStore store = JdbcRunStore.of(H2.at(url), "a");
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> RunStoreContract.loop(store));
      assertTrue(
          error.getMessage().contains("process " + child.process().pid() + " on "),
          error.getMessage());
      child.process().toHandle().destroyForcibly();
      child.process().waitFor();
      try (ActiveLearning<ClassLabel> loop = RunStoreContract.loop(store)) {
        loop.run(RunStoreContract.gold());
        assertEquals(JdbcKills.undisturbed(), loop.queries().stream().map(Query::ids).toList());
      }
    } finally {
      server.stop();
    }
  }
}
