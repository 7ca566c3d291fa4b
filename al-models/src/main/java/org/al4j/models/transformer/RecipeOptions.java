package org.al4j.models.transformer;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.training.ClassWeights;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;
import org.jspecify.annotations.Nullable;

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

  private final Map<String, String> given;

  private RecipeOptions(Map<String, String> given) {
    this.given = given;
  }

  /**
   * Reads a recipe.
   *
   * @param given without the learner's own parameters, which {@code others} names
   * @throws InvalidInputException naming what is unknown or out of range
   */
  static Recipe read(Map<String, String> given, Set<String> others) {
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      Set<String> known = new TreeSet<>(NAMES);
      known.addAll(others);
      throw new InvalidInputException(
          "transformer has no parameter '"
              + unknown.iterator().next()
              + "'; known parameters: "
              + String.join(", ", known));
    }
    return new RecipeOptions(new TreeMap<>(given)).recipe();
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
            .withLayers(
                new Layers(real("layer-decay", 1), integer("frozen", 0), flag("unfreezing")))
            .withLabelSmoothing(real("label-smoothing", 0))
            .withClassWeights(classWeights())
            .withMaxLength(integer("max-length", plasm.texts().maxLength()))
            .withTooLong(choice("too-long", LongTexts.TRUNCATE));
    return stopping(recipe);
  }

  private RateSchedule schedule() {
    String name = given.getOrDefault("schedule", "linear");
    return switch (name) {
      case "linear" -> new RateSchedule.Linear(real("warm-up", 0.1));
      case "slanted-triangular" -> new RateSchedule.SlantedTriangular(real("warm-up", 0.1), 32);
      case "constant" -> new RateSchedule.Constant(real("warm-up", 0));
      default -> throw unknown("schedule", "linear, slanted-triangular or constant", name);
    };
  }

  private Optimizer optimizer() {
    String name = given.getOrDefault("optimizer", "adamw");
    return switch (name) {
      case "adamw" -> new Optimizer.AdamW(real("weight-decay", 0.01));
      case "adafactor" -> new Optimizer.Adafactor(real("weight-decay", 0), false, false);
      case "adafactor-relative" -> new Optimizer.Adafactor(real("weight-decay", 0), true, true);
      default -> throw unknown("optimizer", "adamw, adafactor or adafactor-relative", name);
    };
  }

  private ClassWeights classWeights() {
    String name = given.getOrDefault("class-weights", "none");
    return switch (name) {
      case "none" -> ClassWeights.none();
      case "balanced" -> ClassWeights.balanced();
      default -> throw unknown("class-weights", "none or balanced", name);
    };
  }

  private Recipe stopping(Recipe recipe) {
    if (!given.containsKey("patience")) {
      for (String name : new String[] {"metric", "validation-share"}) {
        if (given.containsKey(name)) {
          throw new InvalidInputException(
              "transformer: " + name + " belongs to early stopping; give patience as well");
        }
      }
      return recipe;
    }
    return recipe.withEarlyStopping(
        new EarlyStopping(
            integer("patience", 1),
            real("validation-share", 0.1),
            choice("metric", EarlyStopping.Metric.LOSS)));
  }

  private boolean flag(String name) {
    String value = given.getOrDefault(name, "none");
    return switch (value) {
      case "none" -> false;
      case "gradual" -> true;
      default -> throw unknown(name, "none or gradual", value);
    };
  }

  private <E extends Enum<E>> E choice(String name, E otherwise) {
    String value = given.get(name);
    if (value == null) {
      return otherwise;
    }
    Set<String> known = new TreeSet<>();
    for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
      String lower = one.name().toLowerCase(Locale.ROOT);
      if (lower.equals(value)) {
        return one;
      }
      known.add(lower);
    }
    throw unknown(name, String.join(" or ", known), value);
  }

  private static InvalidInputException unknown(String name, String rule, String found) {
    return new InvalidInputException(
        "transformer: " + name + " must be " + rule + ", found '" + found + "'");
  }

  private double real(String name, double otherwise) {
    return number(name, "a number", Double::parseDouble, otherwise);
  }

  private int integer(String name, int otherwise) {
    return number(name, "a whole number", Integer::parseInt, otherwise);
  }

  private <N> N number(String name, String kind, Function<String, N> parse, N otherwise) {
    @Nullable String value = given.get(name);
    try {
      return value == null ? otherwise : parse.apply(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "transformer: " + name + " must be " + kind + ", found '" + value + "'", e);
    }
  }
}
