package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Provenance;
import org.al4j.core.oracle.Answer;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that says so when it begins is resumed with further labels behind its own. */
class GrowingLabelsTest {
  @TempDir private Path dir;

  private ActiveLearning<ClassLabel> open(boolean growing, String... names) {
    Pool<ClassLabel> pool =
        Pool.unlabelled(List.of(Instance.ofText("i", "a text"), Instance.ofText("j", "another")));
    return ActiveLearning.builder(pool, LabelSpace.of(names))
        .learner(new TinyLearner())
        .strategy(new LoopFixture.RandomPick())
        .budget(Budget.items(1))
        .initial(new LoopFixture.RandomPick(), Budget.items(1))
        .stopping((history, now) -> Optional.empty())
        .configuration(growing ? Map.of(Provenance.GROWING_LABELS, "at the end") : Map.of())
        .runDirectory(dir)
        .build();
  }

  private static void label(ActiveLearning<ClassLabel> loop, String name) {
    String id = loop.next().orElseThrow().ids().get(0);
    Round round = loop.accept(List.of(new Answer.Given<>(id, new ClassLabel(name))));
    assertEquals(List.of(id), round.accepted());
  }

  @Test
  void build_moreLabelsBehind_goesOnAndTakesThem() {
    try (var loop = open(true, "a", "b")) {
      label(loop, "a");
    }
    try (var loop = open(true, "a", "b", "c")) {
      assertEquals(1, loop.pool().labelledCount());
      label(loop, "c");
    }
    try (var loop = open(true, "a", "b", "c", "d")) {
      assertEquals(2, loop.pool().labelledCount());
    }
    String message = refusal(true, "a", "b");
    assertTrue(message.contains("unknown label 'c'"), message);
  }

  @Test
  void build_otherLabels_isRefused() {
    open(true, "a", "b").close();
    for (String[] other : new String[][] {{"a"}, {"b", "a"}, {"a", "c", "b"}, {"a", "bc"}}) {
      String message = refusal(true, other);
      assertTrue(message.contains("it was started with labels = [a, b]"), message);
    }
    assertTrue(refusal(true, "a", "b", "c, d").contains("labels.sha256"), "a comma");
  }

  @Test
  void build_moreLabelsOfARunThatDidNotSaySo_isRefused() {
    open(false, "a", "b").close();
    String message = refusal(false, "a", "b", "c");
    assertTrue(message.contains("it was started with labels = [a, b]"), message);
  }

  private String refusal(boolean growing, String... names) {
    return assertThrows(InvalidInputException.class, () -> open(growing, names)).getMessage();
  }
}
