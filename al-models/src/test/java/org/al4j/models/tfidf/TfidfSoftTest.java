package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;

/** Weights, soft targets and gradient norms of TF-IDF models. */
class TfidfSoftTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(40, 3, 5);
  private static final TfidfLearner LEARNER = TfidfLearner.create().withVocabularyOf(DATA.corpus());

  private static SoftLabelled<ClassLabel> soft(
      Labelled<ClassLabel> item, double weight, double... target) {
    return new SoftLabelled<>(item, weight, target, "test");
  }

  private static List<SoftLabelled<ClassLabel>> plain() {
    return new ArrayList<>(DATA.items().stream().map(item -> soft(item, 1)).toList());
  }

  private static TfidfClassifier fit(List<SoftLabelled<ClassLabel>> examples) {
    return LEARNER.fitSoft(examples, FitContext.of(DATA.labels(), 1));
  }

  @Test
  void fitSoft_plainExamplesInAnyOrder_equalFit() {
    List<SoftLabelled<ClassLabel>> examples = plain();
    Collections.reverse(examples);
    float[] want = LEARNER.fit(DATA.items(), FitContext.of(DATA.labels(), 1)).weights();
    assertArrayEquals(want, fit(examples).weights());
  }

  @Test
  void fitSoft_weightTwo_equalsTheExampleTwice() {
    List<SoftLabelled<ClassLabel>> twice = plain();
    twice.add(twice.get(0));
    List<SoftLabelled<ClassLabel>> weighted = plain();
    weighted.set(0, soft(DATA.items().get(0), 2));
    assertArrayEquals(fit(twice).weights(), fit(weighted).weights(), 1e-6f);
    assertArrayEquals(fit(twice).biases(), fit(weighted).biases(), 1e-4f);
  }

  @Test
  void fitSoft_softTarget_equalsBothLabelsByTheirShares() {
    Labelled<ClassLabel> item = DATA.items().get(0);
    List<SoftLabelled<ClassLabel>> both = plain();
    both.set(0, soft(item, .25, 1, 0, 0));
    both.add(soft(item, .75, 0, 1, 0));
    List<SoftLabelled<ClassLabel>> mixed = plain();
    mixed.set(0, soft(item, 1, .25, .75, 0));
    assertArrayEquals(fit(both).weights(), fit(mixed).weights(), 1e-6f);
  }

  @Test
  void fitSoft_targetThatIsNoDistribution_isRefused() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> fit(List.of(soft(DATA.items().get(0), 1, .5, .6, 0))))
            .getMessage();
    String id = DATA.items().get(0).instance().id();
    assertEquals("instance '" + id + "': probabilities must sum to 1, found 1.1", message);
  }

  @Test
  void fit_previousModel_reachesTheSameOptimum() {
    TfidfClassifier first = LEARNER.fit(DATA.items(), FitContext.of(DATA.labels(), 1));
    FitContext<ClassLabel, TfidfClassifier> warm =
        new FitContext<>(DATA.labels(), 2, Optional.of(first), List.of(), step -> {}, () -> false);
    assertArrayEquals(first.weights(), LEARNER.fit(DATA.items(), warm).weights());
  }

  /**
   * Rows have length one, so the norm is |p - onehot| sqrt(2); without known terms it is that of
   * the bias.
   */
  @Test
  void forward_gradientNorm_isThatOfTheOuterProduct() {
    List<Instance> xs = List.of(DATA.items().get(0).instance(), Instance.ofText("none", "qqqqqq"));
    try (TfidfClassifier model = fit(plain())) {
      double[][] norms = TfidfLearnerTest.rows(model, xs, Output.GRADIENT_NORM);
      double[][] p = TfidfLearnerTest.rows(model, xs, Output.PROBABILITIES);
      for (int i = 0; i < 2; i++) {
        int best = p[i][0] >= p[i][1] && p[i][0] >= p[i][2] ? 0 : p[i][1] >= p[i][2] ? 1 : 2;
        double[] squares = {0, 0, 0};
        for (int label = 0; label < 3; label++) {
          for (int k = 0; k < 3; k++) {
            squares[label] += Math.pow(p[i][k] - (k == label ? 1 : 0), 2) * (i == 0 ? 2 : 1);
          }
          Labelled<ClassLabel> item =
              new Labelled<>(xs.get(i), new ClassLabel(DATA.labels().name(label)));
          assertEquals(squares[label], model.selfInfluence(List.of(item))[0], 1e-6);
        }
        assertEquals(Math.sqrt(squares[best]), norms[i][0], 1e-6);
      }
    }
  }
}
