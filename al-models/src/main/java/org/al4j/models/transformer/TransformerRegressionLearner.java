package org.al4j.models.transformer;

import java.nio.file.Path;
import org.al4j.core.data.RealValue;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.transformer.TransformerModel.Dropout;
import org.al4j.models.transformer.TransformerModel.Parts;

/**
 * Fine-tunes a pre-trained encoder into a regressor with one output. The loss is the weighted mean
 * of squared errors, as Hugging Face's {@code regression} has it, but of standardised numbers: less
 * their mean and divided by their standard deviation over the examples, so that the usual learning
 * rates serve numbers of any size; progress tells the loss in that unit. After training the last
 * layer is put back, so that models, saved ones too, give numbers in the unit they came in. Label
 * smoothing, class weights and early stopping by accuracy are for classes and are refused.
 * Otherwise as {@link TransformerLearner}.
 *
 * <p><b>Needs</b>: as {@link TransformerLearner}, with labelled texts with a number each.
 *
 * <p><b>Cost</b>: as {@link TransformerLearner}.
 *
 * <p><b>Source</b>: Devlin et al. 2019, section 3.2; Hugging Face's {@code problem_type}.
 *
 * <p><b>Departures</b>: the standardised numbers.
 */
public final class TransformerRegressionLearner
    extends TransformerTraining<RealValue, TransformerRegressor> {
  private TransformerRegressionLearner(Checkpoint checkpoint, Recipe recipe, int passes) {
    super(AnnotationKind.NUMBER, checkpoint, recipe, passes);
  }

  /**
   * A learner with PLASM's recipe.
   *
   * @param checkpoint a Hugging Face directory
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory
   */
  public static TransformerRegressionLearner create(Path checkpoint) {
    return create(checkpoint, Recipe.plasm());
  }

  /** A learner with a recipe of its own; see {@link #create(Path)}. */
  public static TransformerRegressionLearner create(Path checkpoint, Recipe recipe) {
    return create(checkpoint, recipe, Dropout.DEFAULT.passes());
  }

  /**
   * A learner whose models make {@code passes} dropout passes for MEMBER_VALUES; see {@link
   * #create(Path)}.
   *
   * @throws org.al4j.core.InvalidInputException also if the recipe is one for single classes
   */
  public static TransformerRegressionLearner create(Path checkpoint, Recipe recipe, int passes) {
    recipe.refuseClassLoss("a number");
    recipe.refuseAccuracy();
    return open(
        checkpoint, passes, opened -> new TransformerRegressionLearner(opened, recipe, passes));
  }

  @Override
  TransformerRegressor model(Parts parts, Dropout seeded) {
    return new TransformerRegressor(parts, seeded);
  }
}
