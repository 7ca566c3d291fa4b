package org.al4j.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;

/**
 * Measures a classifier on held-out examples by one streaming pass. Gives {@link #ACCURACY}, {@link
 * #MACRO_F1}, {@link #BALANCED_ACCURACY}, all in [0, 1] and larger is better, and {@link #LOG_LOSS}
 * (smaller is better) if the model gives probabilities.
 *
 * <p><b>Cost.</b> Keeps two small numbers an example, never the probabilities.
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

  private final HeldOut<ClassLabel> heldOut;

  private ClassificationEvaluator(HeldOut<ClassLabel> heldOut) {
    this.heldOut = heldOut;
  }

  /**
   * An evaluator on the given examples.
   *
   * @throws InvalidInputException if there are none
   */
  public static ClassificationEvaluator of(List<Labelled<ClassLabel>> heldOut) {
    return new ClassificationEvaluator(new HeldOut<>(heldOut));
  }

  @Override
  public Map<String, String> settings() {
    return heldOut.settings("ClassificationEvaluator");
  }

  @Override
  public String describe() {
    return heldOut.describe("classification");
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidInputException if a held-out label is not declared, the model skips or repeats
   *     an instance, or its probabilities are not one finite number in [0, 1] per class
   */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
    Tally tally = new Tally(heldOut.truths(), labels);
    heldOut.predict(model, labels, tally::add);
    return tally.scores();
  }

  /** Sums over the stream; keeps two small numbers per example, never the probabilities. */
  private static final class Tally {
    private final List<ClassLabel> truths;
    private final LabelSpace labels;
    private final int[] truth;
    private final int[] predicted;
    private double logLoss;
    private int withProbabilities;
    private int seen;

    Tally(List<ClassLabel> truths, LabelSpace labels) {
      this.truths = truths;
      this.labels = labels;
      this.truth = new int[truths.size()];
      this.predicted = new int[truths.size()];
    }

    void add(Prediction<ClassLabel> prediction) {
      truth[seen] = labels.index(truths.get(seen).name());
      predicted[seen] = labels.index(prediction.annotation().name());
      if (prediction.probabilities().length > 0) {
        logLoss += ProbabilityMetrics.logLoss(checked(prediction), truth[seen]);
        withProbabilities++;
      }
      seen++;
    }

    Map<String, Double> scores() {
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
