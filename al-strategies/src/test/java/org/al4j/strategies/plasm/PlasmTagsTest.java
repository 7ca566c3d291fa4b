package org.al4j.strategies.plasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.pool.Pool;
import org.al4j.strategies.tagging.TagTexts;
import org.al4j.strategies.tagging.WordTagger;
import org.junit.jupiter.api.Test;

/** Pseudo-tags, by hand. */
class PlasmTagsTest {
  private static final LabelSpace LABELS = LabelSpace.of("O", "B-A", "I-A");
  private static final List<Labelled<TagSequence>> KNOWN =
      List.of(
          item("a", "B-A", "O"),
          item("b", "B-A", "I-A", "O", "O"),
          item("c", "O", "O"),
          item("d", "B-A"));

  private final FixedTagger teacher = new FixedTagger("teacher");
  private final FixedTagger successor = new FixedTagger("successor");
  private final Pool<TagSequence> pool =
      Pool.<TagSequence>unlabelled(KNOWN.stream().map(Labelled::instance).toList())
          .label(KNOWN.subList(0, 1));

  PlasmTagsTest() {
    teacher
        .says("a", Confidence.NONE, "B-A", "O")
        .says("b", words(.5, .9, .8, .9), "B-A", "O", "O", "O") // the span is too short
        .says("c", words(.9, .9), "O", "O")
        .says("d", words(.6), "B-A");
  }

  private static Labelled<TagSequence> item(String id, String... tags) {
    Instance instance = Instance.ofWords(id, Collections.nCopies(tags.length, "word"));
    return new Labelled<>(instance, new TagSequence(List.of(tags)));
  }

  /** Each word's tag with this probability, the rest shared by the two others. */
  private static Confidence.Words words(double... most) {
    double[][] rows = new double[most.length][];
    for (int w = 0; w < most.length; w++) {
      rows[w] = new double[] {most[w], (1 - most[w]) / 2, (1 - most[w]) / 2};
    }
    return new Confidence.Words(rows);
  }

  private PlasmResult<TagSequence, FixedTagger.Model> run(PlasmOptions options) {
    return Plasm.run(new PlasmTask<>(pool, LABELS, teacher, successor, 5), options, KNOWN);
  }

  private static List<String> ids(List<PseudoLabel<TagSequence>> labels) {
    return labels.stream().map(one -> one.labelled().instance().id()).toList();
  }

  @Test
  void run_defaults_trainsOnGoldAndPseudoTagsWithTheirSource() {
    try (var result = run(PlasmOptions.defaults())) {
      assertEquals(List.of("b", "c", "d"), ids(result.pseudoLabels()));
      assertEquals(List.of("gold", "teacher", "teacher", "teacher"), sources());
      assertEquals(KNOWN.subList(0, 1), teacher.fits.get(0));
      assertEquals(Confidence.NONE, successor.examples.get(1).target());
      assertEquals(
          new TagSequence(List.of("B-A", "O", "O", "O")),
          successor.examples.get(1).labelled().annotation());
    }
    assertEquals(1, pool.labelledCount());
  }

  private List<String> sources() {
    return successor.examples.stream().map(SoftLabelled::source).toList();
  }

  /** Words by tag and spans by type; d, which is right, is dropped. */
  @Test
  void report_knownGold_countsWordsAndSpans() {
    try (var result = run(PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(.33)))) {
      PlasmReport report = result.report();
      assertEquals(new ClassAgreement(5, 5, 5, 4, 5, 4), report.perClass().get("O"));
      assertEquals(new ClassAgreement(2, 1, 2, 2, 1, 1), report.perClass().get("B-A"));
      assertEquals(ClassAgreement.NONE, report.perClass().get("I-A"));
      assertEquals(6.0 / 7, report.all().agreementGiven());
      assertEquals(List.of("A"), List.copyOf(report.spans().keySet()));
      assertEquals(new ClassAgreement(2, 1, 2, 1, 1, 0), report.allSpans());
    }
  }

  /** Minus MNLP: b has the words .5 .9 .8 .9, c .9 .9, d .6. */
  @Test
  void run_confidence_dropsTheLargestMnlp() {
    try (var result = run(PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(.33)))) {
      assertEquals(List.of("b", "c"), ids(result.pseudoLabels()));
      double b = (Math.log(.5) + 2 * Math.log(.9) + Math.log(.8)) / 4;
      assertEquals(b, result.pseudoLabels().get(0).reliability(), 1e-12);
      assertEquals(Math.log(.9), result.pseudoLabels().get(1).reliability(), 1e-12);
    }
  }

  @Test
  void run_confidenceOfAChain_isItsLikelihoodByTheWord() {
    teacher.says("b", new Confidence.Likelihood(-8), "O", "O", "O", "O");
    teacher.says("c", new Confidence.Likelihood(-3), "O", "O");
    teacher.says("d", new Confidence.Likelihood(-3), "O");
    try (var result = run(PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(.33)))) {
      assertEquals(List.of("b", "c"), ids(result.pseudoLabels()));
      assertEquals(-2, result.pseudoLabels().get(0).reliability());
      assertEquals(-1.5, result.pseudoLabels().get(1).reliability());
    }
  }

  /** Squared norms 36 of four words, 16 of two, 4 of one. */
  @Test
  void run_selfInfluence_isDividedByTheWords() {
    teacher.norm("b", 6).norm("c", 4).norm("d", 2);
    PlasmOptions options =
        PlasmOptions.defaults().withFilter(PseudoLabelFilter.selfInfluence(false, .33));
    try (var result = run(options)) {
      assertEquals(List.of("c", "d"), ids(result.pseudoLabels()));
      assertEquals(-8, result.pseudoLabels().get(0).reliability());
      assertEquals(-4, result.pseudoLabels().get(1).reliability());
    }
  }

  @Test
  void run_softAndSmoothed_areEachWordsDistribution() {
    PlasmOptions options =
        PlasmOptions.defaults().withSoftLabels().withSmoothing(.3).withGoldWeight(2.5);
    run(options).close();
    assertEquals(2.5, successor.examples.get(0).weight());
    assertEquals(Confidence.NONE, successor.examples.get(0).target());
    double[][] d = ((Confidence.Words) successor.examples.get(3).target()).probabilities();
    assertEquals(1, d.length);
    assertArrayEquals(new double[] {.52, .24, .24}, d[0], 1e-12);
  }

  @Test
  void run_smoothingAlone_spreadsEachTag() {
    run(PlasmOptions.defaults().withSmoothing(.3)).close();
    double[][] d = ((Confidence.Words) successor.examples.get(3).target()).probabilities();
    assertArrayEquals(new double[] {.1, .8, .1}, d[0], 1e-12, "B-A");
  }

  /** Strict: the first and the last of four spans, three of them said. */
  @Test
  void quality_ofTags_isTheStrictSpanF1() {
    PlasmTags kind = new PlasmTags();
    List<TagSequence> gold =
        List.of(
            new TagSequence(List.of("B-A", "I-A", "O", "B-A")),
            new TagSequence(List.of("B-A", "B-A", "I-A")));
    List<TagSequence> said =
        List.of(
            new TagSequence(List.of("B-A", "I-A", "O", "O")),
            new TagSequence(List.of("O", "I-A", "I-A")));
    assertEquals(2 * 2.0 / (4 + 2), kind.quality(gold, said));
    List<TagSequence> none = List.of(new TagSequence(List.of("O")));
    assertEquals(1, kind.quality(none, none));
    assertEquals(0, kind.quality(none, List.of(new TagSequence(List.of("I-A")))));
  }

  @Test
  void spans_ofIllFormedTags_areThoseOfConlleval() {
    assertEquals(
        List.of(new TagSpan("A", 0, 2), new TagSpan("B", 2, 3), new TagSpan("A", 3, 4)),
        TagSpan.of(new TagSequence(List.of("I-A", "I-A", "I-B", "B-A"))));
  }

  @Test
  void run_teachersError_isOneMinusTheSpanF1() {
    Dataset<TagSequence> data = TagTexts.dataset(60, 1);
    Pool<TagSequence> some =
        Pool.<TagSequence>unlabelled(data.corpus()).label(data.items().subList(0, 40));
    WordTagger words = new WordTagger();
    PlasmOptions options = PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence());
    try (var result =
        Plasm.run(new PlasmTask<>(some, data.labels(), words, words, 5), options, data.items())) {
      double f1 = result.report().heldOutQuality().orElseThrow();
      assertTrue(f1 > 0 && f1 < 1, "F1 " + f1);
      assertEquals(1 - f1, result.report().dropShare());
      assertEquals(20 - Math.round((1 - f1) * 20), result.pseudoLabels().size());
      ClassAgreement all = result.report().all();
      assertTrue(all.agreementKept() > all.agreementGiven(), "the filter drops errors: " + all);
    }
  }

  /** The student in the teacher's place, and the successor as its own teacher. */
  @Test
  void run_ablations_labelWithWhoeverIsTheTeacher() {
    run(PlasmOptions.defaults()).close();
    assertEquals("teacher", successor.examples.get(1).source());
    FixedTagger student = copy("student");
    student.says("d", words(.6), "O");
    Plasm.run(new PlasmTask<>(pool, LABELS, student, successor, 5), PlasmOptions.defaults())
        .close();
    assertEquals("student", successor.examples.get(3).source());
    assertEquals(List.of("O"), successor.examples.get(3).labelled().annotation().tags());
    FixedTagger self = copy("self");
    Plasm.run(new PlasmTask<>(pool, LABELS, self, self, 5), PlasmOptions.defaults()).close();
    assertEquals(List.of(1, 4), self.fits.stream().map(List::size).toList());
    assertEquals("self", self.examples.get(1).source());
  }

  private FixedTagger copy(String name) {
    return new FixedTagger(name)
        .says("b", words(.5, .9, .8, .9), "B-A", "O", "O", "O")
        .says("c", words(.9, .9), "O", "O")
        .says("d", words(.6), "B-A");
  }

  @Test
  void fit_plasmLearner_ofTags_isWhatPlasmGives() {
    PlasmLearner<TagSequence, FixedTagger.Model, FixedTagger.Model> learner =
        PlasmLearner.of(teacher, successor, pool.corpus(), PlasmOptions.defaults())
            .withKnownGold(KNOWN);
    learner.fit(KNOWN.subList(0, 1), FitContext.of(LABELS, 1)).close();
    assertEquals(List.of("gold", "teacher", "teacher", "teacher"), sources());
    assertTrue(
        learner.report().orElseThrow().toString().contains("7 of 7 pseudo-tags kept (1.000)"));
  }

  private String refusal(PlasmOptions options) {
    return assertThrows(InvalidInputException.class, () -> run(options).close()).getMessage();
  }

  @Test
  void run_whatATeacherDoesNotSay_isRefusedNamingTheSentence() {
    teacher.says("c", new Confidence.Likelihood(-1), "O", "O");
    assertEquals(
        "filters and soft labels need the teacher's probabilities of the tags of 'c'; found"
            + " Likelihood",
        refusal(PlasmOptions.defaults().withSoftLabels()));
    teacher.says("c", Confidence.NONE, "O", "O");
    assertTrue(
        refusal(PlasmOptions.defaults().withFilter(PseudoLabelFilter.confidence(.5)))
            .endsWith("of the tags of 'c'; found None"));
    teacher.says("c", Confidence.NONE, "O");
    assertEquals(
        "the teacher's label of 'c': 1 tags for 2 words; give one tag per word",
        refusal(PlasmOptions.defaults()));
    assertTrue(
        refusal(PlasmOptions.defaults().withFilter(PseudoLabelFilter.selfInfluence(true, .5)))
            .startsWith("the last layer's self-influence is that of class labels"));
  }

  @Test
  void run_numbers_areRefused() {
    List<Labelled<RealValue>> numbers = new ArrayList<>();
    numbers.add(new Labelled<>(Instance.ofText("a", "one"), new RealValue(1)));
    Pool<RealValue> some =
        Pool.<RealValue>unlabelled(List.of(numbers.get(0).instance())).label(numbers);
    Learner<RealValue, ActiveModel<RealValue>> none = new NoLearner();
    assertEquals(
        "PLASM takes class labels and tag sequences, found RealValue; train the successor on the"
            + " gold labels",
        assertThrows(
                InvalidInputException.class,
                () ->
                    Plasm.run(
                        new PlasmTask<>(some, LabelSpace.none(), none, none, 5),
                        PlasmOptions.defaults()))
            .getMessage());
  }

  /** Never trained. */
  private static final class NoLearner implements Learner<RealValue, ActiveModel<RealValue>> {
    @Override
    public String describe() {
      return "none";
    }

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public ActiveModel<RealValue> fit(
        List<Labelled<RealValue>> labelled, FitContext<RealValue, ActiveModel<RealValue>> context) {
      throw new AssertionError("numbers are refused before");
    }
  }
}
