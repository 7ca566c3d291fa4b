package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.LabelRow;
import org.al4j.core.pool.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people label though no query has asked it. */
class OfferTest {
  private static final ClassLabel A = new ClassLabel("class-0");
  @TempDir private Path dir;

  private ActiveLearning<ClassLabel> loop() {
    return LoopFixture.builder()
        .judgements(1, 1, Adjudication.first())
        .runDirectory(dir.resolve("run"))
        .build();
  }

  private static Answer<ClassLabel> says(String id) {
    return new Answer.Given<>(id, A, "anna");
  }

  private static String other(Set<String> asked) {
    return LoopFixture.DATA.items().stream()
        .map(item -> item.instance().id())
        .filter(id -> !asked.contains(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void offer_notAsked_isLabelledTrainedOnAndThereAgain() {
    String id;
    try (ActiveLearning<ClassLabel> loop = loop()) {
      Set<String> asked = Set.copyOf(loop.next().orElseThrow().ids());
      id = other(asked);
      assertEquals(Set.of(id), loop.accept(List.of(says(id))).refused().keySet());
      assertEquals(0, loop.offer(asked));
      assertEquals(1, loop.offer(List.of(id, id)));
      assertEquals(0, loop.offer(List.of(id)));
      assertEquals(List.of(id), loop.accept(List.of(says(id))).accepted());
      loop.closeRound();
      assertTrue(!loop.next().orElseThrow().ids().contains(id));
      assertEquals(1, loop.history().get(0).labelled());
    }
    try (ActiveLearning<ClassLabel> loop = loop()) {
      assertEquals(id, loop.pool().labelled().get(0).instance().id());
      assertEquals(0, loop.offer(List.of(id)));
    }
    Pool<ClassLabel> start = Pool.unlabelled(LoopFixture.DATA.corpus());
    LabelRow<ClassLabel> row =
        RunLabels.of(dir.resolve("run"), start, ClassLabel.class).labels().get(0);
    assertEquals(-1, row.round());
    assertTrue(Double.isNaN(row.utility()));
  }

  @Test
  void offer_unknownId_isRefusedAndNothingIsOffered() {
    try (ActiveLearning<ClassLabel> loop = loop()) {
      String id = other(Set.copyOf(loop.next().orElseThrow().ids()));
      assertThrows(InvalidInputException.class, () -> loop.offer(List.of(id, "nowhere")));
      assertEquals(1, loop.offer(List.of(id)));
      loop.grow(List.of(Instance.ofText("later", "a text")));
      assertEquals(1, loop.offer(List.of("later")));
    }
  }
}
