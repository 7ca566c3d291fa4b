package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Adjudication;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.QueryContext;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said when nothing is left to ask is learnt all the same, by a round of training alone.
 */
class AfterTheEndTest {
  private static final List<Labelled<ClassLabel>> ITEMS = LoopFixture.DATA.items().subList(0, 8);
  private static final ClassLabel OTHER =
      new ClassLabel(ITEMS.get(3).annotation().name().equals("class-3") ? "class-0" : "class-3");

  private static Answer<ClassLabel> says(Labelled<ClassLabel> item) {
    return new Answer.Given<>(item.instance().id(), item.annotation(), "anna");
  }

  private static ActiveLearningBuilder<ClassLabel> eight() {
    return LoopFixture.builder(Pool.unlabelled(ITEMS.stream().map(Labelled::instance).toList()))
        .stopping((history, pool) -> Optional.empty())
        .judgements(1, 2, Adjudication.first());
  }

  /** How many labels each round's model has learnt. */
  private static List<Integer> labelled(ActiveLearning<ClassLabel> loop) {
    return loop.history().stream().map(Iteration::labelled).toList();
  }

  private static void labelAll(ActiveLearning<ClassLabel> loop) {
    loop.next();
    loop.accept(ITEMS.stream().map(AfterTheEndTest::says).toList());
    assertTrue(loop.next().isEmpty());
  }

  @Test
  void label_takenBackAndGivenAgainAtOnce_isTrainedOnWithoutAQuery() {
    String id = ITEMS.get(3).instance().id();
    try (ActiveLearning<ClassLabel> loop = eight().build()) {
      labelAll(loop);
      assertEquals(List.of(8), labelled(loop));
      loop.accept(List.of(new Answer.Withdrawn<>(id, "", "anna")));
      loop.accept(List.of(says(ITEMS.get(3)))); // before it could be asked
      assertTrue(loop.next().isEmpty());
      assertTrue(loop.stopReason().orElseThrow().startsWith("pool exhausted"));
      assertEquals(List.of(8, 8), labelled(loop));
      assertEquals(1, loop.queries().size());
      loop.accept(List.of(says(ITEMS.get(3))));
      assertTrue(loop.stopReason().isPresent(), "that was known");
    }
  }

  @Test
  void label_takenBackAndAskedAgain_isTrainedOnOnce() {
    String id = ITEMS.get(3).instance().id();
    try (ActiveLearning<ClassLabel> loop = eight().build()) {
      labelAll(loop);
      loop.accept(List.of(new Answer.Withdrawn<>(id, "", "anna")));
      assertEquals(List.of(id), loop.next().orElseThrow().ids());
      loop.accept(List.of(says(ITEMS.get(3))));
      assertTrue(loop.next().isEmpty());
      assertEquals(List.of(8, 8), labelled(loop));
    }
  }

  @Test
  void label_revised_isTrainedOnAlsoByTheNextProcess(@TempDir Path dir) {
    String id = ITEMS.get(3).instance().id();
    try (ActiveLearning<ClassLabel> loop = eight().runDirectory(dir).build()) {
      labelAll(loop);
      loop.accept(List.of(new Answer.Revised<>(id, OTHER, "anna")));
      assertEquals(Optional.empty(), loop.stopReason());
    }
    try (ActiveLearning<ClassLabel> loop = eight().runDirectory(dir).build()) {
      assertTrue(loop.next().isEmpty());
      assertEquals(List.of(8, 8), labelled(loop));
    }
    try (ActiveLearning<ClassLabel> loop = eight().runDirectory(dir).build()) {
      assertTrue(loop.stopReason().isPresent());
      assertTrue(loop.pool().labelled().contains(new Labelled<>(ITEMS.get(3).instance(), OTHER)));
    }
  }

  /** The last labels of the pool come while a model is trained that does not see them. */
  @Test
  void labels_thatEndThePoolDuringATraining_areTrainedOn() {
    List<ActiveLearning<ClassLabel>> opened = new ArrayList<>();
    Evaluator<ClassLabel> meanwhile =
        (model, labels) -> {
          opened.get(0).accept(ITEMS.stream().map(AfterTheEndTest::says).toList());
          return Map.of();
        };
    try (ActiveLearning<ClassLabel> loop = eight().evaluator(meanwhile).build()) {
      opened.add(loop);
      loop.next();
      loop.accept(ITEMS.subList(0, 5).stream().map(AfterTheEndTest::says).toList());
      loop.closeRound();
      assertTrue(loop.next().isEmpty());
      assertEquals(List.of(5, 8), labelled(loop));
      assertTrue(loop.stopReason().orElseThrow().startsWith("pool exhausted"));
    }
  }

  /** Nothing could be asked from the start; what people say all the same is learnt, also ahead. */
  @Test
  void label_beforeAnyQuery_isTrainedOn(@TempDir Path dir) {
    for (boolean ahead : List.of(false, true)) {
      Path run = dir.resolve("ahead-" + ahead);
      Pool<ClassLabel> pool =
          Pool.<ClassLabel>unlabelled(ITEMS.stream().map(Labelled::instance).toList())
              .label(ITEMS.subList(0, 6));
      ActiveLearningBuilder<ClassLabel> builder =
          ActiveLearning.builder(pool, LoopFixture.DATA.labels())
              .learner(new TinyLearner())
              .strategy(new AsksNothing())
              .budget(Budget.items(2))
              .stopping((history, now) -> Optional.empty())
              .runDirectory(run)
              .seed(1);
      try (ActiveLearning<ClassLabel> loop =
          (ahead ? builder.trainWhileLabelling() : builder).build()) {
        assertTrue(loop.next().isEmpty());
        loop.offer(List.of(ITEMS.get(7).instance().id()));
        loop.accept(List.of(says(ITEMS.get(7))));
        assertTrue(loop.next().isEmpty());
        assertEquals(List.of(6, 7), labelled(loop));
      }
    }
  }

  /** A pool that is labelled already has no first query: what is said then waits for one. */
  @Test
  void labels_beforeAFirstQueryThatIsDue_makeNoRounds(@TempDir Path dir) {
    List<Labelled<ClassLabel>> first = LoopFixture.DATA.items().subList(20, 40);
    Pool<ClassLabel> pool =
        Pool.<ClassLabel>unlabelled(first.stream().map(Labelled::instance).toList()).label(first);
    ActiveLearningBuilder<ClassLabel> builder =
        LoopFixture.builder(pool)
            .stopping((history, now) -> Optional.empty())
            .judgements(1, 2, Adjudication.first())
            .runDirectory(dir);
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      assertTrue(loop.next().isEmpty());
      loop.grow(ITEMS.subList(0, 2).stream().map(Labelled::instance).toList());
      loop.offer(List.of(ITEMS.get(0).instance().id(), ITEMS.get(1).instance().id()));
      loop.accept(ITEMS.subList(0, 2).stream().map(AfterTheEndTest::says).toList());
      assertTrue(loop.next().isEmpty());
      loop.accept(List.of(new Answer.Revised<>(ITEMS.get(1).instance().id(), OTHER, "anna")));
      assertTrue(loop.next().isEmpty());
    }
    List<RunEvent> events = RunLog.read(dir);
    assertTrue(
        events.stream()
            .filter(RunEvent.Continued.class::isInstance)
            .allMatch(one -> ((RunEvent.Continued) one).round() == 0),
        events::toString);
  }

  /** Nothing is worth a label to it. */
  private static final class AsksNothing extends LoopFixture.LeastConfident {
    @Override
    public Predicate<Instance> considers(QueryContext context) {
      return one -> false;
    }
  }
}
