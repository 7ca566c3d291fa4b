package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Judgements;
import org.al4j.testkit.CountingTagger;
import org.al4j.testkit.EvaluatorContract;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.Test;

/** The evaluator of taggers keeps the testkit's contract and scores as {@link SpanMetrics}. */
class TaggingEvaluatorTest extends EvaluatorContract<TagSequence> {
  private static final Dataset<TagSequence> ALL = FakeSentences.dataset(60, 7);

  @Override
  protected Dataset<TagSequence> data() {
    return new Dataset<>(ALL.items().subList(20, 60), ALL.labels());
  }

  @Override
  protected SuccessorModel<TagSequence> model() {
    return new CountingTagger().fit(ALL.items().subList(0, 20), FitContext.of(ALL.labels(), 1));
  }

  @Override
  protected Evaluator<TagSequence> evaluator(List<Labelled<TagSequence>> heldOut) {
    return TaggingEvaluator.of(heldOut);
  }

  @Test
  void evaluate_saidTags_givesTheScoresOfTheirSpans() {
    Labelled<TagSequence> item = ALL.items().get(0);
    TagSequence outside =
        new TagSequence(item.annotation().tags().stream().map(tag -> "O").toList());
    Map<String, Double> nothing =
        TaggingEvaluator.of(List.of(item)).evaluate(new Said<>(x -> outside), ALL.labels());
    assertEquals(0.0, nothing.get(TaggingEvaluator.F1));
    Map<String, Double> all =
        TaggingEvaluator.of(List.of(item))
            .evaluate(new Said<>(x -> item.annotation()), ALL.labels());
    Set<String> names = Measure.TAGS.scores().stream().map(Score::name).collect(Collectors.toSet());
    assertEquals(names, all.keySet());
    all.values().forEach(score -> assertEquals(1.0, score));
  }

  @Test
  void evaluate_otherNumberOfTags_isRefusedByName() {
    Labelled<TagSequence> item = ALL.items().get(0);
    TagSequence few = new TagSequence(List.of("O"));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                TaggingEvaluator.of(List.of(item))
                    .evaluate(new Said<>(x -> few), LabelSpace.of(ALL.labels().names())));
    assertTrue(e.getMessage().contains(item.instance().id()), e.getMessage());
  }

  @Test
  void crossValidation_tagger_scoresItsSpans() {
    CrossValidation<TagSequence, CountingTagger.Model> folds =
        CrossValidation.of(new CountingTagger(), Measure.TAGS, 4);
    FitContext<TagSequence, CountingTagger.Model> context = FitContext.of(ALL.labels(), 1);
    try (CountingTagger.Model model = folds.learner().fit(ALL.items(), context)) {
      double f1 = folds.evaluate(model, ALL.labels()).getOrDefault("cv_f1", Double.NaN);
      assertTrue(f1 > 0.4 && f1 < 1, "F1 " + f1);
    }
  }

  @Test
  void cohenOfWords_twoAnnotators_countsWords() {
    Labelled<TagSequence> item = ALL.items().get(0);
    Judgements<TagSequence> judgements =
        new Judgements<>(
            ALL.labels(),
            List.of(
                judgement(item, "a", "B-PER", "O", "O", "O"),
                judgement(item, "b", "B-PER", "O", "O", "B-LOC")),
            List.of());
    // 3 of 4 words agree; by chance 1/4 * 1/4 + 3/4 * 2/4 = 7/16
    assertEquals(
        (0.75 - 7 / 16.0) / (1 - 7 / 16.0), Agreement.cohenOfWords(judgements, "a", "b"), 1e-12);
  }

  private static Judgement<TagSequence> judgement(
      Labelled<TagSequence> item, String who, String... tags) {
    return new Judgement<>(item.instance().id(), who, new TagSequence(List.of(tags)));
  }
}
