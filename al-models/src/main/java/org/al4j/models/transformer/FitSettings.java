package org.al4j.models.transformer;

import org.al4j.core.model.FitContext;
import org.al4j.models.internal.engine.train.FineTuning;

/** What a recipe means for a fit. For AL4J's own modules. */
public final class FitSettings {
  private FitSettings() {}

  /**
   * The settings of the engine. The recipe has a learning rate.
   *
   * @param examples to learn from
   */
  public static FineTuning.Settings of(Recipe recipe, int examples, FitContext<?, ?> context) {
    MinimumUpdates updates = MinimumUpdates.of(examples, recipe);
    double factor = context.previous().isPresent() ? recipe.rate().warmStart() : 1;
    return new FineTuning.Settings(
        updates.epochs(),
        updates.batchSize(),
        recipe.updates().accumulation(),
        factor * context.rateFactor() * recipe.rate().peak(),
        recipe.rate().schedule(),
        recipe.optimizer(),
        recipe.clipNorm(),
        recipe.layers(),
        recipe.earlyStopping(),
        context.seed());
  }
}
