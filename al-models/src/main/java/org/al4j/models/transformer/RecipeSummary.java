package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.models.config.ModelConfig;

/** A recipe in one line: its size, and all that differs from PLASM's. For AL4J's own modules. */
public final class RecipeSummary {
  private static final Recipe PLASM = Recipe.plasm();
  private final List<String> parts = new ArrayList<>();

  private RecipeSummary() {}

  /** The checkpoint's folder, kind and size, and the recipe. */
  public static String describe(
      Path checkpoint, ModelConfig config, String outputs, Recipe recipe) {
    String model = config.modelType() + ", " + config.layers() + " x " + config.hidden();
    return checkpoint.getFileName() + " (" + model + outputs + "), " + of(recipe, config);
  }

  static String of(Recipe recipe, ModelConfig config) {
    RecipeSummary summary = new RecipeSummary();
    Recipe.Updates updates = recipe.updates();
    summary.parts.add(
        String.format(
            Locale.ROOT,
            "epochs %d, batch %d, at least %d updates, learning rate %s, max length %d",
            updates.epochs(),
            updates.batchSize(),
            updates.minimumUpdates(),
            recipe.learningRateFor(config.hidden()),
            Math.min(recipe.texts().maxLength(), config.positions())));
    Recipe.Updates usual = PLASM.updates();
    summary.other("batches an update", updates.accumulation(), usual.accumulation());
    summary.other("smallest batch", updates.minimumBatch(), usual.minimumBatch());
    summary.other("schedule", recipe.rate().schedule(), PLASM.rate().schedule());
    summary.other("warm-start rate x", recipe.rate().warmStart(), PLASM.rate().warmStart());
    summary.other("optimizer", recipe.optimizer(), PLASM.optimizer());
    summary.other("clip", recipe.clipNorm(), PLASM.clipNorm());
    summary.other("layers", recipe.layers(), PLASM.layers());
    summary.other("loss", recipe.loss(), PLASM.loss());
    recipe.earlyStopping().ifPresent(stopping -> summary.parts.add(stopping.toString()));
    summary.other("longer texts", recipe.texts().tooLong(), PLASM.texts().tooLong());
    return String.join(", ", summary.parts);
  }

  private void other(String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      parts.add(name + " " + value);
    }
  }
}
