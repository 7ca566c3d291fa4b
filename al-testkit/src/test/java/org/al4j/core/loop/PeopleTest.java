package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Qualification;
import org.al4j.core.people.Withdrawal;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of people's answers, rule by rule. */
class PeopleTest {
  private static final ClassLabel A = new ClassLabel("class-0");
  private static final ClassLabel B = new ClassLabel("class-1");

  private static Answer<ClassLabel> says(String who, String id, ClassLabel label) {
    return new Answer.Given<>(id, label, who);
  }

  private static Answer<ClassLabel> skips(String who, String id) {
    return new Answer.Skipped<>(id, "unclear", who);
  }

  private static ActiveLearning<ClassLabel> one() {
    return LoopFixture.builder().build();
  }

  private static ActiveLearning<ClassLabel> several(
      int wanted, int most, Adjudication<ClassLabel> adjudication) {
    return LoopFixture.builder().judgements(wanted, most, adjudication).build();
  }

  private static String first(ActiveLearning<ClassLabel> loop) {
    return loop.next().orElseThrow().ids().get(0);
  }

  private static Optional<ClassLabel> label(ActiveLearning<ClassLabel> loop, String id) {
    return loop.pool().labelled().stream()
        .filter(item -> item.instance().id().equals(id))
        .map(Labelled::annotation)
        .findFirst();
  }

  private static Set<String> ids(Optional<Query> query) {
    return query.map(Query::ids).orElse(List.of()).stream().collect(Collectors.toSet());
  }

  @Test
  void revise_oneWanted_onlyTheAuthorChangesHisLabel() {
    try (ActiveLearning<ClassLabel> loop = one()) {
      String id = first(loop);
      loop.accept(List.of(says("anna", id, A)));
      Round other = loop.accept(List.of(new Answer.Revised<>(id, B, "ben")));
      assertTrue(other.refused().get(id).contains("only the author"), other::toString);
      assertEquals("ben", other.refusals().get(0).annotator());
      assertEquals(Optional.of(A), label(loop, id));
      Round second = loop.accept(List.of(says("ben", id, B)));
      assertTrue(second.refused().get(id).contains("the first label is kept"), second::toString);
      assertEquals(
          List.of(id), loop.accept(List.of(new Answer.Revised<>(id, B, "anna"))).accepted());
      assertEquals(Optional.of(B), label(loop, id));
      assertEquals(1, loop.pool().labelledCount());
    }
  }

  @Test
  void withdraw_oneWanted_makesTheInstanceOutstandingAgain() {
    try (ActiveLearning<ClassLabel> loop = one()) {
      List<String> ids = loop.next().orElseThrow().ids();
      loop.accept(List.of(says("", ids.get(0), A), says("", ids.get(1), A)));
      Round round = loop.accept(List.of(new Answer.Withdrawn<>(ids.get(1), "a slip", "")));
      assertEquals(ids.subList(1, ids.size()), round.outstanding());
      assertEquals(Optional.empty(), label(loop, ids.get(1)));
      assertEquals(1, loop.pool().labelledCount());
      Round again = loop.accept(List.of(new Answer.Withdrawn<>(ids.get(1), "a slip", "")));
      assertFalse(again.refused().isEmpty());
      loop.accept(List.of(says("", ids.get(1), B)));
      assertEquals(Optional.of(B), label(loop, ids.get(1)));
    }
  }

  /** The next model learns from the revised label, the one before stays in the history. */
  @Test
  void revise_afterATraining_isLearntNext(@TempDir Path dir) {
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().runDirectory(dir).build()) {
      List<String> ids = loop.next().orElseThrow().ids();
      loop.accept(ids.stream().map(id -> says("anna", id, A)).toList());
      loop.next();
      assertEquals(1, loop.history().size());
      loop.accept(List.of(new Answer.Revised<>(ids.get(0), B, "anna")));
      loop.closeRound();
      loop.next();
      assertEquals(
          List.of(8, 8), loop.history().stream().map(iteration -> iteration.labelled()).toList());
    }
    try (ActiveLearning<ClassLabel> loop = LoopFixture.builder().runDirectory(dir).build()) {
      assertEquals(2, loop.history().size());
      assertEquals(
          1, loop.pool().labelled().stream().filter(i -> i.annotation().equals(B)).count());
    }
  }

  @Test
  void skip_oneWanted_setsAsideForAll() {
    try (ActiveLearning<ClassLabel> loop = one()) {
      String id = first(loop);
      loop.accept(List.of(skips("anna", id)));
      assertEquals(1, loop.pool().skippedCount());
      assertFalse(ids(loop.queryFor("ben")).contains(id));
    }
  }

  @Test
  void postpone_notNow_comesLastForHimAndStaysForOthers() {
    try (ActiveLearning<ClassLabel> loop = one()) {
      List<String> ids = loop.next().orElseThrow().ids();
      Round round = loop.accept(List.of(new Answer.Postponed<>(ids.get(0), "later", "anna")));
      assertEquals(ids, round.outstanding());
      List<String> hers = loop.queryFor("anna").orElseThrow().ids();
      assertEquals(ids.get(0), hers.get(hers.size() - 1));
      assertEquals(ids.size(), hers.size());
      assertEquals(ids, loop.queryFor("ben").orElseThrow().ids());
    }
  }

  @Test
  void judgements_twoOfThreeAgree_labelTheInstance() {
    try (ActiveLearning<ClassLabel> loop = several(2, 3, Adjudication.majority())) {
      String id = first(loop);
      assertFalse(loop.accept(List.of(says("", id, A))).refused().isEmpty(), "nobody is named");
      loop.accept(List.of(says("anna", id, A), says("ben", id, B)));
      assertEquals(Optional.empty(), label(loop, id));
      assertFalse(ids(loop.queryFor("anna")).contains(id));
      assertTrue(ids(loop.queryFor("carl")).contains(id), "a tie wants one more");
      Round round = loop.accept(List.of(says("carl", id, B)));
      assertEquals(Optional.of(B), label(loop, id));
      assertFalse(round.outstanding().contains(id));
      assertFalse(ids(loop.queryFor("dora")).contains(id));
      assertEquals(3, loop.judgements().given().size());
    }
  }

  /** Both judgements of one id come in one call; each refusal names its annotator. */
  @Test
  void judgements_oneCall_keepsTheRefusalsApart() {
    try (ActiveLearning<ClassLabel> loop = several(2, 2, Adjudication.majority())) {
      String id = first(loop);
      ClassLabel none = new ClassLabel("no such class");
      Round round =
          loop.accept(List.of(says("anna", id, none), says("ben", id, none), says("carl", id, A)));
      assertEquals(
          List.of("anna", "ben"), round.refusals().stream().map(Refusal::annotator).toList());
      assertEquals(List.of(id), round.accepted());
    }
  }

  @Test
  void revise_tieAfterwards_takesTheLabelBack() {
    try (ActiveLearning<ClassLabel> loop = several(2, 2, Adjudication.majority())) {
      String id = first(loop);
      loop.accept(List.of(says("anna", id, A), says("ben", id, A)));
      assertEquals(Optional.of(A), label(loop, id));
      Round round = loop.accept(List.of(new Answer.Revised<>(id, B, "ben")));
      assertEquals(Optional.empty(), label(loop, id));
      assertEquals(id, round.outstanding().get(0));
      assertEquals(List.of(id), loop.disputed().stream().map(Instance::id).toList());
      loop.accept(List.of(new Answer.Withdrawn<>(id, "not sure", "ben")));
      assertEquals(List.of(), loop.disputed());
      loop.accept(List.of(says("ben", id, A)));
      assertEquals(Optional.of(A), label(loop, id));
    }
  }

  @Test
  void decide_disputed_standsUntilItsAuthorChangesIt() {
    try (ActiveLearning<ClassLabel> loop = several(2, 2, Adjudication.unanimous())) {
      String id = first(loop);
      loop.accept(List.of(says("anna", id, A), says("ben", id, B)));
      assertEquals(1, loop.disputed().size());
      loop.accept(List.of(new Answer.Decided<>(id, B, "dora")));
      assertEquals(Optional.of(B), label(loop, id));
      assertEquals(List.of(), loop.disputed());
      loop.accept(List.of(new Answer.Revised<>(id, A, "ben"))); // unanimous now, and overruled
      assertEquals(Optional.of(B), label(loop, id));
      assertFalse(loop.accept(List.of(new Answer.Decided<>(id, A, "emil"))).refused().isEmpty());
      loop.accept(List.of(new Answer.Withdrawn<>(id, "let them", "dora")));
      assertEquals(Optional.of(A), label(loop, id));
    }
  }

  @Test
  void withdraw_byWhoJudgedAndDecided_takesBackWhatIsNamed() {
    try (ActiveLearning<ClassLabel> loop = several(2, 2, Adjudication.unanimous())) {
      String id = first(loop);
      loop.accept(List.of(says("anna", id, A), says("ben", id, A)));
      loop.accept(List.of(new Answer.Decided<>(id, B, "anna")));
      loop.accept(List.of(new Answer.Withdrawn<>(id, "", "anna", Withdrawal.JUDGEMENT)));
      assertEquals(Optional.of(B), label(loop, id), "the decision stands");
      assertEquals(1, loop.judgements().given().size());
      var again = List.of(new Answer.Withdrawn<ClassLabel>(id, "", "anna", Withdrawal.JUDGEMENT));
      assertFalse(loop.accept(again).refused().isEmpty(), "said nothing more");
      loop.accept(List.of(says("anna", id, A)));
      loop.accept(List.of(new Answer.Withdrawn<>(id, "", "anna", Withdrawal.DECISION)));
      assertEquals(Optional.of(A), label(loop, id), "what both say");
      var none = List.of(new Answer.Withdrawn<ClassLabel>(id, "", "anna", Withdrawal.DECISION));
      assertFalse(loop.accept(none).refused().isEmpty(), "nothing is decided");
      loop.accept(List.of(new Answer.Withdrawn<>(id, "", "anna")));
      assertEquals(1, loop.judgements().given().size(), "the judgement, where nothing is decided");
    }
  }

  @Test
  void disputed_queryClosed_comesInNoLaterQuery() {
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(LoopFixture.DATA.corpus()))
            .judgements(2, 2, Adjudication.unanimous())
            .budget(Budget.items(400))
            .build()) {
      List<String> ids = loop.next().orElseThrow().ids();
      loop.accept(List.of(says("anna", ids.get(0), A), says("ben", ids.get(0), B)));
      loop.accept(List.of(says("anna", ids.get(1), A), says("ben", ids.get(1), A)));
      loop.closeRound();
      Set<String> next = ids(loop.next());
      assertFalse(next.contains(ids.get(0)), "in dispute");
      assertTrue(next.contains(ids.get(2)), "not judged");
      assertEquals(298, next.size());
    }
  }

  @Test
  void skip_twoWanted_setsAsideWhenTwoHaveSkipped() {
    try (ActiveLearning<ClassLabel> loop = several(2, 2, Adjudication.majority())) {
      String id = first(loop);
      loop.accept(List.of(skips("anna", id)));
      assertEquals(0, loop.pool().skippedCount());
      assertFalse(ids(loop.queryFor("anna")).contains(id));
      assertTrue(ids(loop.queryFor("ben")).contains(id));
      assertFalse(loop.accept(List.of(skips("ben", id))).outstanding().contains(id));
      assertEquals(1, loop.pool().skippedCount());
    }
  }

  @Test
  void queryFor_someHeld_areGivenToNoMoreThanNeeded() {
    try (ActiveLearning<ClassLabel> loop = one()) {
      List<String> all = loop.next().orElseThrow().ids();
      Set<String> annas = ids(loop.queryFor("anna", 3));
      Set<String> bens = ids(loop.queryFor("ben", 3));
      assertEquals(Set.copyOf(all.subList(0, 3)), annas);
      assertEquals(Set.copyOf(all.subList(3, 6)), bens);
      assertEquals(annas, ids(loop.queryFor("anna", 3)), "asking again gives the same");
      assertEquals(2, ids(loop.queryFor("carl")).size());
      loop.accept(annas.stream().map(id -> says("anna", id, A)).toList());
      assertEquals(Set.copyOf(all.subList(6, 8)), ids(loop.queryFor("anna", 3)));
    }
  }

  @Test
  void qualification_knownItems_comeFirstAndKeepTheUnfitOut() {
    List<Labelled<ClassLabel>> known = LoopFixture.DATA.items().subList(0, 4);
    List<Instance> rest =
        LoopFixture.DATA.items().stream().skip(4).map(Labelled::instance).toList();
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(rest))
            .qualification(new Qualification<>(known, 2, 3, 0.6))
            .build()) {
      String id = first(loop);
      List<String> tests = loop.queryFor("anna").orElseThrow().ids();
      assertEquals(known.stream().limit(2).map(item -> item.instance().id()).toList(), tests);
      assertTrue(loop.accept(List.of(says("anna", id, A))).refused().get(id).contains("known"));
      loop.accept(
          List.of(
              says("anna", tests.get(0), known.get(0).annotation()),
              says("anna", tests.get(1), known.get(1).annotation()),
              says("ben", tests.get(0), known.get(0).annotation()),
              says(
                  "ben",
                  tests.get(1),
                  new ClassLabel("class-" + (known.get(1).annotation().equals(A) ? 1 : 0)))));
      List<String> work = loop.queryFor("anna").orElseThrow().ids();
      assertEquals(known.get(2).instance().id(), work.get(3), "after three others one more");
      assertEquals(known.get(3).instance().id(), work.get(7));
      assertEquals(8 + 2, work.size());
      assertEquals(Optional.empty(), loop.queryFor("ben"));
      assertFalse(loop.accept(List.of(says("ben", id, A))).refused().isEmpty());
      assertEquals(List.of(id), loop.accept(List.of(says("anna", id, A))).accepted());
      assertEquals(1, loop.pool().labelledCount());
      assertEquals(4, loop.judgements().known().size());
    }
  }

  @Test
  void build_knownItemInThePool_isRefused() {
    var known = new Qualification<>(LoopFixture.DATA.items().subList(0, 1), 1, 0, 0);
    ActiveLearningBuilder<ClassLabel> builder = LoopFixture.builder().qualification(known);
    assertThrows(InvalidInputException.class, builder::build);
  }

  @Test
  void grow_newInstances_areAskedAndAStoppedRunGoesOn() {
    List<Instance> all = LoopFixture.DATA.items().stream().map(Labelled::instance).toList();
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(all.subList(10, 18))).build()) {
      loop.accept(loop.next().orElseThrow().ids().stream().map(id -> says("", id, A)).toList());
      assertEquals(Optional.empty(), loop.next());
      assertTrue(loop.stopReason().orElseThrow().contains("pool exhausted"));
      assertEquals(2, loop.grow(List.of(all.get(30), all.get(3), all.get(12))));
      assertEquals(Optional.empty(), loop.stopReason());
      assertEquals(Set.of(all.get(3).id(), all.get(30).id()), ids(loop.next()));
      assertEquals(10, loop.pool().corpus().size());
      assertEquals(0, loop.grow(List.of(all.get(3))));
      Instance other = Instance.ofText(all.get(3).id(), "another text");
      assertThrows(InvalidInputException.class, () -> loop.grow(List.of(other)));
    }
  }

  @Test
  void build_otherAdjudication_isAnotherRun(@TempDir Path dir) {
    LoopFixture.builder().judgements(2, Adjudication.majority()).runDirectory(dir).build().close();
    ActiveLearningBuilder<ClassLabel> other =
        LoopFixture.builder().judgements(2, Adjudication.weighted()).runDirectory(dir);
    assertTrue(
        assertThrows(InvalidInputException.class, other::build)
            .getMessage()
            .contains("judgements"));
  }
}
