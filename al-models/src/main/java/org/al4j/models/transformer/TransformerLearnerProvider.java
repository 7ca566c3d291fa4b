package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.model.TextClassifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TransformerLearner}s by the name {@code transformer}. Parameters: {@code checkpoint}
 * (a Hugging Face directory; required), and of {@link Recipe}: {@code epochs}, {@code batch},
 * {@code updates}, {@code learning-rate}, {@code max-length}.
 */
public final class TransformerLearnerProvider implements LearnerProvider {
  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public String summary() {
    return "BERT or DistilBERT, fine-tuned from a Hugging Face directory";
  }

  @Override
  public Set<Output> offers() {
    return TransformerClassifier.OFFERS;
  }

  @Override
  public Learner<ClassLabel, ? extends TextClassifier> create(Map<String, String> parameters) {
    Map<String, String> left = new TreeMap<>(parameters);
    String checkpoint = left.remove("checkpoint");
    Recipe plasm = Recipe.plasm();
    Recipe recipe =
        plasm
            .withEpochs(integer("epochs", left.remove("epochs"), plasm.epochs()))
            .withBatchSize(integer("batch", left.remove("batch"), plasm.batchSize()))
            .withMinimumUpdates(integer("updates", left.remove("updates"), plasm.minimumUpdates()))
            .withLearningRate(
                real("learning-rate", left.remove("learning-rate"), plasm.learningRate()))
            .withMaxLength(integer("max-length", left.remove("max-length"), plasm.maxLength()));
    if (!left.isEmpty()) {
      throw new InvalidInputException(
          "transformer has no parameter '"
              + left.keySet().iterator().next()
              + "'; known parameters: batch, checkpoint, epochs, learning-rate, max-length, updates");
    }
    if (checkpoint == null) {
      throw new InvalidInputException(
          "transformer needs the parameter 'checkpoint': a Hugging Face directory");
    }
    return TransformerLearner.create(Path.of(checkpoint), recipe);
  }

  private static double real(String name, @Nullable String value, double otherwise) {
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "transformer: " + name + " must be a number, found '" + value + "'", e);
    }
  }

  private static int integer(String name, @Nullable String value, int otherwise) {
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "transformer: " + name + " must be a whole number, found '" + value + "'", e);
    }
  }
}
