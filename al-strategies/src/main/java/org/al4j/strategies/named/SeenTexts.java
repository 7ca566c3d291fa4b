package org.al4j.strategies.named;

import org.al4j.core.InvalidInputException;
import org.al4j.core.model.view.TextView;
import org.al4j.core.model.view.TextViews;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.coldstart.HashedWords;

/**
 * The view of texts that the parameters {@code checkpoint} and {@code dimensions} mean.
 *
 * @param learnersFirst whether the learner's own takes its place
 */
record SeenTexts(TextView view, boolean learnersFirst) {
  private static final int MOST = 65_536;

  static SeenTexts of(Parameters given) {
    if (given.has("checkpoint") && given.has("dimensions")) {
      throw new InvalidInputException(
          "the texts are seen by a checkpoint or by hashed words: give checkpoint or dimensions,"
              + " not both");
    }
    if (given.has("checkpoint")) {
      return new SeenTexts(TextViews.named(given.text("checkpoint", "")), false);
    }
    HashedWords words = new HashedWords(given.whole("dimensions", HashedWords.DIMENSIONS, 1, MOST));
    return new SeenTexts(new TextView(words.toString(), words), !given.has("dimensions"));
  }
}
