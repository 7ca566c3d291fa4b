package org.al4j.models.setfit;

import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.head.HeadEncoder;
import org.al4j.models.head.HeadOptions;

/**
 * Makes {@link SetFitLearner}s by the name {@code setfit}. Parameters: {@code checkpoint}, a name
 * or a folder (minilm), {@code max-length} in tokens (the folder's), {@code prefix} of each text
 * (the checkpoint's own), {@code pairs} of an epoch at most (1000), {@code sampling} (oversampling,
 * unique), {@code epochs} (1), {@code batch} in pairs (16), {@code learning-rate} (2e-5), {@code c}
 * of the head, a number or {@code cv} (10).
 */
public final class SetFitLearnerProvider implements LearnerProvider {
  private static final String NAME = "setfit";
  private static final String CHECKPOINT = "checkpoint";
  private static final String MAX_LENGTH = "max-length";
  private static final String PREFIX = "prefix";
  private static final String PAIRS = "pairs";
  private static final String SAMPLING = "sampling";
  private static final String EPOCHS = "epochs";
  private static final String BATCH = "batch";
  private static final String RATE = "learning-rate";
  private static final String C = "c";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "a sentence encoder tuned on pairs of the labelled texts, then a regression (SetFit)";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(ClassLabel.class);
  }

  @Override
  public Set<Output> offers() {
    return SetFitClassifier.OFFERS;
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Parameters given =
        Parameters.of(
            NAME,
            parameters,
            CHECKPOINT,
            MAX_LENGTH,
            PREFIX,
            PAIRS,
            SAMPLING,
            EPOCHS,
            BATCH,
            RATE,
            C);
    SetFitOptions options = options(given);
    return SetFitLearner.of(encoder(given), options);
  }

  private static SetFitOptions options(Parameters given) {
    SetFitOptions usual = SetFitOptions.DEFAULT;
    HeadOptions head =
        given.text(C, "").equals("cv")
            ? HeadOptions.DEFAULT.withCrossValidation()
            : HeadOptions.DEFAULT.withC(
                given.real(
                    C,
                    HeadOptions.DEFAULT.c().orElseThrow(),
                    "a positive number, or cv for cross-validation",
                    value -> value > 0));
    return new SetFitOptions(
        given.whole(PAIRS, usual.pairs(), 1, Integer.MAX_VALUE),
        given.oneOf(SAMPLING, usual.sampling()),
        given.whole(EPOCHS, usual.epochs(), 0, Integer.MAX_VALUE),
        given.whole(BATCH, usual.batch(), 1, Integer.MAX_VALUE),
        given.real(
            RATE,
            usual.learningRate(),
            "a number between 0 and 1",
            value -> value > 0 && value < 1),
        head);
  }

  private static HeadEncoder encoder(Parameters given) {
    HeadEncoder encoder = HeadEncoder.of(given.text(CHECKPOINT, "minilm"));
    EmbeddingOptions usual = encoder.options();
    int maxLength = given.whole(MAX_LENGTH, 0, 0, Integer.MAX_VALUE);
    if (maxLength == 1 || maxLength == 2) {
      throw given.refused(MAX_LENGTH, "at least 3, or 0 for the folder's");
    }
    return encoder.withOptions(
        usual.withMaxLength(maxLength).withPrefix(given.text(PREFIX, usual.prefix())));
  }
}
