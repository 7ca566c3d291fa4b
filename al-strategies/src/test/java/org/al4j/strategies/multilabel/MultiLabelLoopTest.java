package org.al4j.strategies.multilabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.metrics.Measure;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Active learning of label sets, from the first query to the score. */
class MultiLabelLoopTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");
  private static final List<Labelled<LabelSet>> TEXTS = texts(260);

  /** Each class brings one of its eight words; every text has two that say nothing. */
  private static List<Labelled<LabelSet>> texts(int count) {
    SplittableRandom random = new SplittableRandom(11);
    List<Labelled<LabelSet>> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("any" + random.nextInt(30));
      List<String> names = new ArrayList<>();
      for (String name : LABELS.names()) {
        if (random.nextInt(3) == 0) {
          names.add(name);
          text.append(' ').append(name).append(random.nextInt(8));
        }
      }
      String id = String.format(Locale.ROOT, "t%04d", i);
      text.append(" any").append(random.nextInt(30));
      texts.add(new Labelled<>(Instance.ofText(id, text.toString()), new LabelSet(names)));
    }
    return texts;
  }

  private static ActiveLearningBuilder<LabelSet> builder(String strategy) {
    List<Labelled<LabelSet>> train = TEXTS.subList(0, 200);
    return ActiveLearning.builder(
            Pool.<LabelSet>unlabelled(train.stream().map(Labelled::instance).toList()), LABELS)
        .learner(new WordLearner())
        .initial(Strategies.random(), Budget.items(5))
        .strategy(Strategies.named(strategy))
        .budget(Budget.items(5))
        .evaluator(Measure.LABEL_SETS.evaluator(TEXTS.subList(200, 260)))
        .stopping(Stopping.maximumRounds(11))
        .seed(3);
  }

  private static List<Iteration> run(String strategy) {
    try (ActiveLearning<LabelSet> loop = builder(strategy).build()) {
      loop.run(Oracle.gold(TEXTS.subList(0, 200)));
      return loop.history();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random",
        "mean-label-entropy",
        "max-label-entropy",
        "mean-label-margin",
        "label-cardinality",
        "adaptive-multi-label",
        "cvirs"
      })
  void run_labelSets_learnsAndRepeats(String strategy) {
    List<Iteration> history = run(strategy);
    assertEquals(11, history.size());
    assertEquals(55, history.get(10).labelled());
    double first = history.get(0).scores().get("micro_f1");
    double last = history.get(10).scores().get("micro_f1");
    assertTrue(last > first + 0.1, strategy + ": from " + first + " to " + last);
    assertEquals(
        history.stream().map(Iteration::scores).toList(),
        run(strategy).stream().map(Iteration::scores).toList());
  }

  @Test
  void build_strategyForClasses_isRefusedNamingTheKind() {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> builder("margin").build());
    assertTrue(
        e.getMessage()
            .startsWith(
                "strategy Margin[] needs [PROBABILITIES] (for annotations of kind ClassLabel),"
                    + " which learner words does not offer; it offers"
                    + " [INDEPENDENT_PROBABILITIES]"),
        e.getMessage());
  }
}
