package org.al4j.examples.ups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.strategies.ups.UpsRound;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquiredLabels;
import org.al4j.study.grid.AcquisitionGrid;
import org.al4j.study.settings.QuerySizes;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcquisitionRecordTest {
  @TempDir private Path dir;

  /** Learns from the same few texts with the same seed whatever it is given. */
  private static final class Stubborn
      extends ForwardingLearner<ClassLabel, TinyClassifier, TinyClassifier> {
    private final List<Labelled<ClassLabel>> texts;

    Stubborn(List<Labelled<ClassLabel>> texts) {
      super(new TinyLearner());
      this.texts = texts;
    }

    @Override
    public TinyClassifier fit(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TinyClassifier> context) {
      return learner().fit(texts, FitContext.of(context.labels(), 1));
    }

    @Override
    protected TinyClassifier wrap(TinyClassifier model) {
      return model;
    }

    @Override
    protected TinyClassifier unwrap(TinyClassifier model) {
      return model;
    }
  }

  @Test
  void read_modelsThatAgree_haveEachQueryAtTheTop() {
    AcquisitionRecord record = record("ups(every=1)+least-confidence");
    assertEquals(Set.of(1, 2, 3), record.tops().keySet());
    // a query of 10 out of 270 and fewer is a part of the first tenth
    record.tops().values().forEach(tops -> assertEquals(List.of(1.0, 1.0, 1.0, 1.0, 1.0), tops));
  }

  @Test
  void read_modelsThatLearn_haveLessAtTheTop() {
    AcquisitionRecord record = record("ups(every=1)+least-confidence", new TinyLearner());
    double mean =
        record.tops().values().stream().mapToDouble(tops -> tops.get(0)).average().orElseThrow();
    assertTrue(mean < 1, () -> "the first tenth held " + mean);
  }

  @Test
  void read_anyRun_hasItsTimesAndPasses() {
    AcquisitionRecord record = record("ups(full=0:1)+least-confidence");
    assertEquals(List.of(280, 270, 260, 250, 240), unlabelled(record.history()));
    assertEquals(
        List.of(true, true, false, false), record.passes().stream().map(UpsRound::full).toList());
    assertEquals(280, record.passes().get(0).scored());
    double fits = record.history().stream().mapToDouble(Iteration::fitSeconds).sum();
    assertEquals(fits - record.history().get(4).fitSeconds(), record.trainSeconds(), 1e-12);
    assertTrue(record.trainSeconds() > 0);
    assertTrue(record.scoreSeconds() > 0);
    assertEquals(record.trainSeconds() + record.scoreSeconds(), record.seconds());
  }

  @Test
  void read_withoutSubsampling_hasNoPassesAndNoTops() {
    AcquisitionRecord record = record("least-confidence");
    assertEquals(List.of(), record.passes());
    assertEquals(Set.of(), record.tops().keySet());
    assertEquals(5, record.history().size());
    assertTrue(AcquisitionRecord.isFinished(dir.resolve("tiny-seed1/acquire")));
    assertFalse(AcquisitionRecord.isFinished(dir.resolve("tiny-seed2/acquire")));
  }

  private static List<Integer> unlabelled(List<Iteration> history) {
    return history.stream().map(Iteration::unlabelled).toList();
  }

  private AcquisitionRecord record(String strategy) {
    return record(strategy, new Stubborn(FakeTexts.dataset(400, 3, 1).items().subList(0, 30)));
  }

  private AcquisitionRecord record(
      String strategy, Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner) {
    Dataset<ClassLabel> texts = FakeTexts.dataset(400, 3, 1);
    Task<ClassLabel> task =
        Task.ofClasses(
            "fake", texts.items().subList(0, 300), texts.items().subList(300, 400), texts.labels());
    AcquiredLabels<ClassLabel> labels =
        new AcquisitionGrid<>(task, new QuerySizes(20, 10, false), 4, dir)
            .acquire(new AcquisitionGrid.Acquirer<>("tiny", learner, strategy), 1);
    return AcquisitionRecord.read(
        dir.resolve(labels.folder()).resolve("acquire"),
        task.train().stream().map(item -> item.instance().id()).toList());
  }
}
