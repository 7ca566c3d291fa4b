package org.al4j.models.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.junit.jupiter.api.Test;

/**
 * Weights of scikit-learn 1.2.1, {@code LogisticRegression(solver="newton-cg", tol=1e-12)} and
 * {@code Ridge}.
 */
class HeadGoldenTest {
  private static final List<String> X =
      List.of(
          ".6 .8 0",
          ".8 -.6 0",
          "0 .6 .8",
          "-.6 0 .8",
          ".28 .96 0",
          "0 -1 0",
          "-.8 0 -.6",
          ".36 .48 .8");
  private static final List<String> Y = List.of("a", "b", "c", "c", "a", "b", "b", "a");
  private static final List<String> SETS = List.of("a", "a b", "b", "", "a", "b", "", "a b");
  private static final double[] NUMBERS = {3, -1, 2, .5, 4, -2, 0, 3.5};
  private static final double[] WEIGHTS = {1, 1, 1, .5, 1, 2, 1, 1};
  private static final LabelSpace THREE = LabelSpace.of(List.of("a", "b", "c"));
  private static final GivenVectors EMBEDDER = new GivenVectors(3);

  private static <A extends Annotation> List<Labelled<A>> items(List<A> annotations) {
    List<Labelled<A>> items = new ArrayList<>();
    for (int i = 0; i < X.size(); i++) {
      items.add(new Labelled<>(Instance.ofText("x" + i, X.get(i)), annotations.get(i)));
    }
    return items;
  }

  private static <A extends Annotation> List<SoftLabelled<A>> weighted(List<Labelled<A>> items) {
    List<SoftLabelled<A>> soft = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      soft.add(new SoftLabelled<>(items.get(i), WEIGHTS[i], Confidence.NONE, SoftLabelled.GOLD));
    }
    return soft;
  }

  private static List<Labelled<ClassLabel>> classes() {
    return items(Y.stream().map(ClassLabel::new).toList());
  }

  private static void check(HeadModel<?> model, float[] weights, float[] biases) {
    assertArrayEquals(weights, model.weights(), 2e-6f);
    assertArrayEquals(biases, model.biases(), 2e-6f);
  }

  private static HeadLearner learner(double c) {
    return HeadLearner.of(EMBEDDER, HeadOptions.DEFAULT.withC(c));
  }

  @Test
  void fit_oneClass_isScikitLearns() {
    check(
        learner(1).fit(classes(), FitContext.of(THREE, 1)),
        new float[] {
          .5460797171f, .7988959430f, -.0326330549f,
          -.0521036322f, -.9097674773f, -.6857749465f,
          -.4939760849f, .1108715343f, .7184080014f
        },
        new float[] {-.0351045559f, .3977093861f, -.3626048302f});
    check(
        learner(10).fit(classes(), FitContext.of(THREE, 1)),
        new float[] {
          1.6782164621f, 1.7714653444f, -.1448341836f,
          -.0020097965f, -2.1156982171f, -1.8153465518f,
          -1.6762066656f, .3442328727f, 1.9601807354f
        },
        new float[] {-.2483923847f, .9044852688f, -.6560928841f});
  }

  @Test
  void fitSoft_weights_areScikitLearnsSampleWeights() {
    check(
        learner(10).fitSoft(weighted(classes()), FitContext.of(THREE, 1)),
        new float[] {
          1.6477688875f, 1.7350962597f, -.1782947261f,
          -.0798663413f, -2.2210355104f, -1.6910403862f,
          -1.5679025462f, .4859392506f, 1.8693351123f
        },
        new float[] {-.2238320510f, .9834319791f, -.7595999281f});
  }

  @Test
  void fit_severalClasses_isScikitLearnsOneForEach() {
    List<LabelSet> sets =
        SETS.stream()
            .map(names -> LabelSet.of(names.isEmpty() ? List.of() : List.of(names.split(" "))))
            .toList();
    check(
        HeadMultiLabelLearner.of(EMBEDDER)
            .fit(items(sets), FitContext.of(LabelSpace.of(List.of("a", "b")), 1)),
        new float[] {
          3.6773584559f, 1.3052114611f, -.8478934682f, 2.2434023405f, -2.0291019899f, 2.1712149899f
        },
        new float[] {-.4453042860f, -.4607061336f});
  }

  @Test
  void fitSoft_numbers_isScikitLearnsRidge() {
    List<RealValue> numbers = new ArrayList<>();
    for (double number : NUMBERS) {
      numbers.add(new RealValue(number));
    }
    HeadModel<RealValue> model =
        HeadRegressionLearner.of(EMBEDDER)
            .fitSoft(weighted(items(numbers)), FitContext.of(LabelSpace.none(), 1));
    check(
        model, new float[] {.5146200284f, 2.8052110641f, .4475052176f}, new float[] {.7019410839f});
    assertEquals(10, model.c());
  }
}
