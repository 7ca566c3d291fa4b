package org.al4j.examples.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.plasm.PseudoLabelFilter;
import org.al4j.study.Task;
import org.al4j.study.settings.QuerySizes;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlasmRunsTest {
  private static final PlasmRuns.Acquisition ACQUISITION =
      new PlasmRuns.Acquisition(new QuerySizes(20, 10, false), 2);

  @TempDir private Path dir;

  @Test
  void acquire_sameFolder_givesTheRecordedLabelsWithoutTraining() throws IOException {
    TinyLearner tiny = new TinyLearner();
    try (OpenLearners<ClassLabel> models = new OpenLearners<>(40)) {
      Learner<ClassLabel, ActiveModel<ClassLabel>> learner = models.add(tiny);
      PlasmRuns.Acquired<ClassLabel> first = runs().acquire("student", learner, 1);
      assertEquals(3, tiny.fits());
      PlasmRuns.Acquired<ClassLabel> again = runs().acquire("student", learner, 1);
      assertEquals(3, tiny.fits());
      assertEquals(40, first.pool().labelledCount());
      assertEquals(first.pool().labelled(), again.pool().labelled());
      assertEquals(first.seconds(), again.seconds());
    }
  }

  @Test
  void onPseudo_confidence_measuresSuccessorAndPseudoLabels() throws IOException {
    try (OpenLearners<ClassLabel> models = new OpenLearners<>(40)) {
      Learner<ClassLabel, ActiveModel<ClassLabel>> tfidf = models.add(TfidfLearner.create());
      PlasmRuns.Gold<ClassLabel> gold =
          new PlasmRuns.Gold<>(runs().acquire("student", tfidf, 1).pool(), 1);
      Iteration plain = runs().onGold("mismatch", tfidf, gold);
      PlasmOptions quarter = PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(0.25));
      Iteration plasm =
          runs().onPseudo("plasm", new PlasmRuns.Teaching<>(tfidf, tfidf), quarter, gold);
      assertEquals(40, plain.labelled());
      assertEquals(Set.of(), pseudo(plain));
      assertEquals(260, plasm.scores().get(PseudoLabelScores.GIVEN));
      assertEquals(195, plasm.scores().get(PseudoLabelScores.KEPT));
      assertTrue(
          plasm.scores().get(PseudoLabelScores.RIGHT_KEPT)
              > plasm.scores().get(PseudoLabelScores.RIGHT_GIVEN));
      assertEquals(
          plasm, runs().onPseudo("plasm", new PlasmRuns.Teaching<>(tfidf, tfidf), quarter, gold));
    }
  }

  @Test
  void onPseudo_severalSuccessors_trainTheTeacherOnce() throws IOException {
    TinyLearner tiny = new TinyLearner();
    try (OpenLearners<ClassLabel> models = new OpenLearners<>(40)) {
      Learner<ClassLabel, ActiveModel<ClassLabel>> tfidf = models.add(TfidfLearner.create());
      Learner<ClassLabel, ActiveModel<ClassLabel>> teacher = models.add(tiny);
      PlasmRuns.Gold<ClassLabel> gold =
          new PlasmRuns.Gold<>(runs().acquire("student", tfidf, 1).pool(), 1);
      PlasmRuns.Teaching<ClassLabel> teaching = new PlasmRuns.Teaching<>(teacher, tfidf);
      Iteration first = runs().onPseudo("a", teaching, PlasmOptions.defaults(), gold);
      Iteration second = runs().onPseudo("b", teaching, PlasmOptions.defaults(), gold);
      assertEquals(1, tiny.fits());
      assertEquals(first.scores(), second.scores());
    }
  }

  @Test
  void random_countOfLabels_isThatOfTheAcquisition() throws IOException {
    try (OpenLearners<ClassLabel> models = new OpenLearners<>(40)) {
      Iteration random = runs().random("random", models.add(TfidfLearner.create()), 1);
      assertEquals(40, random.labelled());
    }
  }

  @Test
  void withTestSample_smallerSize_takesSoManyAlwaysTheSame() {
    Task<ClassLabel> whole = task();
    List<Labelled<ClassLabel>> sample = Setting.withTestSample(whole, 30).test();
    assertEquals(30, new HashSet<>(sample).size());
    assertTrue(whole.test().containsAll(sample));
    assertEquals(sample, Setting.withTestSample(whole, 30).test());
    assertEquals(whole.test(), Setting.withTestSample(whole, 100).test());
    assertThrows(InvalidInputException.class, () -> Setting.withTestSample(whole, 0));
  }

  private static Set<String> pseudo(Iteration iteration) {
    Set<String> names = new HashSet<>(iteration.scores().keySet());
    names.removeIf(name -> !name.startsWith("pseudo"));
    return names;
  }

  private PlasmRuns<ClassLabel> runs() {
    return new PlasmRuns<>(task(), ACQUISITION, dir);
  }

  private static Task<ClassLabel> task() {
    Dataset<ClassLabel> texts = FakeTexts.dataset(400, 3, 1);
    return Task.ofClasses(
        "fake", texts.items().subList(0, 300), texts.items().subList(300, 400), texts.labels());
  }
}
