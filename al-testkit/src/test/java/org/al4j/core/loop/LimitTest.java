package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits hold, and a larger one goes on. */
class LimitTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());

  /** At most so many labels, as al-strategies' criterion. */
  private record Labels(int limit) implements StoppingCriterion {
    @Override
    public Optional<String> reason(List<Iteration> history, Pool<?> pool) {
      return pool.labelledCount() >= limit
          ? Optional.of("the limit is " + limit)
          : Optional.empty();
    }

    @Override
    public int allows(List<Instance> query, Pool<?> pool) {
      return limit - pool.labelledCount();
    }
  }

  private static ActiveLearningBuilder<ClassLabel> builder(StoppingCriterion criterion) {
    return LoopFixture.builder().budget(Budget.items(20)).stopping(criterion);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 8, 50})
  void run_limitWithinABatch_cutsTheLastQuery(int limit) {
    for (boolean ahead : new boolean[] {false, true}) {
      ActiveLearningBuilder<ClassLabel> builder = builder(new Labels(limit));
      try (ActiveLearning<ClassLabel> loop =
          (ahead ? builder.trainWhileLabelling() : builder).build()) {
        assertEquals("the limit is " + limit, loop.run(GOLD));
        assertEquals(limit, loop.pool().labelledCount());
      }
    }
  }

  @Test
  void run_oracleThatFailsNowAndThen_keepsTheLimit() {
    int[] asked = {0};
    Oracle<ClassLabel> flaky =
        query -> {
          List<Answer<ClassLabel>> answers = new ArrayList<>();
          for (Answer<ClassLabel> answer : GOLD.ask(query)) {
            answers.add(
                asked[0]++ % 3 == 0 ? new Answer.Failed<>(answer.id(), "time-out") : answer);
          }
          return answers;
        };
    try (ActiveLearning<ClassLabel> loop = builder(new Labels(100)).build()) {
      loop.run(flaky);
      assertEquals(100, loop.pool().labelledCount());
    }
  }

  @Test
  void allows_eitherAndBoth_takeTheLessAndTheMore() {
    StoppingCriterion two = new Labels(2);
    StoppingCriterion four = new Labels(4);
    Pool<ClassLabel> pool = Pool.unlabelled(LoopFixture.DATA.corpus());
    List<Instance> query = new ArrayList<>();
    pool.corpus().forEach(query::add);
    assertEquals(2, two.or(four).allows(query, pool));
    assertEquals(4, two.and(four).allows(query, pool));
    StoppingCriterion none = (history, now) -> Optional.empty();
    assertEquals(300, none.allows(query, pool));
  }

  @Test
  void build_stoppedRunWithALargerLimit_goesOnAsIfItHadBeenThere(@TempDir Path dir) {
    List<List<String>> whole;
    try (ActiveLearning<ClassLabel> loop = builder(new Labels(68)).build()) {
      loop.run(GOLD);
      whole = loop.queries().stream().map(query -> query.ids()).toList();
    }
    for (int limit : new int[] {28, 28, 68, 68}) {
      try (ActiveLearning<ClassLabel> loop = builder(new Labels(limit)).runDirectory(dir).build()) {
        assertEquals("the limit is " + limit, loop.run(GOLD));
        assertEquals(limit, loop.pool().labelledCount());
        assertEquals(
            whole.subList(0, loop.queries().size()),
            loop.queries().stream().map(query -> query.ids()).toList());
      }
    }
    List<RunEvent> events = RunLog.read(dir);
    assertEquals(1, events.stream().filter(RunEvent.Continued.class::isInstance).count());
    assertEquals(2, events.stream().filter(RunEvent.Stopped.class::isInstance).count());
  }

  @Test
  void build_runThatEndedForLackOfTexts_staysStopped(@TempDir Path dir) {
    ToDoubleFunction<Instance> dear = instance -> instance.id().compareTo("t000020") < 0 ? 1 : 9;
    String reason = "";
    for (int i = 0; i < 2; i++) {
      try (ActiveLearning<ClassLabel> loop =
          LoopFixture.builder()
              .budget(Budget.cost(5, dear))
              .strategy(new CheapestFirst())
              .stopping(new Labels(200))
              .runDirectory(dir)
              .build()) {
        String found = loop.run(GOLD);
        assertTrue(found.contains("takes more than the budget"), found);
        reason = reason.isEmpty() ? found : reason;
        assertEquals(reason, found);
      }
    }
    assertEquals(0, RunLog.read(dir).stream().filter(RunEvent.Continued.class::isInstance).count());
  }

  /** Takes candidates in their order while the budget pays. */
  private static final class CheapestFirst extends LoopFixture.LeastConfident {
    @Override
    public org.al4j.core.query.Selection select(
        org.al4j.core.model.AcquisitionModel model,
        org.al4j.core.query.Candidates candidates,
        Budget budget,
        org.al4j.core.query.QueryContext context) {
      List<org.al4j.core.query.Selected> items = new ArrayList<>();
      double spent = 0;
      for (Instance instance : candidates) {
        spent += budget.weight(instance);
        if (spent <= budget.limit()) {
          items.add(new org.al4j.core.query.Selected(instance, 0));
        }
      }
      return new org.al4j.core.query.Selection(items);
    }
  }
}
