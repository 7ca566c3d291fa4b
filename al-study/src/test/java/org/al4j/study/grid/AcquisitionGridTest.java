package org.al4j.study.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.Evaluator;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.study.Task;
import org.al4j.study.settings.QuerySizes;
import org.al4j.testkit.CountingTagger;
import org.al4j.testkit.FakeSentences;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcquisitionGridTest {
  @TempDir private Path dir;
  private final TinyLearner acquiring = new TinyLearner();
  private final TinyLearner learning = new TinyLearner();

  @Test
  void acquire_threeRounds_hasWhatWasLabelledAfterEach() {
    AcquiredLabels<ClassLabel> acquired = grid(1).acquire(by("margin"), 7);

    assertEquals(List.of(20, 30, 40), acquired.rounds().stream().map(List::size).toList());
    assertEquals(List.of(20, 30, 40), acquired.counts());
    assertEquals(acquired.rounds().get(0), acquired.rounds().get(2).subList(0, 20));
    assertEquals(40, acquired.rounds().get(2).stream().map(Labelled::instance).distinct().count());
    assertEquals(3, acquiring.fits());
    assertTrue(acquired.scoringSeconds() > 0);
    assertTrue(acquired.seconds() >= acquired.scoringSeconds());
  }

  @Test
  void successor_severalOfOneAcquisition_acquiresOnce() {
    AcquiredLabels<ClassLabel> acquired = grid(1).acquire(by("margin"), 7);
    SeedCurve one = grid(1).successor(acquired, "one", learning);
    SeedCurve two = grid(1).successor(acquired, "two", learning);

    assertEquals(3, acquiring.fits());
    assertEquals(6, learning.fits());
    assertEquals(one, two);
    assertEquals(acquired.counts(), one.labels());
    // the same learner, seed and first texts as of the model that acquired
    assertEquals(acquired.own().orElseThrow().qualities().get(0), one.qualities().get(0));
  }

  @Test
  void acquireAndSuccessor_again_areReadFromTheirFolders() {
    AcquiredLabels<ClassLabel> first = grid(1).acquire(by("margin"), 7);
    SeedCurve curve = grid(1).successor(first, "one", learning);
    AcquiredLabels<ClassLabel> again = grid(1).acquire(by("margin"), 7);

    assertEquals(first, again);
    assertEquals(curve, grid(1).successor(again, "one", learning));
    assertEquals(3, acquiring.fits());
    assertEquals(3, learning.fits());
  }

  @Test
  void acquire_otherSeeds_drawOtherTexts() {
    assertNotEquals(
        grid(1).acquire(by("random"), 7).rounds(), grid(1).acquire(by("random"), 8).rounds());
  }

  @Test
  void acquireAndSuccessor_tagsByTokens_countWhatWasAskedFor() {
    Task<TagSequence> sentences =
        new Task<>(
            "fake sentences",
            TagSequence.class,
            FakeSentences.dataset(120, 1).items(),
            FakeSentences.dataset(20, 2).items(),
            FakeSentences.LABELS,
            List.of());
    AcquisitionGrid<TagSequence> grid =
        new AcquisitionGrid<>(sentences, new QuerySizes(60, 40, true), 2, dir);
    AcquiredLabels<TagSequence> acquired =
        grid.acquire(new AcquisitionGrid.Acquirer<>("tiny", new CountingTagger(), "mnlp"), 7);

    assertEquals(List.of(60, 100, 140), acquired.counts());
    List<Integer> tokens =
        acquired.rounds().stream()
            .map(all -> all.stream().mapToInt(one -> one.instance().words().size()).sum())
            .toList();
    // the sentence that crosses an amount is included
    for (int round = 0; round < 3; round++) {
      assertTrue(tokens.get(round) >= 60 + 40 * round, tokens::toString);
    }
    SeedCurve curve = grid.successor(acquired, "other", new CountingTagger());
    assertEquals(acquired.counts(), curve.labels());
    assertEquals(acquired.own().orElseThrow().qualities().get(0), curve.qualities().get(0));
    assertEquals(
        acquired,
        grid.acquire(new AcquisitionGrid.Acquirer<>("tiny", new CountingTagger(), "mnlp"), 7));
  }

  @Test
  void successorAfter_evaluatorOfItsOwn_addsItsScores() {
    AcquiredLabels<ClassLabel> acquired = grid(1).acquire(by("margin"), 7);
    Evaluator<ClassLabel> plain = task(1).evaluator();
    Evaluator<ClassLabel> more =
        Evaluator.named(
            "and one more",
            (model, labels) -> {
              Map<String, Double> scores = new TreeMap<>(plain.evaluate(model, labels));
              scores.put("more", 7.0);
              return scores;
            });
    Iteration last =
        grid(1).successorAfter(acquired, 2, new AcquisitionGrid.Successor<>("one", learning, more));

    assertEquals(7.0, last.scores().get("more"));
    assertEquals(40, last.labelled());
    assertEquals(1, learning.fits());
    assertEquals(last.scores().get("accuracy"), grid(1).quality(last));
  }

  @Test
  void acquire_folderOfOtherData_isRefused() {
    grid(1).acquire(by("margin"), 7);
    assertThrows(InvalidInputException.class, () -> grid(2).acquire(by("margin"), 7));
  }

  @Test
  void drawn_severalSizes_areNestedAndOfTheSeed() {
    AcquiredLabels<ClassLabel> drawn = AcquiredLabels.drawn(task(1), "drawn", List.of(10, 50), 3);
    assertEquals(List.of(10, 50), drawn.rounds().stream().map(List::size).toList());
    assertEquals(drawn.rounds().get(0), drawn.rounds().get(1).subList(0, 10));
    assertEquals(50, drawn.rounds().get(1).stream().map(Labelled::instance).distinct().count());
    assertEquals(drawn, AcquiredLabels.drawn(task(1), "drawn", List.of(10, 50), 3));
    assertNotEquals(drawn, AcquiredLabels.drawn(task(1), "drawn", List.of(10, 50), 4));
    assertEquals(List.of(10, 50), grid(1).successor(drawn, "one", learning).labels());
    assertThrows(
        IllegalArgumentException.class,
        () -> AcquiredLabels.drawn(task(1), "drawn", List.of(10, 121), 3));
  }

  /** Over many seeds each text comes as often as another. */
  @Test
  void drawn_manySeeds_isUniform() {
    int[] times = new int[120];
    for (int seed = 0; seed < 1200; seed++) {
      for (Labelled<ClassLabel> item :
          AcquiredLabels.drawn(task(1), "drawn", List.of(30), seed).rounds().get(0)) {
        times[Integer.parseInt(item.instance().id().substring(1))]++;
      }
    }
    // binomial, 1200 draws of .25: 300 with deviation 15; of 120 none is 5 deviations off
    for (int text = 0; text < times.length; text++) {
      assertEquals(300, times[text], 75, "text " + text);
    }
  }

  @Test
  void names_thatAreNoFolders_areRefused() {
    AcquiredLabels<ClassLabel> acquired = grid(1).acquire(by("margin"), 7);
    assertThrows(
        IllegalArgumentException.class,
        () -> new AcquisitionGrid.Acquirer<>("../x", acquiring, "margin"));
    assertThrows(
        IllegalArgumentException.class, () -> grid(1).successor(acquired, "a/b", learning));
  }

  private AcquisitionGrid.Acquirer<ClassLabel> by(String strategy) {
    return new AcquisitionGrid.Acquirer<>("tiny", acquiring, strategy);
  }

  private AcquisitionGrid<ClassLabel> grid(long data) {
    return new AcquisitionGrid<>(task(data), new QuerySizes(20, 10, false), 2, dir);
  }

  private static Task<ClassLabel> task(long data) {
    Dataset<ClassLabel> all = FakeTexts.dataset(160, 3, data);
    return Task.ofClasses(
        "fake", all.items().subList(0, 120), all.items().subList(120, 160), all.labels());
  }
}
