package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Qualification;
import org.al4j.core.people.Withdrawal;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.testkit.TinyClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that were found in what people say and in how the loop goes on from it. */
class PeopleFaultTest {
  private static final List<Labelled<ClassLabel>> ITEMS = LoopFixture.DATA.items();
  private static final Map<String, ClassLabel> GOLD = gold();
  private static final StoppingCriterion NEVER = (history, pool) -> Optional.empty();

  private static Map<String, ClassLabel> gold() {
    Map<String, ClassLabel> gold = new HashMap<>();
    ITEMS.forEach(item -> gold.put(item.instance().id(), item.annotation()));
    return gold;
  }

  private static List<Instance> instances(int from, int to) {
    return ITEMS.subList(from, to).stream().map(Labelled::instance).toList();
  }

  private static Answer<ClassLabel> right(String id, String who) {
    return new Answer.Given<>(id, GOLD.get(id), who);
  }

  private static List<Answer<ClassLabel>> right(List<String> ids) {
    return ids.stream().map(id -> right(id, "")).toList();
  }

  private static double sum(SuccessorModel<ClassLabel> model) {
    double[] sum = {0};
    model.predict(
        LoopFixture.DATA.corpus(),
        said -> {
          for (double p : said.probabilities()) {
            sum[0] = sum[0] * 1.0001 + p * p;
          }
        });
    return sum[0];
  }

  /** Everything that a run opened again must have as it was. */
  private static String state(ActiveLearning<ClassLabel> loop) {
    return loop.pool().labelled()
        + " "
        + loop.pool().unlabelledCount()
        + " "
        + loop.judgements().given()
        + " "
        + loop.disputed()
        + " "
        + loop.queries().size()
        + " "
        + loop.stopReason();
  }

  private static ActiveLearningBuilder<ClassLabel> mode(int mode) {
    ActiveLearningBuilder<ClassLabel> builder =
        LoopFixture.builder(Pool.unlabelled(instances(0, 14)))
            .stopping(NEVER)
            .initial(new LoopFixture.RandomPick(), Budget.items(3))
            .budget(Budget.items(3))
            .qualification(new Qualification<>(ITEMS.subList(20, 23), 0, 2, 0));
    return switch (mode) {
      case 0 -> builder;
      case 1 -> builder.judgements(2, 3, Adjudication.majority());
      case 2 -> builder.judgements(1, 2, Adjudication.weighted());
      default -> builder.judgements(2, 2, Adjudication.unanimous()).trainWhileLabelling();
    };
  }

  private static Answer<ClassLabel> any(
      Random random, int mode, List<String> open, List<String> all) {
    String known = ITEMS.get(20 + random.nextInt(3)).instance().id();
    String id =
        random.nextInt(9) == 0
            ? known
            : random.nextInt(3) > 0
                ? open.get(random.nextInt(open.size()))
                : all.get(random.nextInt(all.size()));
    String who =
        mode == 0 && random.nextBoolean()
            ? ""
            : List.of("anna", "ben", "carl", "dora").get(random.nextInt(4));
    ClassLabel label = new ClassLabel(LoopFixture.DATA.labels().name(random.nextInt(2)));
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> new Answer.Given<>(id, label, who);
      case 3 -> new Answer.Revised<>(id, label, who);
      case 4 -> new Answer.Withdrawn<>(id, "", who, Withdrawal.values()[random.nextInt(3)]);
      case 5 -> new Answer.Decided<>(id, label, who.isEmpty() ? "dora" : who);
      case 6 -> new Answer.Skipped<>(id, "", who);
      case 7 -> new Answer.Failed<>(id, "", who);
      default -> new Answer.Postponed<>(id, "", who);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void accept_anyBatches_reopenAsTheyWere(int mode) {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      RunStore store = RunStore.inMemory();
      String before = "";
      for (int part = 0; part < 3; part++) {
        try (ActiveLearning<ClassLabel> loop = mode(mode).store(store).build()) {
          assertEquals(part == 0 ? state(loop) : before, state(loop), "seed " + seed);
          for (int step = 0; step < 4; step++) {
            var query = loop.next();
            if (query.isEmpty()) {
              loop.grow(instances(30 + part * 4 + step, 31 + part * 4 + step));
              continue;
            }
            List<String> all = loop.queries().stream().flatMap(one -> one.ids().stream()).toList();
            List<String> open = query.get().ids();
            loop.accept(
                IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(i -> any(random, mode, open, all))
                    .toList());
            if (random.nextInt(3) == 0) {
              loop.closeRound();
            }
          }
          before = state(loop);
        }
      }
    }
  }

  private static Evaluator<ClassLabel> failing(AtomicInteger times) {
    return Evaluator.named(
        "sum",
        (model, labels) -> {
          if (times.getAndDecrement() > 0) {
            throw new IllegalStateException("service away");
          }
          return Map.of("sum", sum(model));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void next_labelsCameAfterAFailedEvaluation_modelIsOfAllOfThem(boolean keeps, @TempDir Path dir) {
    double expected;
    List<String> asked;
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().evaluator(failing(new AtomicInteger())).build()) {
      loop.accept(right(loop.next().orElseThrow().ids()));
      asked = loop.next().orElseThrow().ids();
      expected = loop.history().get(0).scores().get("sum");
    }
    try (ActiveLearning<ClassLabel> loop = kept(keeps, dir, 1).build()) {
      List<String> ids = loop.next().orElseThrow().ids();
      loop.accept(right(ids.subList(0, 4)));
      loop.closeRound();
      assertThrows(IllegalStateException.class, loop::next);
      loop.accept(right(ids.subList(4, ids.size())));
      assertEquals(asked, loop.next().orElseThrow().ids());
      assertEquals(expected, loop.history().get(0).scores().get("sum"));
      assertEquals(expected, sum(loop.successor()));
    }
    try (ActiveLearning<ClassLabel> loop = kept(keeps, dir, 0).build()) {
      assertEquals(expected, sum(loop.successor()));
    }
  }

  private static ActiveLearningBuilder<ClassLabel> kept(boolean keeps, Path dir, int failures) {
    ActiveLearningBuilder<ClassLabel> builder =
        LoopFixture.builder().evaluator(failing(new AtomicInteger(failures))).runDirectory(dir);
    return keeps
        ? builder.keepModel(folder -> TinyClassifier.load(folder, LoopFixture.DATA.labels()))
        : builder;
  }

  @Test
  void grow_whileTheEndIsBeingComputed_runGoesOn() {
    AtomicReference<ActiveLearning<ClassLabel>> running = new AtomicReference<>();
    AtomicInteger looks = new AtomicInteger();
    StoppingCriterion grows =
        (history, pool) -> {
          if (pool.unlabelledCount() == 0 && looks.getAndIncrement() == 0) {
            running.get().grow(instances(8, 30));
          }
          return Optional.empty();
        };
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(instances(0, 8))).stopping(grows).build()) {
      running.set(loop);
      loop.accept(right(loop.next().orElseThrow().ids()));
      assertFalse(loop.next().orElseThrow().ids().isEmpty());
      assertEquals(Optional.empty(), loop.stopReason());
    }
  }

  @Test
  void grow_criterionFailedMeanwhile_theSameCallGoesOn() {
    boolean[] fails = {false};
    StoppingCriterion sometimes =
        (history, pool) -> {
          if (fails[0]) {
            throw new IllegalStateException("service away");
          }
          return Optional.empty();
        };
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(instances(0, 8))).stopping(sometimes).build()) {
      loop.accept(right(loop.next().orElseThrow().ids()));
      assertTrue(loop.next().isEmpty());
      fails[0] = true;
      assertThrows(IllegalStateException.class, () -> loop.grow(instances(8, 30)));
      fails[0] = false;
      assertEquals(0, loop.grow(instances(8, 30)));
      assertTrue(loop.next().isPresent());
    }
  }

  /** Everything is labelled, and somebody takes a label back. */
  @Test
  void accept_labelTakenBackWhenNothingWasLeft_itGoesOn(@TempDir Path dir) {
    ActiveLearningBuilder<ClassLabel> builder =
        LoopFixture.builder(Pool.unlabelled(instances(0, 8)))
            .stopping(NEVER)
            .judgements(1, 2, Adjudication.first())
            .runDirectory(dir);
    String id;
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      List<String> ids = loop.next().orElseThrow().ids();
      id = ids.get(3);
      loop.accept(ids.stream().map(one -> right(one, "anna")).toList());
      assertTrue(loop.next().isEmpty());
      loop.accept(List.of(new Answer.Revised<>(id, GOLD.get(id), "anna")));
      assertTrue(loop.stopReason().isPresent(), "nothing is left yet");
      loop.accept(List.of(new Answer.Withdrawn<>(id, "", "anna")));
      assertEquals(Optional.empty(), loop.stopReason());
      assertEquals(List.of(id), loop.next().orElseThrow().ids());
    }
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.accept(List.of(right(id, "ben")));
      assertTrue(loop.next().isEmpty());
      assertTrue(loop.stopReason().isPresent());
    }
  }

  @Test
  void accept_disputesThatEndedTheRunAreDecided_itGoesOn() {
    List<String> names = LoopFixture.DATA.labels().names();
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(instances(0, 8)))
            .stopping(NEVER)
            .judgements(2, 2, Adjudication.majority())
            .build()) {
      List<String> ids = loop.next().orElseThrow().ids();
      List<Answer<ClassLabel>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String id = ids.get(i);
        int label = names.indexOf(GOLD.get(id).name());
        answers.add(right(id, "anna"));
        answers.add(new Answer.Given<>(id, new ClassLabel(names.get((label + i / 4) % 4)), "ben"));
      }
      loop.accept(answers);
      loop.closeRound();
      assertTrue(loop.next().isEmpty());
      assertTrue(loop.stopReason().orElseThrow().startsWith("a person is to decide each of the 4"));
      String decided = ids.get(4);
      String open = ids.get(5);
      loop.accept(
          List.of(
              new Answer.Decided<>(decided, GOLD.get(decided), "dora"),
              new Answer.Withdrawn<>(open, "", "ben")));
      assertEquals(List.of(open), loop.next().orElseThrow().ids());
    }
  }

  /** Eight texts, about four of which two people contradict each other. */
  private static ActiveLearningBuilder<ClassLabel> disputing(boolean ahead) {
    ActiveLearningBuilder<ClassLabel> builder =
        LoopFixture.builder(Pool.unlabelled(instances(0, 8)))
            .stopping(NEVER)
            .judgements(2, 2, Adjudication.majority());
    return ahead ? builder.trainWhileLabelling() : builder;
  }

  private static List<String> disputeFour(ActiveLearning<ClassLabel> loop) {
    List<String> names = LoopFixture.DATA.labels().names();
    List<String> ids = loop.next().orElseThrow().ids();
    List<Answer<ClassLabel>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String id = ids.get(i);
      int label = names.indexOf(GOLD.get(id).name());
      answers.add(right(id, "anna"));
      answers.add(new Answer.Given<>(id, new ClassLabel(names.get((label + i / 4) % 4)), "ben"));
    }
    loop.accept(answers);
    loop.closeRound();
    assertTrue(loop.next().isEmpty());
    return ids.subList(4, 8);
  }

  private static Answer<ClassLabel> decided(String id) {
    return new Answer.Decided<>(id, GOLD.get(id), "dora");
  }

  private static List<Integer> labelled(ActiveLearning<ClassLabel> loop) {
    return loop.history().stream().map(Iteration::labelled).toList();
  }

  private static List<String> predictions(ActiveLearning<ClassLabel> loop) {
    List<String> said = new ArrayList<>();
    loop.successor()
        .predict(
            LoopFixture.DATA.corpus(),
            one -> said.add(one.annotation() + Arrays.toString(one.probabilities())));
    return said;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void accept_allDisputesAreDecided_theLastModelHasThem(boolean ahead, @TempDir Path dir) {
    try (ActiveLearning<ClassLabel> loop = disputing(ahead).runDirectory(dir).build()) {
      List<String> disputed = disputeFour(loop);
      assertEquals(List.of(4), labelled(loop));
      List<String> before = predictions(loop);
      loop.accept(disputed.stream().map(PeopleFaultTest::decided).toList());
      assertTrue(loop.stopReason().isEmpty());
      assertTrue(loop.next().isEmpty());
      assertEquals(List.of(4, 8), labelled(loop));
      assertEquals(1, loop.history().get(1).round());
      assertNotEquals(before, predictions(loop));
      assertTrue(loop.stopReason().orElseThrow().startsWith("pool exhausted"));
      assertTrue(loop.next().isEmpty());
      assertEquals(1, loop.queries().size());
    }
  }

  /** After each decision a new process takes the run up. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void accept_decidedOneAfterTheOther_resumesExactly(boolean ahead, @TempDir Path dir) {
    List<String> undisturbed;
    try (ActiveLearning<ClassLabel> loop = disputing(ahead).build()) {
      for (String id : disputeFour(loop)) {
        loop.accept(List.of(decided(id)));
        assertTrue(loop.next().isEmpty());
      }
      assertEquals(List.of(4, 5, 6, 7, 8), labelled(loop));
      loop.grow(instances(8, 20));
      assertEquals(5, loop.next().orElseThrow().round());
      undisturbed = predictions(loop);
    }
    List<String> disputed;
    try (ActiveLearning<ClassLabel> loop = disputing(ahead).runDirectory(dir).build()) {
      disputed = disputeFour(loop);
    }
    for (String id : disputed) {
      try (ActiveLearning<ClassLabel> loop = disputing(ahead).runDirectory(dir).build()) {
        loop.accept(List.of(decided(id)));
      }
      try (ActiveLearning<ClassLabel> loop = disputing(ahead).runDirectory(dir).build()) {
        assertTrue(loop.next().isEmpty());
      }
    }
    try (ActiveLearning<ClassLabel> loop = disputing(ahead).runDirectory(dir).build()) {
      assertEquals(List.of(4, 5, 6, 7, 8), labelled(loop));
      loop.grow(instances(8, 20));
      assertEquals(5, loop.next().orElseThrow().round());
      assertEquals(undisturbed, predictions(loop));
    }
  }

  /** As it was recorded before there was a last training: in the round of the stop. */
  @Test
  void build_recordedBeforeThereWasALastTraining_goesOn(@TempDir Path dir) {
    List<String> disputed;
    try (ActiveLearning<ClassLabel> loop = disputing(false).runDirectory(dir).build()) {
      disputed = disputeFour(loop);
    }
    RunEvent.Started started = (RunEvent.Started) RunLog.read(dir).get(0);
    try (RunLog log = RunLog.open(dir, started.provenance())) {
      String id = disputed.get(0);
      log.append(
          List.of(
              new RunEvent.Decided(0, id, Optional.of(GOLD.get(id)), "dora"),
              new RunEvent.Continued(0),
              new RunEvent.Stopped(0, "as it was", RunEvent.Stopped.Cause.PEOPLE)));
    }
    try (ActiveLearning<ClassLabel> loop = disputing(false).runDirectory(dir).build()) {
      assertEquals(Optional.empty(), loop.stopReason(), "its model has not seen the decision");
      assertTrue(loop.next().isEmpty());
      assertEquals(List.of(4, 5), labelled(loop));
      loop.accept(List.of(decided(disputed.get(1))));
      assertTrue(loop.next().isEmpty());
      assertEquals(List.of(4, 5, 6), labelled(loop));
    }
  }

  @Test
  void queryFor_holderSkipped_othersGetIt() {
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder().judgements(2, 3, Adjudication.majority()).build()) {
      loop.next();
      String id = loop.queryFor("anna", 1).orElseThrow().ids().get(0);
      loop.accept(List.of(new Answer.Skipped<>(id, "unclear", "anna")));
      loop.accept(List.of(right(id, "ben")));
      assertTrue(loop.queryFor("carl").orElseThrow().ids().contains(id));
    }
  }

  @Test
  void accept_exactlyTheShareThatQualifies_isEnough() {
    List<Labelled<ClassLabel>> known = ITEMS.subList(20, 45);
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(instances(0, 14)))
            .qualification(new Qualification<>(known, 25, 0, 0.28))
            .build()) {
      loop.next();
      List<Answer<ClassLabel>> answers = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        ClassLabel truth = known.get(i).annotation();
        ClassLabel other = new ClassLabel(truth.name().equals("class-0") ? "class-1" : "class-0");
        String id = known.get(i).instance().id();
        answers.add(new Answer.Given<>(id, i < 7 ? truth : other, "anna")); // 7 / 25 = .28
      }
      loop.accept(answers);
      String id = loop.queryFor("anna").orElseThrow().ids().get(0);
      assertEquals(List.of(id), loop.accept(List.of(right(id, "anna"))).accepted());
    }
  }
}
