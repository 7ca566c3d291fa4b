package org.al4j.strategies.coldstart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.Output;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

class ColdStartTest {
  @Test
  void embed_words_areHashedSignedAndScaled() {
    HashedWords view = new HashedWords(64);
    float[] once = view.embed("Red cat");
    assertArrayEquals(once, view.embed("cat, RED!"));
    double norm = 0;
    int used = 0;
    for (float value : once) {
      norm += value * value;
      used += value == 0 ? 0 : 1;
    }
    assertEquals(1, norm, 1e-6);
    assertEquals(2, used);
    assertArrayEquals(new float[64], view.embed(" ... "));
    assertThrows(IllegalArgumentException.class, () -> new HashedWords(0));
  }

  @Test
  void embed_repeatedWord_weighsOnePlusItsLogarithm() {
    float[] row = new HashedWords(4096).embed("a a a b");
    double largest = 0;
    double smallest = 1;
    for (float value : row) {
      if (value != 0) {
        largest = Math.max(largest, Math.abs(value));
        smallest = Math.min(smallest, Math.abs(value));
      }
    }
    assertEquals(1 + Math.log(3), largest / smallest, 1e-6);
  }

  @Test
  void run_clusterCentresAsFirstBatch_coversTheClasses() {
    Dataset<ClassLabel> data = FakeTexts.dataset(300, 3, 4);
    Map<String, String> gold = new HashMap<>();
    data.items().forEach(x -> gold.put(x.instance().id(), x.annotation().name()));
    try (ActiveLearning<ClassLabel> loop =
        ActiveLearning.builder(Pool.<ClassLabel>unlabelled(data.corpus()), data.labels())
            .learner(new TinyLearner())
            .initial(Strategies.named("cold-start(strategy=cluster)"), Budget.items(12))
            .strategy(Strategies.margin())
            .budget(Budget.items(5))
            .stopping(Stopping.maximumRounds(2))
            .build()) {
      loop.run(Oracle.gold(data.items()));
      Query first = loop.queries().get(0);
      assertEquals(12, first.ids().size());
      Set<String> classes = new HashSet<>();
      first.ids().forEach(id -> classes.add(gold.get(id)));
      assertEquals(3, classes.size());
    }
  }

  @Test
  void coldStart_needs_areNoneAndAreChecked() {
    ColdStart start = ColdStart.byWords(Strategies.named("typicality"));
    assertEquals(Set.of(), start.needs());
    assertTrue(start.describe().endsWith(", HashedWords[dimensions=256])"), start.describe());
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> ColdStart.byWords(Strategies.margin()));
    assertEquals(
        "strategy Margin[] needs ["
            + Output.PROBABILITIES
            + "], which HashedWords[dimensions=256] does not offer; it offers [EMBEDDING]",
        error.getMessage());
  }
}
