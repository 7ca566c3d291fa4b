package org.al4j.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.Prediction;
import org.al4j.metrics.Measure;
import org.al4j.study.report.StudyResult;

/** Studies of a number a text. */
final class NumberKind extends TaskKind<RealValue> {
  NumberKind() {
    super(Measure.NUMBERS, "number", "a number a text");
  }

  @Override
  Optional<String> refusal(Dataset<RealValue> train) {
    List<Double> first =
        train.items().stream().map(item -> item.annotation().value()).distinct().limit(2).toList();
    return first.size() < 2
        ? Optional.of("must have at least two different numbers, found only " + first)
        : Optional.empty();
  }

  @Override
  String describe(LabelSpace labels) {
    return "numbers";
  }

  @Override
  String text(RealValue annotation) {
    return Double.toString(annotation.value());
  }

  /** The predicted number, then its standard deviation where the model gives one. */
  @Override
  List<StudyResult.Guess> guesses(Prediction<RealValue> prediction, LabelSpace labels) {
    List<StudyResult.Guess> guesses = new ArrayList<>();
    guesses.add(new StudyResult.Guess(text(prediction.annotation()), Double.NaN));
    if (prediction.confidence() instanceof Confidence.Spread spread) {
      guesses.add(new StudyResult.Guess(Double.toString(spread.deviation()), Double.NaN));
    }
    return guesses;
  }

  /** Notes nothing. */
  @Override
  void note(RunNotes<RealValue> notes, List<Labelled<RealValue>> test, List<RealValue> predicted) {}

  @Override
  Optional<StudyResult.Constant> constant(Task<RealValue> task) {
    double mean =
        task.train().stream().mapToDouble(item -> item.annotation().value()).average().orElse(0);
    return Optional.of(
        new StudyResult.Constant(
            "mean number",
            String.format(Locale.ROOT, "%.3f, the mean of the pool", mean),
            ConstantModel.score(task, new RealValue(mean))));
  }
}
