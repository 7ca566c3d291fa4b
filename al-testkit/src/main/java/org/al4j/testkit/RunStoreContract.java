package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.log.Provenance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.junit.jupiter.api.Test;

/**
 * What every store of runs must keep. Extend it, implement {@link #storage}, and the tests are
 * inherited. They end no process: whether a line outlives the machine is the storage's promise, and
 * a test that kills a process which writes to it is worth having besides.
 */
public abstract class RunStoreContract {
  private static final Provenance START = new Provenance(Map.of("seed", "1"), Map.of("java", "17"));
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(120, 3, 5);

  /** A storage with room for several runs; they stay there between two stores. */
  public interface Storage {
    /** A new store of the run of this name, which is the same run for each store. */
    RunStore store(String run);
  }

  /** The contract's tests are inherited. */
  protected RunStoreContract() {}

  /** A storage without runs. */
  protected abstract Storage storage();

  private static String line(int number) {
    return "{\"event\":\"n\u00e4chste \u2028 \ud83d\ude00 \\\"\\\\n\",\"number\":" + number + "}";
  }

  private static List<String> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(RunStoreContract::line).toList();
  }

  @Test
  void take_newRun_hasNoLines() {
    try (RunStore.Possession run = storage().store("a").take()) {
      assertEquals(List.of(), run.lines());
    }
  }

  @Test
  void append_lines_areThereInTheirOrderForReadersAndTheNextOwner() {
    Storage storage = storage();
    try (RunStore.Possession run = storage.store("a").take()) {
      run.tidy();
      run.append(numbered(0, 1));
      run.append(numbered(1, 12));
      assertEquals(numbered(0, 12), storage.store("a").read());
      run.append(List.of());
    }
    try (RunStore.Possession run = storage.store("a").take()) {
      assertEquals(numbered(0, 12), run.lines());
      run.tidy();
      run.append(numbered(12, 13));
    }
    assertEquals(numbered(0, 13), storage.store("a").read());
  }

  @Test
  void append_longLine_isThereAsAWhole() {
    Storage storage = storage();
    String longest = "{\"event\":\"" + "\u00e9x".repeat(1_000_000) + "\"}";
    try (RunStore.Possession run = storage.store("a").take()) {
      run.append(List.of(longest));
    }
    assertEquals(List.of(longest), storage.store("a").read());
  }

  @Test
  void read_noRun_isRefused() {
    assertThrows(InvalidInputException.class, () -> storage().store("nothing").read());
  }

  @Test
  void take_whileSomebodyHasIt_isRefusedAndDisturbsNobody() {
    Storage storage = storage();
    RunStore second = storage.store("a");
    try (RunStore.Possession run = storage.store("a").take()) {
      run.append(numbered(0, 1));
      InvalidInputException error = assertThrows(InvalidInputException.class, second::take);
      assertTrue(error.getMessage().contains(second.name()), error.getMessage());
      run.append(numbered(1, 2));
    }
    try (RunStore.Possession run = second.take()) {
      assertEquals(numbered(0, 2), run.lines());
    }
  }

  @Test
  void append_afterClose_isRefusedAndAddsNothing() {
    Storage storage = storage();
    RunStore.Possession before = storage.store("a").take();
    before.append(numbered(0, 1));
    before.close();
    before.close();
    assertThrows(RuntimeException.class, () -> before.append(numbered(7, 8)));
    try (RunStore.Possession run = storage.store("a").take()) {
      assertThrows(RuntimeException.class, () -> before.append(numbered(7, 8)));
      run.append(numbered(1, 2));
      before.close(); // not the owner any more: it gives nothing back
      assertThrows(InvalidInputException.class, () -> storage.store("a").take());
    }
    assertEquals(numbered(0, 2), storage.store("a").read());
  }

  @Test
  void saveBlob_bytes_areThereForTheNextOwnerUnderTheirName() {
    Storage storage = storage();
    byte[] large = new byte[3_000_000];
    new Random(1).nextBytes(large);
    try (RunStore.Possession run = storage.store("a").take()) {
      run.append(numbered(0, 1));
      run.saveBlob("policy-0a1b", new byte[] {1, 2, 3});
      run.saveBlob("policy-0a1b", new byte[] {4});
      run.saveBlob("policy-large", large);
      run.saveBlob("policy-empty", new byte[0]);
      assertArrayEquals(new byte[] {4}, run.blob("policy-0a1b").orElseThrow());
    }
    try (RunStore.Possession run = storage.store("a").take()) {
      assertArrayEquals(new byte[] {4}, run.blob("policy-0a1b").orElseThrow());
      assertArrayEquals(large, run.blob("policy-large").orElseThrow());
      assertArrayEquals(new byte[0], run.blob("policy-empty").orElseThrow());
      assertEquals(Optional.empty(), run.blob("policy-none"));
      assertEquals(numbered(0, 1), run.lines());
    }
  }

  @Test
  void runs_ofOneStorage_areKeptApart() {
    Storage storage = storage();
    try (RunStore.Possession a = storage.store("a").take();
        RunStore.Possession b = storage.store("b").take()) {
      a.append(numbered(0, 1));
      b.append(numbered(1, 2));
      a.saveBlob("policy-1", new byte[] {1});
      assertEquals(Optional.empty(), b.blob("policy-1"));
    }
    assertEquals(numbered(0, 1), storage.store("a").read());
    assertEquals(numbered(1, 2), storage.store("b").read());
  }

  @Test
  void take_linesLostBesideTheirBlobs_isRefused() {
    Storage storage = storage();
    try (RunStore.Possession run = storage.store("a").take()) {
      run.saveBlob("policy-1", new byte[] {1});
    }
    assertThrows(InvalidInputException.class, () -> storage.store("a").take());
  }

  @Test
  void append_whileAnotherThreadSavesBlobs_losesNeither() {
    Storage storage = storage();
    try (RunStore.Possession run = storage.store("a").take()) {
      CompletableFuture<Void> blobs =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 40; i++) {
                  run.saveBlob("policy-" + i, new byte[] {(byte) i});
                }
              });
      for (int i = 0; i < 40; i++) {
        run.append(numbered(i, i + 1));
      }
      blobs.join();
      for (int i = 0; i < 40; i++) {
        assertArrayEquals(new byte[] {(byte) i}, run.blob("policy-" + i).orElseThrow());
      }
    }
    assertEquals(numbered(0, 40), storage.store("a").read());
  }

  @Test
  void runLog_otherIdentity_isRefusedAndLeavesTheRunFreeAndAsItWas() {
    Storage storage = storage();
    RunEvent closed = new RunEvent.Closed(0);
    try (RunLog log = RunLog.open(storage.store("a"), START)) {
      log.append(List.of(closed));
    }
    List<String> lines = storage.store("a").read();
    Provenance other = new Provenance(Map.of("seed", "2"), Map.of("java", "17"));
    assertThrows(InvalidInputException.class, () -> RunLog.open(storage.store("a"), other));
    assertEquals(lines, storage.store("a").read());
    try (RunLog log = RunLog.open(storage.store("a"), START)) {
      assertEquals(List.of(new RunEvent.Started(START), closed), log.events());
    }
    assertEquals(2, RunLog.read(storage.store("a")).size());
  }

  /** A loop that is opened anew for every query, and again in the middle of it. */
  @Test
  void loop_openedAgainAndAgain_isTheUndisturbedRun() {
    Oracle<ClassLabel> gold = gold();
    List<List<String>> expected;
    try (ActiveLearning<ClassLabel> loop = loop(RunStore.inMemory())) {
      loop.run(gold);
      expected = loop.queries().stream().map(Query::ids).toList();
    }
    Storage storage = storage();
    Supplier<ActiveLearning<ClassLabel>> open = () -> loop(storage.store("a"));
    boolean goesOn = true;
    while (goesOn) {
      goesOn = answerHalf(open, gold);
    }
    try (ActiveLearning<ClassLabel> loop = open.get()) {
      assertEquals(expected, loop.queries().stream().map(Query::ids).toList());
      assertEquals(6 + 5 * 4, loop.pool().labelledCount());
    }
  }

  private static boolean answerHalf(
      Supplier<ActiveLearning<ClassLabel>> open, Oracle<ClassLabel> gold) {
    try (ActiveLearning<ClassLabel> loop = open.get()) {
      Optional<Query> query = loop.next();
      if (query.isPresent()) {
        List<Answer<ClassLabel>> answers = new ArrayList<>(gold.ask(query.get()));
        loop.accept(answers.subList(0, answers.size() / 2));
      }
    }
    try (ActiveLearning<ClassLabel> loop = open.get()) {
      Optional<Query> query = loop.next();
      query.ifPresent(asked -> loop.accept(gold.ask(asked)));
      return query.isPresent();
    }
  }

  /** Knows every label of {@link #loop}. */
  public static Oracle<ClassLabel> gold() {
    return Oracle.gold(DATA.items());
  }

  /**
   * The loop that the contract runs, of five queries and 26 labels in all: also for tests that kill
   * a process in the middle of it.
   */
  public static ActiveLearning<ClassLabel> loop(RunStore store) {
    return ActiveLearning.builder(Pool.<ClassLabel>unlabelled(DATA.corpus()), DATA.labels())
        .learner(new TinyLearner())
        .initial(new EveryNth(), Budget.items(6))
        .strategy(new TinyMargin())
        .budget(Budget.items(5))
        .stopping(
            (history, pool) -> history.size() > 4 ? Optional.of("4 rounds") : Optional.empty())
        .seed(3)
        .store(store)
        .build();
  }
}
