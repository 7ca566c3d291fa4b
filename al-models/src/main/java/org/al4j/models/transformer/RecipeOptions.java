package org.al4j.models.transformer;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.settings.Parameters;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.training.ClassWeights;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;

/** A {@link Recipe} from names and values as text; what is not named is as in PLASM's recipe. */
final class RecipeOptions {
  private static final Set<String> NAMES =
      Set.of(
          "accumulation",
          "batch",
          "class-weights",
          "clip",
          "epochs",
          "frozen",
          "label-smoothing",
          "layer-decay",
          "learning-rate",
          "max-length",
          "metric",
          "minimum-batch",
          "optimizer",
          "patience",
          "schedule",
          "too-long",
          "unfreezing",
          "updates",
          "validation-share",
          "warm-start",
          "warm-up",
          "weight-decay");

  private final Parameters given;

  private RecipeOptions(Parameters given) {
    this.given = given;
  }

  /**
   * The parameters of a recipe and others, of which none else is known.
   *
   * @param others the learner's own
   */
  static Parameters parameters(Map<String, String> given, String... others) {
    Set<String> known = new TreeSet<>(NAMES);
    known.addAll(Set.of(others));
    return Parameters.of("transformer", given, known);
  }

  /**
   * Reads a recipe.
   *
   * @throws InvalidInputException naming what is out of range
   */
  static Recipe read(Parameters given) {
    return new RecipeOptions(given).recipe();
  }

  private Recipe recipe() {
    Recipe plasm = Recipe.plasm();
    Recipe.Updates updates = plasm.updates();
    Recipe recipe =
        plasm
            .withEpochs(integer("epochs", updates.epochs()))
            .withBatchSize(integer("batch", updates.batchSize()))
            .withAccumulation(integer("accumulation", updates.accumulation()))
            .withMinimumUpdates(integer("updates", updates.minimumUpdates()))
            .withMinimumBatch(integer("minimum-batch", updates.minimumBatch()))
            .withLearningRate(real("learning-rate", plasm.rate().peak()))
            .withWarmStartRate(real("warm-start", plasm.rate().warmStart()))
            .withSchedule(schedule())
            .withOptimizer(optimizer())
            .withClipNorm(real("clip", plasm.clipNorm()))
            .withLayers(new Layers(real("layer-decay", 1), integer("frozen", 0), unfreezing()))
            .withLabelSmoothing(real("label-smoothing", 0))
            .withClassWeights(classWeights())
            .withMaxLength(integer("max-length", plasm.texts().maxLength()))
            .withTooLong(given.oneOf("too-long", LongTexts.TRUNCATE));
    return stopping(recipe);
  }

  private RateSchedule schedule() {
    return switch (given.oneOf("schedule", "linear", "slanted-triangular", "constant")) {
      case "slanted-triangular" -> new RateSchedule.SlantedTriangular(real("warm-up", 0.1), 32);
      case "constant" -> new RateSchedule.Constant(real("warm-up", 0));
      default -> new RateSchedule.Linear(real("warm-up", 0.1));
    };
  }

  private Optimizer optimizer() {
    return switch (given.oneOf("optimizer", "adamw", "adafactor", "adafactor-relative")) {
      case "adafactor" -> new Optimizer.Adafactor(real("weight-decay", 0), false, false);
      case "adafactor-relative" -> new Optimizer.Adafactor(real("weight-decay", 0), true, true);
      default -> new Optimizer.AdamW(real("weight-decay", 0.01));
    };
  }

  private ClassWeights classWeights() {
    return given.oneOf("class-weights", "none", "balanced").equals("balanced")
        ? ClassWeights.balanced()
        : ClassWeights.none();
  }

  private boolean unfreezing() {
    return given.oneOf("unfreezing", "none", "gradual").equals("gradual");
  }

  private Recipe stopping(Recipe recipe) {
    if (!given.has("patience")) {
      for (String name : new String[] {"metric", "validation-share"}) {
        if (given.has(name)) {
          throw given.refused(name + " belongs to early stopping; give patience as well");
        }
      }
      return recipe;
    }
    return recipe.withEarlyStopping(
        new EarlyStopping(
            integer("patience", 1),
            real("validation-share", 0.1),
            given.oneOf("metric", EarlyStopping.Metric.LOSS)));
  }

  private double real(String name, double otherwise) {
    return given.real(name, otherwise);
  }

  private int integer(String name, int otherwise) {
    return given.whole(name, otherwise);
  }
}
