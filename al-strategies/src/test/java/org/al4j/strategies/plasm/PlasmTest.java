package org.al4j.strategies.plasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.pool.Pool;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

class PlasmTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(400, 3, 17);
  private static final List<Labelled<ClassLabel>> GOLD = DATA.items().subList(0, 60);
  private static final List<Labelled<ClassLabel>> REST = DATA.items().subList(60, 400);

  /** A learner that remembers what it was given. */
  private static class Recording implements Learner<ClassLabel, TinyClassifier> {
    final TinyLearner learner = new TinyLearner();
    final List<List<Labelled<ClassLabel>>> fits = new ArrayList<>();

    @Override
    public String describe() {
      return "recording";
    }

    @Override
    public Set<Output> offers() {
      return learner.offers();
    }

    @Override
    public TinyClassifier fit(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TinyClassifier> context) {
      fits.add(List.copyOf(labelled));
      return learner.fit(labelled, context);
    }
  }

  /** A learner that can weigh its examples. */
  private static final class Soft extends Recording
      implements SoftLearner<ClassLabel, TinyClassifier> {
    List<SoftLabelled<ClassLabel>> examples = List.of();

    @Override
    public TinyClassifier fitSoft(
        List<SoftLabelled<ClassLabel>> given, FitContext<ClassLabel, TinyClassifier> context) {
      examples = List.copyOf(given);
      return fit(given.stream().map(SoftLabelled::labelled).toList(), context);
    }
  }

  /** A learner whose epochs are fits on ever more of the labels. */
  private static final class Epochs extends Recording
      implements EpochLearner<ClassLabel, TinyClassifier> {
    final List<TinyClassifier> ends = new ArrayList<>();
    int asked;

    @Override
    public EpochModels<TinyClassifier> fitKeeping(
        List<Labelled<ClassLabel>> labelled,
        FitContext<ClassLabel, TinyClassifier> context,
        int last) {
      asked = last;
      for (int size : new int[] {20, 40}) {
        ends.add(learner.fit(labelled.subList(0, size), context));
      }
      return new EpochModels<>(fit(labelled, context), ends);
    }
  }

  private static Pool<ClassLabel> pool() {
    return Pool.<ClassLabel>unlabelled(DATA.corpus()).label(GOLD);
  }

  private static PlasmResult<ClassLabel, TinyClassifier> run(
      Recording teacher, Recording successor, PlasmOptions options) {
    return Plasm.run(
        new PlasmTask<>(pool(), DATA.labels(), teacher, successor, 5), options, DATA.items());
  }

  private static PlasmResult<ClassLabel, TinyClassifier> run(PlasmOptions options) {
    return run(new Recording(), new Recording(), options);
  }

  /** The class and largest probability that a teacher with this seed gives. */
  private static Map<String, Double> confidences() {
    Map<String, Double> confidences = new HashMap<>();
    long seed = new org.al4j.core.Seeds(5).seed("plasm-teacher", 0);
    try (TinyClassifier model = new TinyLearner().fit(GOLD, FitContext.of(DATA.labels(), seed))) {
      model.predict(
          REST.stream().map(Labelled::instance).toList(),
          one -> {
            double largest = 0;
            for (double p : one.probabilities()) {
              largest = Math.max(largest, p);
            }
            confidences.put(one.instance().id(), largest);
          });
    }
    return confidences;
  }

  @Test
  void run_defaults_trainsOnGoldAndAllPseudoLabels() {
    Recording teacher = new Recording();
    Recording successor = new Recording();
    Pool<ClassLabel> pool = pool();
    try (PlasmResult<ClassLabel, TinyClassifier> result =
        Plasm.run(
            new PlasmTask<>(pool, DATA.labels(), teacher, successor, 5), PlasmOptions.defaults())) {
      assertEquals(List.of(GOLD), teacher.fits);
      assertEquals(400, successor.fits.get(0).size());
      assertEquals(GOLD, successor.fits.get(0).subList(0, 60));
      assertEquals(340, result.pseudoLabels().size());
      assertEquals("recording", result.pseudoLabels().get(0).source());
      assertEquals(0, result.report().all().known());
    }
    assertEquals(60, pool.labelledCount());
    assertEquals(340, pool.unlabelledCount());
  }

  @Test
  void run_knownGold_countsAgreementPerClass() {
    try (PlasmResult<ClassLabel, TinyClassifier> result = run(PlasmOptions.defaults())) {
      Map<String, String> truth = new HashMap<>();
      REST.forEach(item -> truth.put(item.instance().id(), item.annotation().name()));
      Map<String, Integer> given = new TreeMap<>();
      Map<String, Integer> right = new TreeMap<>();
      for (PseudoLabel<ClassLabel> one : result.pseudoLabels()) {
        String name = one.labelled().annotation().name();
        given.merge(name, 1, Integer::sum);
        boolean agrees = name.equals(truth.get(one.labelled().instance().id()));
        right.merge(name, agrees ? 1 : 0, Integer::sum);
      }
      int total = 0;
      for (String name : DATA.labels().names()) {
        ClassAgreement one = result.report().perClass().get(name);
        assertEquals(given.getOrDefault(name, 0), one.given());
        assertEquals(one.given(), one.keptKnown());
        assertEquals(right.getOrDefault(name, 0), one.keptRight());
        total += one.right();
      }
      ClassAgreement all = result.report().all();
      assertEquals(total / 340.0, all.agreementKept());
      assertTrue(all.agreementKept() > 0.5, "the teacher learnt something: " + all);
      assertEquals(1, all.shareKept());
    }
  }

  @Test
  void run_confidence_dropsTheLeastConfident() {
    try (PlasmResult<ClassLabel, TinyClassifier> result =
        run(PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(.25)))) {
      Map<String, Double> confidences = confidences();
      assertEquals(255, result.pseudoLabels().size());
      double least = 1;
      for (PseudoLabel<ClassLabel> one : result.pseudoLabels()) {
        double confidence = confidences.remove(one.labelled().instance().id());
        assertEquals(confidence, one.reliability());
        least = Math.min(least, confidence);
      }
      for (double dropped : confidences.values()) {
        assertTrue(dropped <= least);
      }
      ClassAgreement all = result.report().all();
      assertEquals(.75, all.shareKept());
      assertTrue(all.agreementKept() > all.agreementGiven(), "the filter drops errors: " + all);
    }
  }

  @Test
  void run_confidenceByTheTeachersError_findsItOnATenthOfGold() {
    Recording teacher = new Recording();
    try (PlasmResult<ClassLabel, TinyClassifier> result =
        run(
            teacher,
            new Recording(),
            PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence()))) {
      assertEquals(54, teacher.fits.get(0).size());
      assertEquals(60, teacher.fits.get(1).size());
      double accuracy = result.report().heldOutQuality().orElseThrow();
      assertEquals(Math.rint(accuracy * 6), accuracy * 6, 1e-9);
      assertEquals(1 - accuracy, result.report().dropShare());
      assertEquals(340 - Math.round((1 - accuracy) * 340), result.pseudoLabels().size());
    }
  }

  @Test
  void run_filterDropsAll_trainsOnGoldAlone() {
    Recording successor = new Recording();
    PlasmOptions options = PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(1));
    try (PlasmResult<ClassLabel, TinyClassifier> result =
        run(new Recording(), successor, options)) {
      assertEquals(List.of(GOLD), successor.fits);
      assertEquals(0, result.pseudoLabels().size());
    }
  }

  @Test
  void run_lastLayerSelfInfluence_dropsTheLargest() {
    PlasmOptions options =
        PlasmOptions.defaults().withFilter(PseudoLabelFilter.selfInfluence(true, .5));
    try (PlasmResult<ClassLabel, TinyClassifier> result = run(options);
        PlasmResult<ClassLabel, TinyClassifier> plain = run(PlasmOptions.defaults())) {
      assertEquals(170, result.pseudoLabels().size());
      Map<String, ClassLabel> labels = new HashMap<>();
      plain
          .pseudoLabels()
          .forEach(one -> labels.put(one.labelled().instance().id(), one.labelled().annotation()));
      for (PseudoLabel<ClassLabel> one : result.pseudoLabels()) {
        assertEquals(labels.get(one.labelled().instance().id()), one.labelled().annotation());
        assertTrue(one.reliability() <= 0);
      }
      assertTrue(result.report().all().agreementKept() > result.report().all().agreementGiven());
    }
  }

  @Test
  void run_selfInfluenceOfAnEpochLearner_averagesItsLastEpochsAtTheFinalLabels() {
    Epochs teacher = new Epochs();
    PlasmOptions options =
        PlasmOptions.defaults().withFilter(PseudoLabelFilter.selfInfluence(true, .25));
    try (PlasmResult<ClassLabel, TinyClassifier> result = run(teacher, new Recording(), options)) {
      assertEquals(3, teacher.asked);
      assertEquals(255, result.pseudoLabels().size());
      for (PseudoLabel<ClassLabel> one : result.pseudoLabels()) {
        double sum = 0;
        for (TinyClassifier end : teacher.ends) {
          sum += influence(end, one.labelled());
        }
        assertEquals(-sum / 2, one.reliability(), 1e-6);
      }
    }
  }

  private static double influence(TinyClassifier model, Labelled<ClassLabel> item) {
    double[] found = {0};
    model.forward(
        List.of(item.instance()),
        Set.of(Output.PROBABILITIES, Output.EMBEDDING),
        block -> {
          float[][] p = block.get(Output.PROBABILITIES).toFloatMatrix();
          float[][] h = block.get(Output.EMBEDDING).toFloatMatrix();
          int label = DATA.labels().index(item.annotation().name());
          double norm = 1;
          for (float value : h[0]) {
            norm += value * value;
          }
          for (int k = 0; k < 3; k++) {
            double error = p[0][k] - (k == label ? 1 : 0);
            found[0] += error * error * norm;
          }
        });
    return found[0];
  }

  @Test
  void lastLayer_formula_isTheSquaredGradientNorm() {
    double[] p = {.7, .2, .1};
    double[] h = {2, -1};
    double squares = 0;
    double[] error = {-.3, .2, .1};
    for (double e : error) {
      for (double value : new double[] {2, -1, 1}) {
        squares += e * value * (e * value);
      }
    }
    assertEquals(squares, Influence.lastLayer(p, 0, h), 1e-15);
    assertEquals(.14 * 6, Influence.lastLayer(p, 0, h), 1e-15);
  }

  @Test
  void run_goldWeightOfAPlainLearner_repeatsGold() {
    Recording successor = new Recording();
    run(new Recording(), successor, PlasmOptions.defaults().withGoldWeight(3)).close();
    assertEquals(180 + 340, successor.fits.get(0).size());
    assertEquals(GOLD, successor.fits.get(0).subList(120, 180));
  }

  @Test
  void run_softSuccessor_getsWeightsTargetsAndSources() {
    Soft successor = new Soft();
    PlasmOptions options =
        PlasmOptions.defaults().withSoftLabels().withSmoothing(.3).withGoldWeight(2.5);
    try (PlasmResult<ClassLabel, TinyClassifier> result =
        run(new Recording(), successor, options)) {
      assertEquals(400, successor.examples.size());
      SoftLabelled<ClassLabel> gold = successor.examples.get(0);
      assertEquals(2.5, gold.weight());
      assertEquals(0, gold.target().byClass().length);
      assertEquals(SoftLabelled.GOLD, gold.source());
      SoftLabelled<ClassLabel> pseudo = successor.examples.get(60);
      assertEquals(1, pseudo.weight());
      assertEquals("recording", pseudo.source());
      double[] p = result.pseudoLabels().get(0).probabilities();
      double[] expected = new double[3];
      for (int k = 0; k < 3; k++) {
        expected[k] = .7 * p[k] + .1;
      }
      assertArrayEquals(expected, pseudo.target().byClass(), 1e-15);
    }
  }

  @Test
  void run_smoothingAlone_spreadsTheLabel() {
    Soft successor = new Soft();
    run(new Recording(), successor, PlasmOptions.defaults().withSmoothing(.3)).close();
    SoftLabelled<ClassLabel> pseudo = successor.examples.get(60);
    int label = DATA.labels().index(pseudo.labelled().annotation().name());
    for (int k = 0; k < 3; k++) {
      assertEquals(k == label ? .8 : .1, pseudo.target().byClass()[k], 1e-15);
    }
  }

  @Test
  void run_softOptionsWithoutASoftSuccessor_areRefusedBeforeAnyFit() {
    Recording teacher = new Recording();
    for (PlasmOptions options :
        List.of(
            PlasmOptions.defaults().withSoftLabels(),
            PlasmOptions.defaults().withSmoothing(.1),
            PlasmOptions.defaults().withGoldWeight(1.5))) {
      assertThrows(InvalidInputException.class, () -> run(teacher, new Recording(), options));
    }
    assertEquals(List.of(), teacher.fits);
  }

  @Test
  void run_teacherWithoutGradientNorms_isRefusedNamingThem() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> run(PlasmOptions.defaults().withFilter(PseudoLabelFilter.selfInfluence(false))));
    assertTrue(error.getMessage().contains("[GRADIENT_NORM]"), error.getMessage());
  }

  @Test
  void run_skippedInstances_getNoLabel() {
    Pool<ClassLabel> pool = pool().skip(List.of(REST.get(0).instance().id()));
    try (PlasmResult<ClassLabel, TinyClassifier> result =
        Plasm.run(
            new PlasmTask<>(pool, DATA.labels(), new TinyLearner(), new TinyLearner(), 5),
            PlasmOptions.defaults())) {
      assertEquals(339, result.pseudoLabels().size());
    }
  }

  @Test
  void run_nothingLabelledOrNothingLeft_isRefusedOrTrainsOnGold() {
    Pool<ClassLabel> none = Pool.unlabelled(DATA.corpus());
    assertThrows(
        InvalidInputException.class,
        () ->
            Plasm.run(
                new PlasmTask<>(none, DATA.labels(), new TinyLearner(), new TinyLearner(), 5),
                PlasmOptions.defaults()));
    Pool<ClassLabel> all = none.label(DATA.items());
    try (PlasmResult<ClassLabel, TinyClassifier> result =
        Plasm.run(
            new PlasmTask<>(all, DATA.labels(), new TinyLearner(), new TinyLearner(), 5),
            PlasmOptions.defaults())) {
      assertEquals(List.of(), result.pseudoLabels());
      assertEquals(400, result.report().gold());
    }
  }

  @Test
  void run_sameSeed_givesTheSameSuccessor() {
    Instance probe = DATA.items().get(399).instance();
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (PlasmResult<ClassLabel, TinyClassifier> result = run(PlasmOptions.defaults())) {
        result.successor().predict(List.of(probe), one -> found.add(one.probabilities()));
      }
    }
    assertArrayEquals(found.get(0), found.get(1));
  }
}
