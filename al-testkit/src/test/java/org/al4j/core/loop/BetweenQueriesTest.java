package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get while no query is open, what is kept for whom, and notes. */
class BetweenQueriesTest {
  private static final ClassLabel A = new ClassLabel("class-0");

  private static ActiveLearningBuilder<ClassLabel> builder() {
    return LoopFixture.builder().judgements(1, 1, Adjudication.first());
  }

  private static List<String> ids(Optional<Query> query) {
    return query.map(Query::ids).orElse(List.of());
  }

  private static Answer<ClassLabel> says(String who, String id) {
    return new Answer.Given<>(id, A, who);
  }

  @Test
  void queryOrRest_closedQuery_isWhatThatLeftAndCounts() {
    try (ActiveLearning<ClassLabel> loop = builder().build()) {
      List<String> all = loop.next().orElseThrow().ids();
      assertEquals(all, ids(loop.queryOrRestFor("anna", 100)));
      loop.accept(List.of(says("anna", all.get(0))));
      loop.closeRound();
      assertEquals(Optional.empty(), loop.queryFor("anna", 100));
      assertEquals(all.subList(1, all.size()), ids(loop.queryOrRestFor("anna", 100)));
      loop.accept(List.of(says("anna", all.get(1))));
      assertEquals(all.subList(2, all.size()), ids(loop.queryOrRestFor("anna", 100)));
      List<String> next = loop.next().orElseThrow().ids();
      assertEquals(2, loop.history().get(0).labelled());
      assertFalse(next.contains(all.get(0)) || next.contains(all.get(1)));
      List<String> kept = ids(loop.queryOrRestFor("anna", 100));
      assertEquals(all.subList(2, all.size()), kept.subList(0, all.size() - 2), "what she holds");
      assertTrue(kept.containsAll(next));
      loop.release("anna");
      assertEquals(next, ids(loop.queryOrRestFor("anna", 100)));
    }
  }

  @Test
  void queryOrRest_heldByAnother_isNotGivenWhenTheNextQueryHasIt() {
    try (ActiveLearning<ClassLabel> loop = builder().build()) {
      List<String> all = loop.next().orElseThrow().ids();
      List<String> hers = ids(loop.queryOrRestFor("anna", 3));
      loop.accept(List.of(says("ben", all.get(5))));
      loop.closeRound();
      List<String> next = loop.next().orElseThrow().ids();
      List<String> his = ids(loop.queryOrRestFor("ben", 100));
      assertTrue(hers.stream().noneMatch(his::contains));
      assertEquals(next.stream().filter(id -> !hers.contains(id)).toList(), his);
      assertEquals(hers, ids(loop.queryOrRestFor("anna", 3)), "also where it has it elsewhere");
    }
  }

  @Test
  void queryOrRest_heldAndPostponed_comesLast() {
    try (ActiveLearning<ClassLabel> loop = builder().build()) {
      List<String> all = loop.next().orElseThrow().ids();
      List<String> hers = ids(loop.queryOrRestFor("anna", 3));
      loop.accept(List.of(new Answer.Postponed<>(hers.get(0), "", "anna")));
      assertEquals(hers.subList(1, 3), ids(loop.queryOrRestFor("anna", 2)));
      List<String> whole = ids(loop.queryOrRestFor("anna", 100));
      assertEquals(hers.get(0), whole.get(all.size() - 1));
    }
  }

  @Test
  void queryOrRest_heldOfAnEarlierQueryAndPostponed_isPutOff() {
    try (ActiveLearning<ClassLabel> loop = builder().build()) {
      List<String> all = loop.next().orElseThrow().ids();
      loop.queryOrRestFor("anna", all.size());
      loop.accept(List.of(says("anna", all.get(0))));
      loop.closeRound();
      List<String> next = loop.next().orElseThrow().ids();
      String earlier =
          all.stream().skip(1).filter(id -> !next.contains(id)).findFirst().orElseThrow();
      assertTrue(ids(loop.queryOrRestFor("anna", 100)).contains(earlier));
      loop.accept(List.of(new Answer.Postponed<>(earlier, "", "anna")));
      assertFalse(ids(loop.queryOrRestFor("anna", 100)).contains(earlier));
    }
  }

  @Test
  void release_held_isFreeForOthers() {
    try (ActiveLearning<ClassLabel> loop = builder().build()) {
      List<String> all = loop.next().orElseThrow().ids();
      assertEquals(all.subList(0, 2), ids(loop.queryFor("anna", 2)));
      assertEquals(all.subList(2, 3), ids(loop.queryFor("ben", 1)));
      loop.release("anna");
      assertEquals(List.of(all.get(2), all.get(0)), ids(loop.queryFor("ben", 2)));
    }
  }

  @Test
  void notes_recordedWithAnswers_areThereAfterARestart(@TempDir Path dir) {
    Note flag = new Note("flag", "some", "anna", "unclear");
    Note key = new Note("key", "", "anna", "1");
    try (ActiveLearning<ClassLabel> loop = builder().runDirectory(dir).build()) {
      String id = loop.next().orElseThrow().ids().get(0);
      assertEquals(List.of(), loop.notes());
      loop.accept(List.of(says("anna", id)), List.of(key));
      loop.accept(List.of(), List.of(flag));
      ClassLabel other = new ClassLabel("class-1");
      Note beside = new Note("key", id, "anna", "2");
      loop.accept(List.of(new Answer.Given<>(id, other, "anna")), List.of(beside)); // refused
    }
    try (ActiveLearning<ClassLabel> loop = builder().runDirectory(dir).build()) {
      assertEquals(List.of(key, flag), loop.notes());
      assertEquals(1, loop.pool().labelledCount());
      assertTrue(loop.next().isPresent());
    }
  }
}
