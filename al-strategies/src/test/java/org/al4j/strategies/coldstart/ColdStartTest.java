package org.al4j.strategies.coldstart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
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

  @Test
  void settings_runsRecordedBefore_areFoundAgain() {
    Map<String, String> named = Strategies.named("cold-start(strategy=core-set)").settings();
    assertFalse(named.containsKey("learnersFirst"));
    Map<String, String> words =
        Strategies.named("cold-start(strategy=core-set,dimensions=256)").settings();
    assertEquals("false", words.get("learnersFirst"));
  }

  /** Sees one text apart from all others. */
  private static final class Seeing
      extends ForwardingLearner<ClassLabel, TinyClassifier, TinyClassifier> {
    private final FixedView view;

    Seeing(FixedView view) {
      super(new TinyLearner());
      this.view = view;
    }

    @Override
    protected TinyClassifier wrap(TinyClassifier model) {
      return model;
    }

    @Override
    protected TinyClassifier unwrap(TinyClassifier model) {
      return model;
    }

    @Override
    public Optional<AcquisitionModel> view() {
      return Optional.of(view);
    }
  }

  @Test
  void run_learnerThatSeesTextsBefore_choosesTheFirstBatchByIt() {
    Dataset<ClassLabel> data = FakeTexts.dataset(40, 3, 4);
    FixedView view = new FixedView();
    data.items().forEach(x -> view.put(x.instance().text(), 1, 0));
    String apart = data.items().get(17).instance().id();
    view.put(data.items().get(17).instance().text(), 0, 1);
    try (ActiveLearning<ClassLabel> loop =
        ActiveLearning.builder(Pool.<ClassLabel>unlabelled(data.corpus()), data.labels())
            .learner(new Seeing(view))
            .initial(Strategies.named("cold-start(strategy=core-set)"), Budget.items(2))
            .strategy(Strategies.margin())
            .budget(Budget.items(5))
            .stopping(Stopping.maximumRounds(1))
            .build()) {
      loop.run(Oracle.gold(data.items()));
      assertEquals(apart, loop.queries().get(0).ids().get(1));
      assertTrue(view.passes > 0);
    }
  }
}
