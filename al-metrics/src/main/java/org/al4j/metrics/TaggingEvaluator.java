package org.al4j.metrics;

import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.SuccessorModel;

/**
 * Measures a tagger on held-out sentences by one streaming pass, by the spans that its tags mean.
 * All scores are in [0, 1] and larger is better.
 *
 * <p><b>Zero division.</b> A precision of nothing predicted, a recall of nothing true and an F1 of
 * neither are 0, as in {@code conlleval}.
 *
 * <p><b>Cost.</b> Keeps the predicted tags until the pass ends, never the probabilities.
 *
 * <p><b>Source.</b> {@link SpanMetrics}.
 */
public final class TaggingEvaluator implements Evaluator<TagSequence> {
  /** F1 of all spans: the main score. */
  public static final String F1 = "f1";

  /** Share of the predicted spans that are right. */
  public static final String PRECISION = "precision";

  /** Share of the true spans that were predicted. */
  public static final String RECALL = "recall";

  /** Mean F1 over the types that occur. */
  public static final String MACRO_F1 = "macro_f1";

  /** Share of the words whose tag was predicted. */
  public static final String TOKEN_ACCURACY = "token_accuracy";

  /** Share of the sentences with exactly the true spans. */
  public static final String SENTENCE_ACCURACY = "sentence_accuracy";

  private final HeldOut<TagSequence> heldOut;

  private TaggingEvaluator(HeldOut<TagSequence> heldOut) {
    this.heldOut = heldOut;
  }

  /**
   * An evaluator on the given sentences.
   *
   * @throws InvalidInputException if there are none
   */
  public static TaggingEvaluator of(List<Labelled<TagSequence>> heldOut) {
    return new TaggingEvaluator(new HeldOut<>(heldOut));
  }

  @Override
  public Map<String, String> settings() {
    return heldOut.settings("TaggingEvaluator");
  }

  @Override
  public String describe() {
    return heldOut.describe("sequence tagging");
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidInputException if a held-out or predicted tag is not declared or of no scheme,
   *     if a sentence has more or fewer tags than words, or the model skips or repeats an instance
   */
  @Override
  public Map<String, Double> evaluate(SuccessorModel<TagSequence> model, LabelSpace labels) {
    SpanMetrics metrics = SpanMetrics.of(heldOut.truths(), heldOut.predictions(model, labels));
    PrecisionRecallF1 micro = metrics.micro();
    return Map.of(
        F1, micro.f1(),
        PRECISION, micro.precision(),
        RECALL, micro.recall(),
        MACRO_F1, metrics.macro().f1(),
        TOKEN_ACCURACY, metrics.tokenAccuracy(),
        SENTENCE_ACCURACY, metrics.sentenceAccuracy());
  }
}
