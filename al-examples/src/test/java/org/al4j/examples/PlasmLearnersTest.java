package org.al4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.pool.Pool;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.plasm.Plasm;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.plasm.PlasmResult;
import org.al4j.strategies.plasm.PlasmTask;
import org.al4j.strategies.plasm.PseudoLabel;
import org.al4j.strategies.plasm.PseudoLabelFilter;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;

/** PLASM with learners that take soft labels and tell their gradients. */
class PlasmLearnersTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(200, 3, 17);
  private static final List<Labelled<ClassLabel>> GOLD = DATA.items().subList(0, 40);
  private static final TfidfLearner LEARNER = TfidfLearner.create().withVocabularyOf(DATA.corpus());

  private static PlasmResult<ClassLabel, TfidfClassifier> run(PlasmOptions options) {
    Pool<ClassLabel> pool = Pool.<ClassLabel>unlabelled(DATA.corpus()).label(GOLD);
    return Plasm.run(new PlasmTask<>(pool, DATA.labels(), LEARNER, LEARNER, 5), options);
  }

  private static Map<String, double[]> predictions(TfidfClassifier model) {
    Map<String, double[]> all = new HashMap<>();
    model.predict(DATA.corpus(), one -> all.put(one.instance().id(), one.probabilities()));
    return all;
  }

  @Test
  void run_softLabelsAndBrokenWeights_trainTheSuccessorOnThem() {
    PlasmOptions options = PlasmOptions.defaults().withSoftLabels().withGoldWeight(1.5);
    try (PlasmResult<ClassLabel, TfidfClassifier> result = run(options);
        PlasmResult<ClassLabel, TfidfClassifier> hard = run(PlasmOptions.defaults())) {
      List<SoftLabelled<ClassLabel>> examples = new ArrayList<>();
      GOLD.forEach(item -> examples.add(new SoftLabelled<>(item, 1.5, new double[0], "gold")));
      for (PseudoLabel<ClassLabel> one : result.pseudoLabels()) {
        examples.add(new SoftLabelled<>(one.labelled(), 1, one.probabilities(), one.source()));
      }
      assertEquals(200, examples.size());
      Map<String, double[]> got = predictions(result.successor());
      Map<String, double[]> other = predictions(hard.successor());
      try (TfidfClassifier want = LEARNER.fitSoft(examples, FitContext.of(DATA.labels(), 1))) {
        predictions(want).forEach((id, p) -> assertArrayEquals(p, got.get(id), 1e-6));
      }
      String any = GOLD.get(0).instance().id();
      assertNotEquals(got.get(any)[0], other.get(any)[0], 1e-3, "hard labels are another fit");
    }
  }

  @Test
  void run_selfInfluenceOverAllWeights_ranksByTheTeachersGradients() {
    PlasmOptions options =
        PlasmOptions.defaults().withFilter(PseudoLabelFilter.selfInfluence(false, .5));
    long seed = new Seeds(5).seed("plasm-teacher", 0);
    try (PlasmResult<ClassLabel, TfidfClassifier> result = run(options);
        TfidfClassifier teacher = LEARNER.fit(GOLD, FitContext.of(DATA.labels(), seed))) {
      List<PseudoLabel<ClassLabel>> kept = result.pseudoLabels();
      assertEquals(80, kept.size());
      double[] influence = teacher.selfInfluence(kept.stream().map(PseudoLabel::labelled).toList());
      for (int i = 0; i < influence.length; i++) {
        assertEquals(-influence[i], kept.get(i).reliability(), 1e-9);
        assertTrue(influence[i] > 0);
      }
    }
  }
}
