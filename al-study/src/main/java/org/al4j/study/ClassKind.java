package org.al4j.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.metrics.Measure;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.study.report.StudyResult;

/** Studies of one class a text. */
final class ClassKind extends TaskKind<ClassLabel> {
  private static final int GUESSES = 3;

  ClassKind() {
    super(Measure.CLASSES, "class", "one class a text");
  }

  @Override
  Optional<String> refusal(Dataset<ClassLabel> train) {
    return train.labels().size() < 2 || train.items().isEmpty()
        ? Optional.of("must have at least two labels, found only " + train.labels())
        : Optional.empty();
  }

  @Override
  String describe(LabelSpace labels) {
    return labels.size() + " classes";
  }

  @Override
  String text(ClassLabel annotation) {
    return annotation.name();
  }

  /** The most probable classes; the predicted one alone where the model gives no probabilities. */
  @Override
  List<StudyResult.Guess> guesses(Prediction<ClassLabel> prediction, LabelSpace labels) {
    String predicted = prediction.annotation().name();
    double[] p = prediction.probabilities();
    if (p.length != labels.size()) {
      return List.of(new StudyResult.Guess(predicted, Double.NaN));
    }
    int first = labels.index(predicted);
    List<StudyResult.Guess> guesses =
        new ArrayList<>(List.of(new StudyResult.Guess(predicted, p[first])));
    IntStream.range(0, p.length)
        .filter(other -> other != first)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer other) -> p[other]).reversed())
        .limit(GUESSES - 1)
        .forEach(other -> guesses.add(new StudyResult.Guess(labels.name(other), p[other])));
    return guesses;
  }

  @Override
  List<Float> probabilities(Prediction<ClassLabel> prediction, LabelSpace labels) {
    double[] p = prediction.probabilities();
    return p.length == labels.size()
        ? Arrays.stream(p).mapToObj(value -> (float) value).toList()
        : List.of();
  }

  @Override
  Evaluator<ClassLabel> watching(List<Instance> stopSet, Evaluator<ClassLabel> evaluator) {
    return StopSet.of(stopSet).beside(evaluator);
  }

  @Override
  void note(
      RunNotes<ClassLabel> notes, List<Labelled<ClassLabel>> test, List<ClassLabel> predicted) {
    LabelSpace labels = notes.labels();
    int[] truth = test.stream().mapToInt(item -> labels.index(item.annotation().name())).toArray();
    int[] said = predicted.stream().mapToInt(label -> labels.index(label.name())).toArray();
    notes.confusion(ConfusionMatrix.of(labels.size(), truth, said));
  }

  @Override
  Optional<StudyResult.Constant> constant(Task<ClassLabel> task) {
    return Optional.empty();
  }
}
