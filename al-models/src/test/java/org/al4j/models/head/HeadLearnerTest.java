package org.al4j.models.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;

class HeadLearnerTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(60, 3, 7);

  private static HeadLearner learner() {
    return HeadLearner.of(new WordVectorEmbedder(12));
  }

  private static FitContext<ClassLabel, HeadModel<ClassLabel>> context() {
    return FitContext.of(DATA.labels(), 1);
  }

  @Test
  void fit_fromAnotherModel_reachesTheSameOptimum() {
    HeadModel<ClassLabel> cold = learner().fit(DATA.items(), context());
    HeadModel<ClassLabel> other = learner().fit(DATA.items().subList(0, 20), context());
    HeadModel<ClassLabel> warm =
        learner().fit(DATA.items(), context().withPrevious(Optional.of(other)));
    assertArrayEquals(cold.weights(), warm.weights(), 2e-6f);
  }

  @Test
  void selfInfluence_byHand_isErrorTimesLengthSquared() {
    List<Labelled<ClassLabel>> items =
        List.of(
            new Labelled<>(Instance.ofText("a", "3 4"), new ClassLabel("x")),
            new Labelled<>(Instance.ofText("b", "-3 0"), new ClassLabel("y")));
    HeadModel<ClassLabel> model =
        HeadLearner.of(new GivenVectors(2))
            .fit(items, FitContext.of(LabelSpace.of(List.of("x", "y")), 1));
    List<float[]> p = new ArrayList<>();
    model.forward(
        List.of(items.get(0).instance()),
        Set.of(Output.PROBABILITIES),
        block -> p.add(block.floats(Output.PROBABILITIES)));
    double q = p.get(0)[1];
    // both classes are off by q, and |h|^2 + 1 is 26
    assertEquals(2 * q * q * 26, model.selfInfluence(items)[0], 1e-7);
    Labelled<ClassLabel> wrong = new Labelled<>(items.get(0).instance(), new ClassLabel("y"));
    assertEquals(2 * (1 - q) * (1 - q) * 26, model.selfInfluence(List.of(wrong))[0], 1e-5);
  }

  @Test
  void fitKeeping_convexHead_keepsTheOneOptimum() {
    EpochModels<HeadModel<ClassLabel>> kept = learner().fitKeeping(DATA.items(), context(), 3);
    assertEquals(1, kept.epochEnds().size());
    assertArrayEquals(kept.model().weights(), kept.epochEnds().get(0).weights());
  }

  @Test
  void fitSoft_weightTwo_equalsTheExampleTwice() {
    List<SoftLabelled<ClassLabel>> weighted = new ArrayList<>();
    List<Labelled<ClassLabel>> twice = new ArrayList<>(DATA.items());
    for (int i = 0; i < DATA.items().size(); i++) {
      int weight = 1 + i % 2;
      Labelled<ClassLabel> item = DATA.items().get(i);
      weighted.add(new SoftLabelled<>(item, weight, Confidence.NONE, SoftLabelled.GOLD));
      if (weight == 2) {
        twice.add(
            new Labelled<>(
                Instance.ofText("again" + i, item.instance().text()), item.annotation()));
      }
    }
    assertArrayEquals(
        learner().fit(twice, context()).weights(),
        learner().fitSoft(weighted, context()).weights(),
        2e-5f);
  }

  @Test
  void fit_oneDeclaredClass_isCertainOfIt() {
    LabelSpace one = LabelSpace.of(List.of("only"));
    HeadModel<ClassLabel> model =
        HeadLearner.of(new GivenVectors(2))
            .fit(
                List.of(new Labelled<>(Instance.ofText("a", "1 0"), new ClassLabel("only"))),
                FitContext.of(one, 1));
    model.forward(
        List.of(Instance.ofText("b", "0 1")),
        Set.of(Output.PROBABILITIES),
        block -> assertArrayEquals(new float[] {1}, block.floats(Output.PROBABILITIES)));
  }

  @Test
  void fit_crossValidation_isOfThoseTriedAndTheSameBySeed() {
    HeadLearner search =
        HeadLearner.of(new WordVectorEmbedder(12), HeadOptions.DEFAULT.withCrossValidation());
    double c = search.fit(DATA.items(), context()).c();
    assertEquals(c, search.fit(DATA.items(), context()).c());
    boolean tried = false;
    for (double one : StrengthSearch.TRIED) {
      tried |= one == c;
    }
    assertTrue(tried, "C is " + c);
  }

  @Test
  void fit_members_differAndEmbedOnce() {
    WordVectorEmbedder embedder = new WordVectorEmbedder(12);
    HeadModel<ClassLabel> model =
        HeadLearner.of(embedder, HeadOptions.DEFAULT.withMembers(4)).fit(DATA.items(), context());
    assertEquals(60, embedder.texts());
    model.forward(
        DATA.corpus(),
        Set.of(Output.MEMBER_PROBABILITIES),
        block -> {
          assertArrayEquals(new long[] {4, 60, 3}, block.shape(Output.MEMBER_PROBABILITIES));
          float[] all = block.floats(Output.MEMBER_PROBABILITIES);
          assertTrue(Math.abs(all[0] - all[180]) > 1e-4, "two samples, two heads");
        });
  }
}
