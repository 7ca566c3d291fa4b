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
 * <p><b>Needs</b>: a checkpoint in Hugging Face layout, labelled texts of one class each, an ND4J
 * backend.
 *
 * <p><b>Cost</b>: a pass forward and one backward of every text in each epoch, and of some again
 * where the recipe asks for more updates than that makes; up to four numbers of memory for each
 * weight: itself, its gradient and AdamW's two moments.
 *
 * <p><b>Source</b>: Devlin et al. 2019, section 3.2 (fine-tuning); the recipe that it starts from
 * is that of Tsvigun et al. 2022 (PLASM).
 *
 * <p><b>Departures</b>: as the {@link Recipe} says; plain, it is what Hugging Face's classes do.
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
