package org.al4j.models.transformer;

import java.nio.file.Path;
import org.al4j.core.data.ClassLabel;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.transformer.TransformerModel.Dropout;
import org.al4j.models.transformer.TransformerModel.Parts;

/**
 * Fine-tunes a pre-trained model (BERT, DistilBERT, ELECTRA, RoBERTa, GPT-2) into a classifier.
 * Every fit starts from the checkpoint's weights with a fresh head, drawn from N(0, 0.02) by the
 * fit's seed; BERT's pooler comes from the checkpoint where it has one. With a previous model in
 * the context it starts from all of that model's weights, at the recipe's warm-start share of the
 * rate; its classes and architecture must be this fit's. The optimizer always starts anew.
 *
 * <p>A cancelled fit gives the model of the last update, or with early stopping that of the best
 * epoch if one is complete.
 *
 * <p>The checkpoint stays open, and texts that were tokenized are remembered, until {@link #close};
 * models that were fitted use the learner's tokenizer, so close them first.
 *
 * @see TransformerMultiLabelLearner where a text may have several classes
 * @see TransformerRegressionLearner where it has a number
 */
public final class TransformerLearner
    extends TransformerTraining<ClassLabel, TransformerClassifier> {
  private TransformerLearner(Checkpoint checkpoint, Recipe recipe, int passes) {
    super(AnnotationKind.CLASS, checkpoint, recipe, passes);
  }

  /**
   * A learner with PLASM's recipe.
   *
   * @param checkpoint a Hugging Face directory
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory
   */
  public static TransformerLearner create(Path checkpoint) {
    return create(checkpoint, Recipe.plasm());
  }

  /** A learner with a recipe of its own; see {@link #create(Path)}. */
  public static TransformerLearner create(Path checkpoint, Recipe recipe) {
    return create(checkpoint, recipe, Dropout.DEFAULT.passes());
  }

  /**
   * A learner whose models make {@code passes} dropout passes for MEMBER_PROBABILITIES; see {@link
   * #create(Path)}.
   */
  public static TransformerLearner create(Path checkpoint, Recipe recipe, int passes) {
    return open(checkpoint, passes, opened -> new TransformerLearner(opened, recipe, passes));
  }

  @Override
  TransformerClassifier model(Parts parts, Dropout seeded) {
    return new TransformerClassifier(parts, seeded);
  }
}
