package org.al4j.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.models.transformer.Recipe;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jLoopTest {
  @TempDir Path dir;

  /** What each round asked and how the last model answers. */
  private static List<Object> run(Path folder, int rounds, Dl4jLearner<ClassLabel> learner) {
    var data = SmallNetworks.texts();
    try (var loop = builder(data.corpus(), learner, folder, rounds).build()) {
      loop.run(Oracle.gold(data.items()));
      List<Object> all = new ArrayList<>();
      loop.history().forEach(round -> all.add(round.labelled()));
      loop.pool().labelled().forEach(item -> all.add(item.instance().id()));
      loop.successor()
          .predict(
              data.corpus(),
              one -> {
                for (double p : one.probabilities()) {
                  all.add(p);
                }
              });
      return all;
    }
  }

  private static ActiveLearningBuilder<ClassLabel> builder(
      Corpus corpus, Dl4jLearner<ClassLabel> learner, Path folder, int rounds) {
    return ActiveLearning.builder(
            Pool.<ClassLabel>unlabelled(corpus), SmallNetworks.texts().labels())
        .learner(learner)
        .initial(Strategies.random(), Budget.items(10))
        .strategy(Strategies.named("bald"))
        .budget(Budget.items(8))
        .stopping(Stopping.maximumRounds(rounds))
        .seed(4)
        .runDirectory(folder);
  }

  @Test
  void run_brokenOffAndResumed_isTheRunInOnePiece() throws Exception {
    Files.createDirectories(dir);
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner();
        Dl4jLearner<ClassLabel> again = SmallNetworks.learner();
        Dl4jLearner<ClassLabel> other =
            SmallNetworks.learner().withUpdates(new Recipe.Updates(4, 16, 1, 12, 4))) {
      List<Object> whole = run(dir.resolve("whole"), 4, learner);
      List<Object> begun = run(dir.resolve("parts"), 2, learner);
      assertNotEquals(whole, begun);
      assertEquals(whole, run(dir.resolve("parts"), 4, again));
      assertThrows(RuntimeException.class, () -> run(dir.resolve("parts"), 5, other));
    }
  }
}
