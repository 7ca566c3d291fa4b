package org.al4j.models.transformer;

import java.nio.file.Path;
import org.al4j.core.data.LabelSet;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.transformer.TransformerModel.Dropout;
import org.al4j.models.transformer.TransformerModel.Parts;

/**
 * Fine-tunes a pre-trained encoder into a classifier with a sigmoid for each class, for texts that
 * may have any number of them. The loss is the mean over batch and classes of the binary
 * cross-entropy, as Hugging Face's {@code multi_label_classification} has it (PyTorch's {@code
 * BCEWithLogitsLoss}); soft targets are a probability for each class ({@code
 * Confidence.Independent}). With early stopping, accuracy is the share of texts of which every
 * class is right. Label smoothing and class weights are for single classes and are refused.
 * Otherwise as {@link TransformerLearner}.
 *
 * <p><b>Needs</b>: as {@link TransformerLearner}, with labelled texts of any number of classes
 * each.
 *
 * <p><b>Cost</b>: as {@link TransformerLearner}.
 *
 * <p><b>Source</b>: Devlin et al. 2019, section 3.2; Hugging Face's {@code problem_type}.
 *
 * <p><b>Departures</b>: none but those of the {@link Recipe}.
 */
public final class TransformerMultiLabelLearner
    extends TransformerTraining<LabelSet, TransformerMultiLabelClassifier> {
  private TransformerMultiLabelLearner(Checkpoint checkpoint, Recipe recipe, int passes) {
    super(AnnotationKind.CLASSES, checkpoint, recipe, passes);
  }

  /**
   * A learner with PLASM's recipe.
   *
   * @param checkpoint a Hugging Face directory
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory
   */
  public static TransformerMultiLabelLearner create(Path checkpoint) {
    return create(checkpoint, Recipe.plasm());
  }

  /** A learner with a recipe of its own; see {@link #create(Path)}. */
  public static TransformerMultiLabelLearner create(Path checkpoint, Recipe recipe) {
    return create(checkpoint, recipe, Dropout.DEFAULT.passes());
  }

  /**
   * A learner whose models make {@code passes} dropout passes for MEMBER_INDEPENDENT_PROBABILITIES;
   * see {@link #create(Path)}.
   *
   * @throws org.al4j.core.InvalidInputException also if the recipe is one for single classes
   */
  public static TransformerMultiLabelLearner create(Path checkpoint, Recipe recipe, int passes) {
    recipe.refuseClassLoss("several");
    return open(
        checkpoint, passes, opened -> new TransformerMultiLabelLearner(opened, recipe, passes));
  }

  @Override
  TransformerMultiLabelClassifier model(Parts parts, Dropout seeded) {
    return new TransformerMultiLabelClassifier(parts, seeded);
  }
}
