package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Withdrawal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A log in which people do what they cannot is refused, at its line. */
class PeopleRulesTest {
  private static final ClassLabel A = new ClassLabel("class-0");
  private static final ClassLabel B = new ClassLabel("class-1");
  private static final String X = LoopFixture.DATA.items().get(20).instance().id();
  private static final String Y = LoopFixture.DATA.items().get(21).instance().id();
  @TempDir private Path dir;

  private static ActiveLearningBuilder<ClassLabel> builder(boolean several) {
    ActiveLearningBuilder<ClassLabel> builder = LoopFixture.builder();
    return several ? builder.judgements(2, Adjudication.majority()) : builder;
  }

  private static RunEvent asked() {
    return new RunEvent.Asked(
        0,
        List.of(new RunEvent.AskedItem(X, 1), new RunEvent.AskedItem(Y, 1)),
        0,
        Optional.empty());
  }

  private static RunEvent said(String id, ClassLabel label, String annotator) {
    return new RunEvent.Labelled(0, id, label, Optional.empty(), annotator);
  }

  private static RunEvent revised(String id, ClassLabel label, String annotator) {
    return new RunEvent.Revised(0, id, label, Optional.empty(), annotator);
  }

  private static RunEvent decided(String id, Optional<ClassLabel> label, String annotator) {
    return new RunEvent.Decided(0, id, label.map(one -> one), annotator);
  }

  private static Arguments refused(boolean several, String why, RunEvent... events) {
    return Arguments.of(several, why, List.of(events));
  }

  private static Stream<Arguments> logs() {
    RunEvent anna = said(X, A, "anna");
    RunEvent ben = said(X, A, "ben");
    Iteration round = new Iteration(0, 1, 299, 0, Map.of(), 0, 0, 0);
    return Stream.of(
        refused(false, "labelled twice", anna, ben),
        refused(true, "labelled twice", anna, said(X, B, "anna")),
        refused(true, "nobody is named", said(X, A, "")),
        refused(false, "who said nothing", anna, revised(X, B, "ben")),
        refused(false, "who said nothing", revised(Y, B, "anna")),
        refused(false, "who said nothing", anna, new RunEvent.Withdrawn(0, X, "no", "ben")),
        refused(
            true,
            "who said nothing",
            anna,
            new RunEvent.Withdrawn(0, X, "no", "anna", Withdrawal.DECISION)),
        refused(
            true,
            "who said nothing",
            decided(X, Optional.of(A), "dora"),
            new RunEvent.Withdrawn(0, X, "no", "dora", Withdrawal.JUDGEMENT)),
        refused(false, "a judgement is the label", anna, decided(X, Optional.of(A), "dora")),
        refused(true, "no decision that could be", anna, decided(X, Optional.empty(), "")),
        refused(
            true,
            "decided by somebody else",
            decided(X, Optional.of(A), "dora"),
            decided(X, Optional.of(B), "emil")),
        refused(
            true,
            "skipped twice",
            new RunEvent.Skipped(0, X, "", "anna"),
            new RunEvent.Skipped(0, X, "", "anna")),
        refused(true, "is skipped and was labelled", anna, new RunEvent.Skipped(0, X, "", "anna")),
        refused(
            true, "no known item", new RunEvent.Checked(0, "k", A, A, Optional.empty(), "anna")),
        refused(
            true,
            "was there",
            new RunEvent.Grown(0, List.of(LoopFixture.DATA.items().get(20).instance()))),
        refused(true, "grows by nothing", new RunEvent.Grown(0, List.of())),
        refused(false, "nothing is offered", new RunEvent.Offered(0, List.of())),
        refused(false, "is offered, and was asked", new RunEvent.Offered(0, List.of(X))),
        refused(false, "in another round", new RunEvent.Offered(1, List.of(X))),
        refused(
            false,
            "the lines before do not give",
            anna,
            revised(X, B, "anna"),
            new RunEvent.Closed(0),
            new RunEvent.Trained(round))); // it has seen two changes, and says one
  }

  @ParameterizedTest
  @MethodSource("logs")
  void build_whatCannotBe_isRefused(boolean several, String why, List<RunEvent> events) {
    recorded(several, events);
    ActiveLearningBuilder<ClassLabel> again = builder(several).runDirectory(dir);
    String message = assertThrows(InvalidInputException.class, again::build).getMessage();
    assertTrue(message.contains(why), message);
    assertTrue(
        message.startsWith(dir.resolve("run.jsonl") + ":" + (2 + events.size()) + ": "), message);
  }

  @Test
  void build_whatCanBe_isTakenUp() {
    recorded(
        false,
        List.of(
            said(X, A, "anna"),
            revised(X, B, "anna"),
            new RunEvent.Closed(0),
            new RunEvent.Trained(
                new Iteration(0, 1, 299, 0, Map.of(), 0, 0, 0), Optional.empty(), 2),
            new RunEvent.Grown(0, List.of(Instance.ofText("new", "text")))));
    try (ActiveLearning<ClassLabel> loop = builder(false).runDirectory(dir).build()) {
      assertEquals(B, loop.pool().labelled().get(0).annotation());
      assertEquals(301, loop.pool().corpus().size());
      assertEquals(1, loop.history().size());
    }
  }

  private void recorded(boolean several, List<RunEvent> events) {
    builder(several)
        .log(
            provenance -> {
              RunLog log = RunLog.open(dir, provenance);
              log.append(List.of(asked()));
              return log;
            })
        .build()
        .close();
    try {
      builder(several)
          .log(
              provenance -> {
                try (RunLog log = RunLog.open(dir, provenance)) {
                  log.append(events);
                }
                throw new StopHere();
              })
          .build();
    } catch (StopHere e) {
      // written, and not looked at
    }
  }

  private static final class StopHere extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A run in a database has no run.jsonl: the store says where its lines are. */
  @Test
  void build_whatCannotBeInAnotherStore_namesTheStore() {
    RunStore store = RunStore.inMemory();
    builder(false).store(store).build().close();
    RunEvent.Started started = (RunEvent.Started) RunLog.read(store).get(0);
    try (RunLog log = RunLog.open(store, started.provenance())) {
      log.append(List.of(new RunEvent.Closed(0)));
    }
    ActiveLearningBuilder<ClassLabel> again = builder(false).store(store);
    String message = assertThrows(InvalidInputException.class, again::build).getMessage();
    assertEquals(
        store.journal()
            + ":2: no such query is open; it was changed by something else: restore"
            + " it",
        message);
  }
}
