package org.al4j.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;

/**
 * Measures a classifier on held-out examples by one streaming pass. Gives {@link #ACCURACY}, {@link
 * #MACRO_F1}, {@link #BALANCED_ACCURACY}, all in [0, 1] and larger is better, and {@link #LOG_LOSS}
 * (smaller is better) if the model gives probabilities.
 *
 * <p><b>Source.</b> {@link ConfusionMatrix} and {@link ProbabilityMetrics}.
 */
public final class ClassificationEvaluator implements Evaluator<ClassLabel> {
  /** Share of examples predicted right. */
  public static final String ACCURACY = "accuracy";

  /** Mean F1 over all classes of the label space. */
  public static final String MACRO_F1 = "macro_f1";

  /** Mean recall over the classes that have a held-out example. */
  public static final String BALANCED_ACCURACY = "balanced_accuracy";

  /** Mean negative natural logarithm of the true class's probability. */
  public static final String LOG_LOSS = "log_loss";

  private final List<Labelled<ClassLabel>> heldOut;

  private ClassificationEvaluator(List<Labelled<ClassLabel>> heldOut) {
    this.heldOut = List.copyOf(heldOut);
  }

  /**
   * An evaluator on the given examples.
   *
   * @throws InvalidInputException if there are none
   */
  public static ClassificationEvaluator of(List<Labelled<ClassLabel>> heldOut) {
    if (heldOut.isEmpty()) {
      throw new InvalidInputException(
          "evaluation needs at least one held-out example, found none; give a test file");
    }
    return new ClassificationEvaluator(heldOut);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("ClassificationEvaluator")
        .with("examples.sha256", DataHash.of(heldOut))
        .toMap();
  }

  @Override
  public String describe() {
    return "classification on " + heldOut.size() + " examples, sha256 " + DataHash.of(heldOut);
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidInputException if a held-out label is not declared, the model skips or repeats
   *     an instance, or its probabilities are not one finite number in [0, 1] per class
   */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
    Tally tally = new Tally(labels, heldOut.size());
    model.predict(
        () -> heldOut.stream().map(Labelled::instance).iterator(),
        prediction -> tally.add(heldOut, prediction));
    return tally.scores();
  }

  /** Sums over the stream; keeps two small numbers per example, never the probabilities. */
  private static final class Tally {
    private final LabelSpace labels;
    private final int[] truth;
    private final int[] predicted;
    private double logLoss;
    private int withProbabilities;
    private int seen;

    Tally(LabelSpace labels, int size) {
      this.labels = labels;
      this.truth = new int[size];
      this.predicted = new int[size];
    }

    void add(List<Labelled<ClassLabel>> heldOut, Prediction<ClassLabel> prediction) {
      if (seen == heldOut.size()
          || !heldOut.get(seen).instance().id().equals(prediction.instance().id())) {
        throw new InvalidInputException(
            "a model must predict each instance once and in order; prediction "
                + (seen + 1)
                + " is for '"
                + prediction.instance().id()
                + "'");
      }
      Labelled<ClassLabel> item = heldOut.get(seen);
      truth[seen] = index(item, item.annotation());
      predicted[seen] = index(item, prediction.annotation());
      if (prediction.probabilities().length > 0) {
        logLoss += ProbabilityMetrics.logLoss(checked(prediction), truth[seen]);
        withProbabilities++;
      }
      seen++;
    }

    Map<String, Double> scores() {
      if (seen != truth.length) {
        throw new InvalidInputException(
            "a model must predict each instance once; "
                + seen
                + " predictions for "
                + truth.length
                + " instances");
      }
      ConfusionMatrix matrix = ConfusionMatrix.of(labels.size(), truth, predicted);
      Map<String, Double> scores = new HashMap<>();
      scores.put(ACCURACY, matrix.accuracy());
      scores.put(MACRO_F1, matrix.macro().f1());
      scores.put(BALANCED_ACCURACY, matrix.balancedAccuracy());
      if (withProbabilities == seen) {
        scores.put(LOG_LOSS, logLoss / seen);
      }
      return Map.copyOf(scores);
    }

    private int index(Labelled<ClassLabel> item, ClassLabel label) {
      labels
          .refusal(item.instance(), label)
          .ifPresent(
              why -> {
                throw new InvalidInputException("instance '" + item.instance().id() + "': " + why);
              });
      return labels.index(label.name());
    }

    private double[] checked(Prediction<ClassLabel> prediction) {
      double[] row = prediction.probabilities();
      String at = "instance '" + prediction.instance().id() + "': ";
      if (row.length != labels.size()) {
        throw new InvalidInputException(
            at + row.length + " probabilities for " + labels.size() + " classes");
      }
      return row;
    }
  }
}
