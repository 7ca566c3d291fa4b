package org.al4j.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.Provenance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcRunStoreTest {
  private static final Provenance START = new Provenance(Map.of("seed", "1"), Map.of());

  private final DataSource source = H2.inMemory();
  private final JdbcRunStore store = JdbcRunStore.of(source, "a");

  @Test
  void takingOver_ofAnOwnerThatLives_shutsItOut() {
    try (RunStore.Possession slept = store.take()) {
      slept.append(List.of("1"));
      try (RunStore.Possession now = store.takingOver().take()) {
        assertEquals(List.of("1"), now.lines());
        InvalidInputException error =
            assertThrows(InvalidInputException.class, () -> slept.append(List.of("2")));
        assertTrue(error.getMessage().contains("is not owned by this process any more"));
        assertThrows(InvalidInputException.class, () -> slept.saveBlob("b", new byte[] {1}));
        slept.close();
        now.append(List.of("3"));
        assertEquals(Optional.empty(), now.blob("b"));
      }
    }
    assertEquals(List.of("1", "3"), store.read());
  }

  @Test
  void take_ownerIsAProcessOfThisMachineThatHasEnded_opens() throws Exception {
    store.take().append(List.of("1")); // and never closed
    Process gone = new ProcessBuilder("java", "-version").start();
    gone.waitFor();
    Owner self = Owner.self();
    for (Owner dead :
        List.of(
            new Owner(gone.pid(), System.currentTimeMillis(), self.host()),
            new Owner(self.pid(), self.start() - 60_000, self.host()))) {
      H2.change(source, "UPDATE al4j_run SET owner_token = 'x', owner_name = '" + dead + "'");
      try (RunStore.Possession run = store.take()) {
        assertEquals(List.of("1"), run.lines());
      }
    }
  }

  @Test
  void take_ownerOnAnotherMachine_isRefusedAndCanBeTakenOver() throws Exception {
    store.take().close();
    for (String owner : List.of("7 1000 elsewhere", "of another version")) {
      H2.change(source, "UPDATE al4j_run SET owner_token = 'x', owner_name = '" + owner + "'");
      InvalidInputException error = assertThrows(InvalidInputException.class, store::take);
      assertTrue(error.getMessage().contains("takingOver()"), error.getMessage());
      store.takingOver().take().close();
      store.take().close();
    }
  }

  @Test
  void take_byManyAtOnce_isGivenToOne() throws Exception {
    int many = 8;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      for (int turn = 0; turn < 10; turn++) { // the first makes the row
        CyclicBarrier together = new CyclicBarrier(many);
        List<Future<Optional<RunStore.Possession>>> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
          all.add(
              threads.submit(
                  () -> {
                    together.await();
                    try {
                      return Optional.of(JdbcRunStore.of(source, "many").take());
                    } catch (InvalidInputException e) {
                      return Optional.empty();
                    }
                  }));
        }
        List<RunStore.Possession> owners = new ArrayList<>();
        for (Future<Optional<RunStore.Possession>> one : all) {
          one.get().ifPresent(owners::add);
        }
        assertEquals(1, owners.size(), "turn " + turn);
        owners.get(0).close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void append_answerToTheCommitIsLost_isRecordedOnce() {
    FaultySource faulty = new FaultySource(source);
    try (RunStore.Possession run = JdbcRunStore.of(faulty.source(), "a").take()) {
      run.append(List.of("1"));
      faulty.failOnce(FaultySource.Fault.AFTER_COMMIT);
      run.append(List.of("2", "3"));
      run.append(List.of("4"));
    }
    assertEquals(List.of("1", "2", "3", "4"), store.read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEFORE_COMMIT", "INSERT"})
  void append_transactionFails_addsNothingAndCanBeTriedAgain(String fault) {
    FaultySource faulty = new FaultySource(source);
    try (RunLog log = RunLog.open(JdbcRunStore.of(faulty.source(), "a"), START)) {
      faulty.failOnce(FaultySource.Fault.valueOf(fault));
      List<RunEvent> event = List.of(new RunEvent.Closed(0));
      UncheckedIOException error =
          assertThrows(UncheckedIOException.class, () -> log.append(event));
      assertTrue(error.getMessage().contains("the connection is gone"), error.getMessage());
      assertEquals(1, log.events().size());
      assertEquals(1, store.read().size());
      log.append(event);
    }
    assertEquals(2, RunLog.read(store).size());
  }

  @Test
  void append_somethingElseWrote_isRefused() throws Exception {
    try (RunStore.Possession run = store.take()) {
      run.append(List.of("1"));
      H2.change(source, "INSERT INTO al4j_line VALUES ('a', 2, 'foreign')");
      H2.change(source, "UPDATE al4j_run SET line_count = 2");
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> run.append(List.of("2")));
      assertTrue(error.getMessage().contains("something else writes"), error.getMessage());
    }
  }

  @Test
  void append_runRemoved_isRefused() throws Exception {
    try (RunStore.Possession run = store.take()) {
      H2.change(source, "DELETE FROM al4j_run");
      assertThrows(InvalidInputException.class, () -> run.append(List.of("1")));
    }
    assertEquals("0", H2.value(source, "SELECT COUNT(*) FROM al4j_line"));
  }

  @Test
  void open_changedOrMissingLine_isRefused() throws Exception {
    try (RunLog log = RunLog.open(store, START)) {
      log.append(List.of(new RunEvent.Closed(0), new RunEvent.Closed(1)));
    }
    H2.change(
        source,
        "UPDATE al4j_line SET content = REPLACE(content, '\"round\":0', '\"round\":5')"
            + " WHERE line_number = 2");
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> RunLog.open(store, START));
    assertTrue(error.getMessage().contains("run 'a':2: "), error.getMessage());
    H2.change(source, "DELETE FROM al4j_line WHERE line_number = 3");
    error = assertThrows(InvalidInputException.class, store::take);
    assertTrue(error.getMessage().contains("has 2 lines, and its row says 3"));
    assertEquals("0", H2.value(source, "SELECT COUNT(owner_token) FROM al4j_run"), "it is free");
  }

  @Test
  void open_crashedBetweenStateAndItsLine_goesOn() {
    RunEvent.StateFile state;
    try (RunLog log = RunLog.open(store, START)) {
      log.saveState("policy", new byte[] {1}); // and no line that names it
      state = log.saveState("policy", new byte[] {2});
    }
    try (RunLog log = RunLog.open(store, START)) {
      assertEquals(1, log.events().size());
      assertEquals(2, log.loadState(state)[0]);
    }
  }

  @Test
  void connections_areGivenBackAsTheyWere() throws Exception {
    try (Connection one = source.getConnection()) {
      DataSource same =
          (DataSource)
              java.lang.reflect.Proxy.newProxyInstance(
                  DataSource.class.getClassLoader(),
                  new Class<?>[] {DataSource.class},
                  (proxy, method, arguments) -> source.getConnection());
      try (RunStore.Possession run = JdbcRunStore.of(same, "a").take()) {
        run.append(List.of("1"));
      }
      assertTrue(one.getAutoCommit());
    }
  }

  @Test
  void createTables_again_changesNothing() throws Exception {
    store.take().close();
    JdbcRunStore.createTables(source);
    assertEquals("1", H2.value(source, "SELECT COUNT(*) FROM al4j_run"));
    assertTrue(Tables.statements("PostgreSQL").get(2).contains("content BYTEA NOT NULL"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 201})
  void of_nameOfNoLength_isRefused(int length) {
    assertThrows(IllegalArgumentException.class, () -> JdbcRunStore.of(source, "x".repeat(length)));
  }
}
