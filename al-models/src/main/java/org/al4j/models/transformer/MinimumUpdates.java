package org.al4j.models.transformer;

import java.util.Locale;
import org.al4j.core.InvalidInputException;

/**
 * Batch size and epochs such that a model sees enough updates when labels are few: with {@code T =
 * N/(A B) E} updates (real division) of {@code A} accumulated batches, {@code while T < Q: if B >
 * Bmin then B-- else E++}. Source: Larionov (HSE), algorithm 1, which has {@code A = 1}.
 *
 * @param batchSize examples a batch: {@code B}
 * @param epochs passes over the examples: {@code E}
 */
public record MinimumUpdates(int batchSize, int epochs) {

  /**
   * Applies the rule to a recipe.
   *
   * @param examples how many there are: {@code N}
   * @throws InvalidInputException if there are none, or if that is more updates than can be counted
   */
  public static MinimumUpdates of(int examples, Recipe recipe) {
    if (examples < 1) {
      throw new InvalidInputException("no labelled instance to train on; label at least one");
    }
    Recipe.Updates updates = recipe.updates();
    int batch = updates.batchSize();
    int epochs = updates.epochs();
    while ((double) examples / batch / updates.accumulation() * epochs < updates.minimumUpdates()) {
      if (batch > updates.minimumBatch()) {
        batch--;
      } else if (epochs < Integer.MAX_VALUE) {
        epochs++;
      } else {
        break;
      }
    }
    long size = (long) batch * updates.accumulation();
    long all = (examples + size - 1) / size * epochs;
    if (all >= Integer.MAX_VALUE || epochs == Integer.MAX_VALUE) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a fit must have fewer than %d updates, found %d epochs of %d instances in batches of"
                  + " %d; lower epochs, updates or minimum-batch",
              Integer.MAX_VALUE,
              epochs,
              examples,
              batch));
    }
    return new MinimumUpdates(batch, epochs);
  }
}
