package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.pool.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with 100,000 labels is taken up in seconds. */
class ManyLabelsTest {
  private static final int INSTANCES = 200_000;
  private static final int LABELS = 100_000;
  private static final int QUERY = 100;

  @Test
  void build_oneHundredThousandLabels_takesSeconds(@TempDir Path dir) {
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(Instance.ofText(String.format(Locale.ROOT, "i%06d", i), "text " + i));
    }
    Corpus corpus = Corpus.of(instances);
    LoopFixture.builder(Pool.unlabelled(corpus))
        .log(provenance -> recorded(RunLog.open(dir, provenance), corpus))
        .build()
        .close();
    long start = System.nanoTime();
    try (ActiveLearning<ClassLabel> loop =
        LoopFixture.builder(Pool.unlabelled(corpus)).runDirectory(dir).build()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "resuming %,d labels in %,d queries of a pool of %,d: %.2f s%n",
          LABELS,
          LABELS / QUERY,
          INSTANCES,
          seconds);
      assertEquals(LABELS, loop.pool().labelledCount());
      assertEquals(LABELS / QUERY, loop.history().size());
      assertTrue(seconds < 30, "it took " + seconds + " s");
    }
  }

  private static RunLog recorded(RunLog log, Corpus corpus) {
    for (int round = 0; round < LABELS / QUERY; round++) {
      List<RunEvent> events = new ArrayList<>();
      List<RunEvent.AskedItem> items = new ArrayList<>();
      for (int i = round * QUERY; i < (round + 1) * QUERY; i++) {
        items.add(new RunEvent.AskedItem(corpus.get(i).id(), 0.5));
      }
      events.add(new RunEvent.Asked(round, items, 0, Optional.empty()));
      for (RunEvent.AskedItem item : items) {
        events.add(new RunEvent.Labelled(round, item.id(), new ClassLabel("class-0")));
      }
      events.add(new RunEvent.Closed(round));
      int labelled = (round + 1) * QUERY;
      events.add(
          new RunEvent.Trained(
              new Iteration(round, labelled, INSTANCES - labelled, 0, Map.of(), 0, 0, 0)));
      log.append(events);
    }
    return log;
  }
}
