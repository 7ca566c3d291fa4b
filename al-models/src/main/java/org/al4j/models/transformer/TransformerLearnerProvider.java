package org.al4j.models.transformer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.internal.InputFile;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.scoring.ScoringBackends;
import org.al4j.models.transformer.TransformerModel.Dropout;

/**
 * Makes {@link TransformerLearner}s, {@link TransformerMultiLabelLearner}s and {@link
 * TransformerRegressionLearner}s by the name {@code transformer}. Parameters: {@code checkpoint} (a
 * Hugging Face directory, or a name of {@link Checkpoints}; required), {@code dropout-passes} (10;
 * those of the members' outputs), {@code score-with} (engine, or a backend's name: what computes
 * the pool), and of {@link Recipe}, each as there unless given: {@code epochs}, {@code batch},
 * {@code accumulation}, {@code updates}, {@code minimum-batch}, {@code learning-rate}, {@code
 * warm-start} (the rate's factor), {@code schedule} (linear, slanted-triangular, constant), {@code
 * warm-up} (share), {@code optimizer} (adamw, adafactor, adafactor-relative), {@code weight-decay},
 * {@code clip}, {@code layer-decay}, {@code frozen}, {@code unfreezing} (none, gradual), {@code
 * label-smoothing}, {@code class-weights} (none, balanced), {@code patience} (of early stopping),
 * {@code validation-share}, {@code metric} (loss, accuracy), {@code max-length}, {@code too-long}
 * (truncate, refuse).
 */
public final class TransformerLearnerProvider implements LearnerProvider {
  private static final String CHECKPOINT = "checkpoint";
  private static final String PASSES = "dropout-passes";
  private static final String SCORING = "score-with";

  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public String summary() {
    return "BERT, DistilBERT, ELECTRA, RoBERTa or GPT-2, fine-tuned from a Hugging Face directory or"
        + " minilm";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(ClassLabel.class, LabelSet.class, RealValue.class);
  }

  @Override
  public Set<Output> offers() {
    Set<Output> all = new TreeSet<>();
    for (ProblemType problem : ProblemType.values()) {
      all.addAll(TransformerModel.offers(AnnotationKind.of(problem)));
    }
    return Set.copyOf(all);
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Parameters given = RecipeOptions.parameters(parameters, CHECKPOINT, PASSES, SCORING);
    int passes = given.whole(PASSES, Dropout.DEFAULT.passes());
    Recipe recipe = RecipeOptions.read(given);
    String checkpoint =
        given.required(CHECKPOINT, "a Hugging Face directory, or a name such as minilm");
    try {
      return ScoringBackends.scored(
          create(kind, Checkpoints.folder(checkpoint), recipe, passes),
          given.text(SCORING, ScoringBackends.ENGINE));
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "transformer: checkpoint must be the path of a directory, found '%s'",
              InputFile.oneLine(checkpoint)),
          e);
    }
  }

  private static Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Path checkpoint, Recipe recipe, int passes) {
    if (kind == LabelSet.class) {
      return TransformerMultiLabelLearner.create(checkpoint, recipe, passes);
    }
    return kind == RealValue.class
        ? TransformerRegressionLearner.create(checkpoint, recipe, passes)
        : TransformerLearner.create(checkpoint, recipe, passes);
  }
}
