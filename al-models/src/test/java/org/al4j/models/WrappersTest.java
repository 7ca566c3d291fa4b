package org.al4j.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.calibration.TemperatureLearner;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.committee.CommitteeLearnerProvider;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

/** What a learner or model can do beside the least must survive what is put around it. */
class WrappersTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(12, 3, 5);
  private static final String CHECKPOINT = Fixtures.path("models/distilbert/seqcls").toString();

  private static TransformerLearner transformer() {
    Recipe recipe = Recipe.plasm().withMinimumUpdates(4).withEpochs(2).withMaxLength(5);
    return TransformerLearner.create(Fixtures.path("models/distilbert/seqcls"), recipe, 2);
  }

  private static <M> FitContext<ClassLabel, M> context() {
    return FitContext.of(DATA.labels(), 1);
  }

  /** A learner without anything to spare, which is closed by name. */
  private static class Plain implements Learner<ClassLabel, ActiveModel<ClassLabel>> {
    final List<String> closed;
    private final String name;

    Plain(String name, List<String> closed) {
      this.name = name;
      this.closed = closed;
    }

    @Override
    public String describe() {
      return name;
    }

    @Override
    public Set<Output> offers() {
      return new TinyLearner().offers();
    }

    @Override
    public ActiveModel<ClassLabel> fit(
        List<Labelled<ClassLabel>> labelled,
        FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
      return new TinyLearner().fit(labelled, WrappersTest.<TinyClassifier>context());
    }

    @Override
    public void close() {
      closed.add(name);
    }
  }

  @Test
  void temperature_aroundALearner_isWhatTheLearnerIs() {
    try (TransformerLearner transformer = transformer()) {
      for (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner :
          List.of(transformer, TfidfLearner.create())) {
        TemperatureLearner<?> wrapped = TemperatureLearner.of(learner, 2);
        for (Class<?> able : List.of(SoftLearner.class, EpochLearner.class, TextReader.class)) {
          assertEquals(
              able.isInstance(learner), able.isInstance(wrapped), able + " around " + learner);
        }
      }
    }
  }

  @Test
  void temperature_aroundATransformer_keepsEpochsInfluenceAndTheCountOfCutTexts() {
    try (TransformerLearner transformer = transformer();
        TransformerClassifier bare = transformer.fit(DATA.items(), context())) {
      var wrapped = TemperatureLearner.of(transformer, 2);
      var epochs =
          assertInstanceOf(
              EpochLearner.class, wrapped, "TracIn would go by the final weights only");
      @SuppressWarnings("unchecked")
      EpochModels<TemperatureScaled<TransformerClassifier>> models =
          epochs.fitKeeping(DATA.items(), context(), 2);
      assertEquals(2, models.epochEnds().size());
      try (TemperatureScaled<TransformerClassifier> model = models.model()) {
        @SuppressWarnings("unchecked")
        InfluenceModel<ClassLabel> influence =
            (InfluenceModel<ClassLabel>) assertInstanceOf(InfluenceModel.class, model);
        assertArrayEquals(
            bare.selfInfluence(DATA.items()), influence.selfInfluence(DATA.items()), 1e-4);
        model.forward(DATA.corpus(), Set.of(Output.PROBABILITIES), block -> {});
        assertEquals(12, model.textsRead().texts());
        assertEquals(12, model.textsRead().truncated());
      }
      models.epochEnds().forEach(TemperatureScaled::close);
      assertEquals(transformer.textsRead(), wrapped.textsRead());
      assertEquals(12, wrapped.textsRead().truncated());
      wrapped.close();
      assertThrows(
          IllegalStateException.class, () -> transformer.fit(DATA.items(), context()).close());
    }
  }

  @Test
  void textsRead_ofACommittee_isItsWorstMembers() {
    try (TransformerLearner transformer = transformer();
        CommitteeLearner<ClassLabel> committee =
            CommitteeLearner.families(List.of(TfidfLearner.create(), transformer));
        var model = committee.fit(DATA.items(), context())) {
      model.forward(DATA.corpus(), Set.of(Output.PROBABILITIES), block -> {});
      assertEquals(12, TextReader.of(model).truncated());
      assertEquals(12, TextReader.of(committee).truncated());
      assertEquals(TextsRead.NONE, TextReader.of(new TinyLearner()));
    }
  }

  @Test
  void close_committee_closesEachLearnerOnceAndAllOfThem() {
    List<String> closed = new ArrayList<>();
    Plain failing =
        new Plain("first", closed) {
          @Override
          public void close() {
            super.close();
            throw new IllegalStateException("cannot close");
          }
        };
    CommitteeLearner<ClassLabel> families =
        CommitteeLearner.families(List.of(failing, new Plain("second", closed)));
    assertThrows(IllegalStateException.class, families::close);
    assertEquals(2, Set.copyOf(closed).size());
    closed.clear();
    CommitteeLearner.bagging(new Plain("one", closed), 4).close();
    assertEquals(List.of("one"), closed);
  }

  @Test
  void close_committeesByName_closeCheckpointAndTokenizer() {
    for (Map<String, String> parameters :
        List.of(
            Map.of("by", "seeds", "of", "transformer", "checkpoint", CHECKPOINT),
            Map.of("by", "bagging", "of", "transformer", "checkpoint", CHECKPOINT),
            Map.of("by", "dropout", "checkpoint", CHECKPOINT),
            Map.of("by", "mixed", "transformer.checkpoint", CHECKPOINT))) {
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner =
          Learners.named("committee", parameters, ClassLabel.class);
      learner.close();
      learner.close();
      assertClosed(learner, parameters);
    }
  }

  private static <M> void assertClosed(Learner<ClassLabel, M> learner, Object what) {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> learner.fit(DATA.items(), context()),
            what.toString());
    assertEquals("the learner is closed", e.getMessage());
  }

  @Test
  void create_secondMemberFails_closesTheFirst() {
    Map<String, String> parameters =
        Map.of("by", "mixed", "transformer.checkpoint", CHECKPOINT, "tfidf.c", "none");
    long before = openFiles();
    for (int i = 0; i < 5; i++) {
      assertThrows(
          InvalidInputException.class,
          () -> new CommitteeLearnerProvider().create(ClassLabel.class, parameters));
    }
    assertEquals(before, openFiles());
  }

  private static long openFiles() {
    java.io.File[] open = new java.io.File("/proc/self/fd").listFiles();
    return open == null ? 0 : open.length;
  }

  @Test
  void fit_memberWithoutAModel_isRefused() {
    Plain broken =
        new Plain("broken", new ArrayList<>()) {
          @Override
          @SuppressWarnings("NullAway") // what a broken learner does
          public ActiveModel<ClassLabel> fit(
              List<Labelled<ClassLabel>> labelled,
              FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
            return null;
          }
        };
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> CommitteeLearner.seeds(broken, 2).fit(DATA.items(), context()))
            .getMessage();
    assertEquals(
        "a learner must return a model or throw, but fit of broken returned null; check the"
            + " learner",
        message);
  }

  @Test
  void temperature_aroundATemperature_countsAlone() {
    try (var once = TemperatureScaled.of(tfidf(), 3);
        var twice = TemperatureScaled.of(TemperatureScaled.of(tfidf(), 2), 3)) {
      assertEquals(forward(once), forward(twice));
      assertEquals(predicted(once), predicted(twice));
      assertFalse(predicted(once).isEmpty());
    }
  }

  private static ActiveModel<ClassLabel> tfidf() {
    return TfidfLearner.create().fit(DATA.items(), context());
  }

  private static List<Double> predicted(ActiveModel<ClassLabel> model) {
    List<Double> all = new ArrayList<>();
    model.predict(DATA.corpus(), said -> all.add(Math.rint(said.probabilities()[0] * 1e5)));
    return all;
  }

  private static List<Double> forward(ActiveModel<ClassLabel> model) {
    List<Double> all = new ArrayList<>();
    model.forward(
        DATA.corpus(),
        Set.of(Output.PROBABILITIES),
        block -> {
          for (Instance x : block.instances()) {
            int row = block.instances().indexOf(x);
            all.add(Math.rint(block.get(Output.PROBABILITIES).getDouble(row, 0) * 1e5));
          }
        });
    return all;
  }
}
