package org.al4j.study;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;
import org.al4j.metrics.Measure;
import org.al4j.metrics.SpanMetrics;
import org.al4j.strategies.stopping.TagStopSet;
import org.al4j.study.report.StudyResult;
import org.al4j.study.report.marks.MarkedText;

/** Studies of a tag for each word. What the report calls classes are the types of spans. */
final class TagKind extends TaskKind<TagSequence> {
  TagKind() {
    super(Measure.TAGS, "tags", "a tag for each word");
  }

  @Override
  Optional<String> refusal(Dataset<TagSequence> train) {
    if (train.items().isEmpty()) {
      return Optional.of("must have sentences with tags, found none");
    }
    return train.items().stream().allMatch(item -> classes(item.annotation()).isEmpty())
        ? Optional.of("must have a sentence with a span, found tags O only")
        : Optional.empty();
  }

  @Override
  String describe(LabelSpace labels) {
    return "spans of " + classes(labels).size() + " types";
  }

  @Override
  List<String> classes(LabelSpace labels) {
    return labels.names().stream()
        .flatMap(tag -> TagScheme.spans(List.of(tag)).stream())
        .map(Span::type)
        .distinct()
        .sorted()
        .toList();
  }

  /** The type of each span, so that one of two counts twice. */
  @Override
  List<String> classes(TagSequence annotation) {
    return TagScheme.spans(annotation.tags()).stream().map(Span::type).toList();
  }

  @Override
  String text(TagSequence annotation) {
    return String.join(" ", annotation.tags());
  }

  /** Where its spans stand, for the report to draw. */
  @Override
  String text(Instance instance, TagSequence annotation) {
    WordOffsets words = WordOffsets.of(instance);
    return MarkedText.write(
        TagScheme.spans(annotation.tags()).stream().map(words::characters).toList());
  }

  @Override
  List<StudyResult.Guess> guesses(Prediction<TagSequence> prediction, LabelSpace labels) {
    String spans = text(prediction.instance(), prediction.annotation());
    return List.of(new StudyResult.Guess(spans, Double.NaN));
  }

  @Override
  Evaluator<TagSequence> watching(List<Instance> stopSet, Evaluator<TagSequence> evaluator) {
    return TagStopSet.of(stopSet).beside(evaluator);
  }

  /** Agreement over words bounds no F of spans. */
  @Override
  Optional<String> refusal(String criterion) {
    return criterion.equals("bounded-change")
        ? Optional.of(
            "bounds the F of classes, which says nothing of spans; take stable-f or"
                + " stable-predictions")
        : Optional.empty();
  }

  @Override
  void note(
      RunNotes<TagSequence> notes, List<Labelled<TagSequence>> test, List<TagSequence> predicted) {
    SpanMetrics metrics =
        SpanMetrics.of(test.stream().map(Labelled::annotation).toList(), predicted);
    notes.classes(classes(notes.labels()).stream().map(metrics::of).toList(), metrics.macro().f1());
  }

  /** No span at all. */
  @Override
  Optional<StudyResult.Constant> constant(Task<TagSequence> task) {
    return Optional.of(new StudyResult.Constant("no spans", "O for every word", 0));
  }
}
