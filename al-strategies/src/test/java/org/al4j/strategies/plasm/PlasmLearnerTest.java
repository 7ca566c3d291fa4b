package org.al4j.strategies.plasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.pool.Pool;
import org.al4j.testkit.ClassLearnerContract;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

class PlasmLearnerTest extends ClassLearnerContract<TinyClassifier> {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(200, 3, 17);
  private static final List<Labelled<ClassLabel>> GOLD = DATA.items().subList(0, 40);

  @Override
  protected Learner<ClassLabel, TinyClassifier> learner() {
    return of(data().corpus(), PlasmOptions.defaults());
  }

  private static PlasmLearner<ClassLabel, TinyClassifier, TinyClassifier> of(
      Corpus corpus, PlasmOptions options) {
    return PlasmLearner.of(new TinyLearner(), new TinyLearner(), corpus, options);
  }

  private static Map<String, double[]> predictions(TinyClassifier model) {
    Map<String, double[]> all = new HashMap<>();
    model.predict(DATA.corpus(), one -> all.put(one.instance().id(), one.probabilities()));
    return all;
  }

  @Test
  void fit_goldLabels_isWhatPlasmGivesOnTheCorpus() {
    PlasmOptions options = PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(.25));
    PlasmLearner<ClassLabel, TinyClassifier, TinyClassifier> learner = of(DATA.corpus(), options);
    assertEquals(Optional.empty(), learner.report());
    Pool<ClassLabel> pool = Pool.<ClassLabel>unlabelled(DATA.corpus()).label(GOLD);
    try (TinyClassifier model = learner.fit(GOLD, FitContext.of(DATA.labels(), 5));
        PlasmResult<ClassLabel, TinyClassifier> plasm =
            Plasm.run(
                new PlasmTask<>(pool, DATA.labels(), new TinyLearner(), new TinyLearner(), 5),
                options)) {
      Map<String, double[]> expected = predictions(plasm.successor());
      predictions(model).forEach((id, p) -> assertEquals(boxed(expected.get(id)), boxed(p), id));
      PlasmReport report = learner.report().orElseThrow();
      assertEquals(40, report.gold());
      assertEquals(160, report.all().given());
      assertEquals(120, report.all().kept());
      assertEquals(0, report.all().known());
    }
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Test
  void withKnownGold_report_comparesAndTheModelIsTheSame() {
    PlasmLearner<ClassLabel, TinyClassifier, TinyClassifier> plain =
        of(DATA.corpus(), PlasmOptions.defaults());
    PlasmLearner<ClassLabel, TinyClassifier, TinyClassifier> told =
        plain.withKnownGold(DATA.items());
    try (TinyClassifier first = plain.fit(GOLD, FitContext.of(DATA.labels(), 5));
        TinyClassifier second = told.fit(GOLD, FitContext.of(DATA.labels(), 5))) {
      assertEquals(160, told.report().orElseThrow().all().known());
      assertEquals(plain.settings(), told.settings());
      Map<String, double[]> expected = predictions(first);
      predictions(second).forEach((id, p) -> assertEquals(boxed(expected.get(id)), boxed(p), id));
    }
  }

  @Test
  void settings_teacherSuccessorAndOptions_areTold() {
    Map<String, String> settings =
        of(DATA.corpus(), PlasmOptions.defaults().withGoldWeight(2)).settings();
    assertEquals("TinyLearner", settings.get("teacher"));
    assertEquals("TinyLearner", settings.get("successor"));
    assertEquals("2.0", settings.get("goldWeight"));
  }

  @Test
  void fit_aTextOutsideTheCorpus_isRefused() {
    PlasmLearner<ClassLabel, TinyClassifier, TinyClassifier> learner =
        of(Corpus.of(List.of(GOLD.get(0).instance())), PlasmOptions.defaults());
    FitContext<ClassLabel, TinyClassifier> context = FitContext.of(DATA.labels(), 5);
    String message =
        assertThrows(InvalidInputException.class, () -> learner.fit(GOLD, context)).getMessage();
    assertTrue(message.contains(GOLD.get(1).instance().id()), message);
  }
}
