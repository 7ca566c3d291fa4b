package org.al4j.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.SuccessorModel;

/**
 * Measures a model of label sets on held-out examples by one streaming pass. All scores are in [0,
 * 1] and larger is better, but for {@link #HAMMING_LOSS}, of which less is better.
 *
 * <p><b>Zero division.</b> A precision of nothing predicted, a recall of nothing true and an F1 of
 * neither are 0, as in scikit-learn. So a class of the label space without a true and without a
 * predicted example adds 0 to the macro averages.
 *
 * <p><b>Cost.</b> Keeps the predicted sets until the pass ends, never the probabilities.
 *
 * <p><b>Source.</b> {@link MultiLabelMetrics}.
 */
public final class MultiLabelEvaluator implements Evaluator<LabelSet> {
  /** F1 of all (example, class) decisions together: the main score. */
  public static final String MICRO_F1 = "micro_f1";

  /** Share of the predicted labels that are right. */
  public static final String MICRO_PRECISION = "micro_precision";

  /** Share of the true labels that were predicted. */
  public static final String MICRO_RECALL = "micro_recall";

  /** Mean F1 over all classes of the label space. */
  public static final String MACRO_F1 = "macro_f1";

  /** Mean precision over all classes of the label space. */
  public static final String MACRO_PRECISION = "macro_precision";

  /** Mean recall over all classes of the label space. */
  public static final String MACRO_RECALL = "macro_recall";

  /** Share of the examples whose set was predicted exactly. */
  public static final String SUBSET_ACCURACY = "subset_accuracy";

  /** Share of the (example, class) decisions that are wrong; smaller is better. */
  public static final String HAMMING_LOSS = "hamming_loss";

  private final HeldOut<LabelSet> heldOut;

  private MultiLabelEvaluator(HeldOut<LabelSet> heldOut) {
    this.heldOut = heldOut;
  }

  /**
   * An evaluator on the given examples.
   *
   * @throws InvalidInputException if there are none
   */
  public static MultiLabelEvaluator of(List<Labelled<LabelSet>> heldOut) {
    return new MultiLabelEvaluator(new HeldOut<>(heldOut));
  }

  @Override
  public Map<String, String> settings() {
    return heldOut.settings("MultiLabelEvaluator");
  }

  @Override
  public String describe() {
    return heldOut.describe("multi-label classification");
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidInputException if a held-out or predicted label is not declared, or the model
   *     skips or repeats an instance
   */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<LabelSet> model, LabelSpace labels) {
    MultiLabelMetrics metrics =
        MultiLabelMetrics.of(labels, heldOut.truths(), heldOut.predictions(model, labels));
    PrecisionRecallF1 micro = metrics.micro();
    PrecisionRecallF1 macro = metrics.macro();
    Map<String, Double> scores = new HashMap<>();
    scores.put(MICRO_F1, micro.f1());
    scores.put(MICRO_PRECISION, micro.precision());
    scores.put(MICRO_RECALL, micro.recall());
    scores.put(MACRO_F1, macro.f1());
    scores.put(MACRO_PRECISION, macro.precision());
    scores.put(MACRO_RECALL, macro.recall());
    scores.put(SUBSET_ACCURACY, metrics.subsetAccuracy());
    scores.put(HAMMING_LOSS, metrics.hammingLoss());
    return Map.copyOf(scores);
  }
}
