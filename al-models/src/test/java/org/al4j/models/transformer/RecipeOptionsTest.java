package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.training.ClassWeights;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;
import org.junit.jupiter.api.Test;

/** Recipes from text, and what they say of themselves. */
class RecipeOptionsTest {
  private static Recipe read(String... pairs) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      given.put(pairs[i], pairs[i + 1]);
    }
    return RecipeOptions.read(RecipeOptions.parameters(given, "checkpoint"));
  }

  @Test
  void read_nothing_isPlasmsRecipe() {
    assertEquals(Recipe.plasm(), read());
  }

  @Test
  void read_everyOption_isInTheRecipe() {
    Recipe want =
        Recipe.plasm()
            .withEpochs(3)
            .withBatchSize(8)
            .withAccumulation(2)
            .withMinimumUpdates(7)
            .withMinimumBatch(2)
            .withLearningRate(1e-3)
            .withWarmStartRate(.5)
            .withSchedule(new RateSchedule.SlantedTriangular(.2, 32))
            .withOptimizer(new Optimizer.Adafactor(.1, false, false))
            .withClipNorm(2)
            .withLayers(new Layers(.9, 1, true))
            .withLabelSmoothing(.05)
            .withClassWeights(ClassWeights.balanced())
            .withEarlyStopping(new EarlyStopping(2, .2, EarlyStopping.Metric.ACCURACY))
            .withMaxLength(40)
            .withTooLong(LongTexts.REFUSE);
    String options =
        "epochs 3 batch 8 accumulation 2 updates 7 minimum-batch 2 learning-rate 1e-3 warm-start .5"
            + " schedule slanted-triangular warm-up .2 optimizer adafactor weight-decay .1 clip 2"
            + " layer-decay .9 frozen 1 unfreezing gradual label-smoothing .05"
            + " class-weights balanced patience 2 validation-share .2 metric accuracy"
            + " max-length 40 too-long refuse";
    assertEquals(want, read(options.split(" ")));
  }

  @Test
  void read_otherNames_areOtherSettings() {
    assertEquals(RateSchedule.constant(), read("schedule", "constant").rate().schedule());
    assertEquals(
        new Optimizer.Adafactor(0, true, true),
        read("optimizer", "adafactor-relative").optimizer());
  }

  @Test
  void read_badValues_areNamedWithTheRule() {
    assertMessage("schedule must be linear, slanted-triangular or constant", "schedule", "cosine");
    assertMessage("optimizer must be adamw, adafactor or adafactor-relative", "optimizer", "sgd");
    assertMessage("class-weights must be none or balanced, found 'x'", "class-weights", "x");
    assertMessage("unfreezing must be none or gradual, found 'yes'", "unfreezing", "yes");
    assertMessage("too-long must be truncate or refuse, found 'cut'", "too-long", "cut");
    assertMessage("metric belongs to early stopping; give patience as well", "metric", "loss");
    assertMessage("clip must be a number, found 'much'", "clip", "much");
    assertMessage("frozen must be a whole number, found '1.5'", "frozen", "1.5");
    assertMessage("layer decay must be in (0, 1], found 2.0", "layer-decay", "2");
    assertMessage(
        "no parameter 'epoch'; nearest: epochs; known parameters: accumulation, batch, chec",
        "epoch",
        "3");
  }

  @Test
  void summary_anyChange_showsInDescriptionAndIdentity() {
    ModelConfig config = ModelConfig.read(Fixtures.path("models/distilbert/seqcls"));
    String plain = RecipeSummary.of(Recipe.plasm(), config);
    assertEquals(
        "epochs 5, batch 16, at least 350 updates, learning rate 2.0E-4, max length 40", plain);
    List<String[]> changes =
        List.of(
            new String[] {"epochs", "3"},
            new String[] {"batch", "3"},
            new String[] {"accumulation", "3"},
            new String[] {"updates", "3"},
            new String[] {"minimum-batch", "3"},
            new String[] {"learning-rate", "3e-3"},
            new String[] {"warm-start", "3"},
            new String[] {"schedule", "constant"},
            new String[] {"warm-up", ".3"},
            new String[] {"optimizer", "adafactor"},
            new String[] {"weight-decay", ".3"},
            new String[] {"clip", "3"},
            new String[] {"layer-decay", ".3"},
            new String[] {"frozen", "3"},
            new String[] {"unfreezing", "gradual"},
            new String[] {"label-smoothing", ".3"},
            new String[] {"class-weights", "balanced"},
            new String[] {"patience", "3"},
            new String[] {"max-length", "3"},
            new String[] {"too-long", "refuse"});
    for (String[] change : changes) {
      Recipe changed = read(change);
      assertNotEquals(plain, RecipeSummary.of(changed, config), change[0]);
      assertNotEquals(Recipe.plasm().toString(), changed.toString(), change[0]);
    }
  }

  private static void assertMessage(String part, String... pairs) {
    String message = assertThrows(InvalidInputException.class, () -> read(pairs)).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }
}
