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

/**
 * A {@link Recipe} from names and values as text; what is not named is as in a usual one. For
 * AL4J's own modules.
 */
public final class RecipeOptions {
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
  private final Recipe usual;

  private RecipeOptions(Parameters given, Recipe usual) {
    this.given = given;
    this.usual = usual;
  }

  /**
   * The parameters of a recipe and others, of which none else is known.
   *
   * @param others the learner's own
   */
  static Parameters parameters(Map<String, String> given, String... others) {
    return parametersOf("transformer", given, others);
  }

  /** The same of another learner. */
  public static Parameters parametersOf(
      String learner, Map<String, String> given, String... others) {
    Set<String> known = new TreeSet<>(NAMES);
    known.addAll(Set.of(others));
    return Parameters.of(learner, given, known);
  }

  /**
   * Reads a recipe; what is not named is as in PLASM's.
   *
   * @throws InvalidInputException naming what is out of range
   */
  static Recipe read(Parameters given) {
    return read(given, Recipe.plasm());
  }

  /**
   * Reads a recipe.
   *
   * @param usual what it is where nothing else is named: PLASM's, but for rates, lengths and
   *     updates
   * @throws InvalidInputException naming what is out of range
   */
  public static Recipe read(Parameters given, Recipe usual) {
    return new RecipeOptions(given, usual).recipe();
  }

  private Recipe recipe() {
    Recipe.Updates updates = usual.updates();
    Recipe recipe =
        usual
            .withEpochs(integer("epochs", updates.epochs()))
            .withBatchSize(integer("batch", updates.batchSize()))
            .withAccumulation(integer("accumulation", updates.accumulation()))
            .withMinimumUpdates(integer("updates", updates.minimumUpdates()))
            .withMinimumBatch(integer("minimum-batch", updates.minimumBatch()))
            .withLearningRate(real("learning-rate", usual.rate().peak()))
            .withWarmStartRate(real("warm-start", usual.rate().warmStart()))
            .withSchedule(schedule())
            .withOptimizer(optimizer())
            .withClipNorm(real("clip", usual.clipNorm()))
            .withLayers(new Layers(real("layer-decay", 1), integer("frozen", 0), unfreezing()))
            .withLabelSmoothing(real("label-smoothing", 0))
            .withClassWeights(classWeights())
            .withMaxLength(integer("max-length", usual.texts().maxLength()))
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
