package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.models.calibration.TemperatureLearner;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.kind.Targets;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

/** Soft labels and weights reach what a committee or a temperature is made of. */
class SoftLabelsTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(40, 3, 5);

  /** Every second example a distribution, with weights of 1 to 3. */
  private static List<SoftLabelled<ClassLabel>> soft() {
    List<SoftLabelled<ClassLabel>> examples = new ArrayList<>();
    for (int i = 0; i < DATA.items().size(); i++) {
      double[] target = i % 2 == 0 ? new double[] {.5, .25, .25} : new double[0];
      examples.add(new SoftLabelled<>(DATA.items().get(i), 1 + i % 3, target, "teacher"));
    }
    return examples;
  }

  private static <M> FitContext<ClassLabel, M> context() {
    return FitContext.of(DATA.labels(), 1);
  }

  private static <M> SoftLearner<ClassLabel, M> softly(Learner<ClassLabel, M> learner) {
    @SuppressWarnings("unchecked") // the same learner
    SoftLearner<ClassLabel, M> soft =
        assertInstanceOf(SoftLearner.class, learner, learner.describe());
    return soft;
  }

  private static String logits(ActiveModel<ClassLabel> model) {
    return CommitteeLearnerTest.values(model, Output.LOGITS);
  }

  private static List<String> members(Committee<ClassLabel> committee) {
    return committee.members().stream().map(SoftLabelsTest::logits).toList();
  }

  @Test
  void fitSoft_temperature_isTheWrappedFit() {
    TfidfLearner tfidf = TfidfLearner.create();
    try (TfidfClassifier alone = tfidf.fitSoft(soft(), context());
        TemperatureScaled<TfidfClassifier> wrapped =
            softly(TemperatureLearner.of(tfidf, 2)).fitSoft(soft(), context());
        TfidfClassifier hard = tfidf.fit(DATA.items(), context())) {
      assertEquals(logits(alone), logits(wrapped.model()));
      assertEquals(2, wrapped.temperature());
      assertNotEquals(logits(hard), logits(wrapped.model()));
    }
  }

  @Test
  void fitSoft_families_givesEachMemberTheSoftExamples() {
    TfidfLearner tfidf = TfidfLearner.create();
    List<Learner<ClassLabel, ? extends ActiveModel<ClassLabel>>> kinds =
        List.of(tfidf, TemperatureLearner.of(tfidf, 2));
    try (TfidfClassifier alone = tfidf.fitSoft(soft(), context());
        Committee<ClassLabel> committee =
            softly(CommitteeLearner.families(kinds).atOnce(2)).fitSoft(soft(), context())) {
      assertEquals(List.of(logits(alone), logits(alone)), members(committee));
    }
  }

  @Test
  void fitSoft_bagging_dependsOnTargetsButNotOnTheOrder() {
    SoftLearner<ClassLabel, Committee<ClassLabel>> learner =
        softly(CommitteeLearner.bagging(TfidfLearner.create(), 3));
    List<SoftLabelled<ClassLabel>> shuffled = new ArrayList<>(soft());
    Collections.shuffle(shuffled, new Random(3));
    List<SoftLabelled<ClassLabel>> plain = DATA.items().stream().map(Targets::plain).toList();
    try (Committee<ClassLabel> one = learner.fitSoft(soft(), context());
        Committee<ClassLabel> two = learner.fitSoft(shuffled, context());
        Committee<ClassLabel> hard = learner.fit(DATA.items(), context());
        Committee<ClassLabel> same = learner.fitSoft(plain, context())) {
      assertEquals(members(one), members(two));
      assertEquals(members(hard), members(same));
      assertNotEquals(members(hard), members(one));
    }
  }

  @Test
  void of_aMemberThatTakesPlainLabelsOnly_isNoSoftLearner() {
    Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> tiny = new TinyLearner();
    assertFalse(SoftLearner.class.isInstance(CommitteeLearner.bagging(tiny, 2)));
    assertFalse(
        SoftLearner.class.isInstance(
            CommitteeLearner.families(List.of(TfidfLearner.create(), tiny))));
    assertFalse(SoftLearner.class.isInstance(TemperatureLearner.of(new TinyLearner(), 2)));
  }
}
