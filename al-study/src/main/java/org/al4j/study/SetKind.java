package org.al4j.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Prediction;
import org.al4j.metrics.Measure;
import org.al4j.metrics.MultiLabelMetrics;
import org.al4j.study.report.StudyResult;

/** Studies of sets of classes. */
final class SetKind extends TaskKind<LabelSet> {
  /** Stands for the set without a class. */
  private static final String NONE = "(none)";

  private static final int OPEN = 2;

  SetKind() {
    super(Measure.LABEL_SETS, "set", "sets of classes");
  }

  @Override
  Optional<String> refusal(Dataset<LabelSet> train) {
    if (train.items().isEmpty()) {
      return Optional.of("must have texts with labels, found none");
    }
    return train.items().stream().allMatch(item -> item.annotation().names().isEmpty())
        ? Optional.of("must have a text with a class, found empty sets only")
        : Optional.empty();
  }

  @Override
  String describe(LabelSpace labels) {
    return "sets of " + labels.size() + " classes";
  }

  @Override
  String text(LabelSet annotation) {
    return annotation.names().isEmpty() ? NONE : String.join(", ", annotation.names());
  }

  /** The predicted set, then the classes that the model is least sure of. */
  @Override
  List<StudyResult.Guess> guesses(Prediction<LabelSet> prediction, LabelSpace labels) {
    double[] p = prediction.probabilities();
    List<StudyResult.Guess> guesses = new ArrayList<>();
    guesses.add(new StudyResult.Guess(text(prediction.annotation()), Double.NaN));
    IntStream.range(0, p.length == labels.size() ? p.length : 0)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer index) -> Math.abs(p[index] - 0.5)))
        .limit(OPEN)
        .forEach(index -> guesses.add(new StudyResult.Guess(labels.name(index), p[index])));
    return guesses;
  }

  @Override
  void note(RunNotes<LabelSet> notes, List<Labelled<LabelSet>> test, List<LabelSet> predicted) {
    LabelSpace labels = notes.labels();
    MultiLabelMetrics metrics =
        MultiLabelMetrics.of(labels, test.stream().map(Labelled::annotation).toList(), predicted);
    notes.classes(IntStream.range(0, labels.size()).mapToObj(metrics::of).toList());
  }

  /** Of the most frequent set; of equally frequent ones the first in alphabetical order. */
  @Override
  Optional<StudyResult.Constant> constant(Task<LabelSet> task) {
    Map<LabelSet, Integer> counts = new HashMap<>();
    task.train().forEach(item -> counts.merge(item.annotation(), 1, Integer::sum));
    LabelSet most =
        counts.entrySet().stream()
            .min(
                Map.Entry.<LabelSet, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(entry -> text(entry.getKey())))
            .orElseThrow()
            .getKey();
    String said = most.names().isEmpty() ? "no class" : "'" + text(most) + "'";
    return Optional.of(
        new StudyResult.Constant(
            "most frequent set",
            said + ", the most frequent set of the pool",
            ConstantModel.score(task, most)));
  }
}
