package org.al4j.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.FloatTable;
import org.al4j.models.kind.ProblemType;

/**
 * What a network does to made-up features, tried when a learner is made so that a configuration
 * that does not fit is refused then.
 *
 * @param outputs numbers that it gives for a text
 * @param noisy whether two passes in training mode differ, as with dropout they do
 */
record NetworkTrial(int outputs, boolean noisy) {
  private static final int TEXTS = 3;
  private static final int WORDS = 12;

  /**
   * Tries a configuration.
   *
   * @throws InvalidInputException saying what to change
   */
  static NetworkTrial of(NetworkPlan plan, TextFeatures features, ProblemType problem) {
    plan.require(problem);
    try {
      return NetworkThread.run(() -> run(plan, features));
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "the configuration must take features of shape %s, %s; it fails: %s",
              NetworkInput.text(features.shape()),
              hint(features.shape()),
              firstLine(e)),
          e);
    }
  }

  private static NetworkTrial run(NetworkPlan plan, TextFeatures features) {
    try (Dl4jNetwork network = plan.scoring(null);
        NetworkInput input = NetworkInput.of(madeUp(features.shape()), features.shape())) {
      Dl4jNetwork.Pass plain = network.pass(input, true);
      long[] shape = plain.shape();
      if (shape.length != 2 || shape[0] != TEXTS) {
        throw new InvalidInputException(
            "a network must give one row for each text, [n, C], found "
                + Arrays.toString(shape)
                + " for "
                + TEXTS
                + " texts; of a sequence take the last step or pool before the output layer");
      }
      float[] first = network.noisyPass(input, 1).scores();
      float[] second = network.noisyPass(input, 2).scores();
      return new NetworkTrial((int) shape[1], !Arrays.equals(first, second));
    }
  }

  private static List<FloatTable> madeUp(long[] shape) {
    SplittableRandom random = new SplittableRandom(1);
    List<FloatTable> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      long[] own = shape.clone();
      own[0] = own[0] == TextFeatures.VARIES ? WORDS - i : own[0];
      float[] values = new float[(int) Arrays.stream(own).reduce(1, (a, b) -> a * b)];
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) (2 * random.nextDouble() - 1);
      }
      texts.add(new FloatTable(values, own));
    }
    return texts;
  }

  private static String hint(long[] shape) {
    if (shape[0] == TextFeatures.VARIES) {
      return String.format(
          Locale.ROOT,
          "which reach it as [n, %d, w]: build it with InputType.recurrent(%d) or nIn(%d)",
          shape[1],
          shape[1],
          shape[1]);
    }
    return shape.length > 1
        ? "each text's"
        : String.format(
            Locale.ROOT,
            "so nIn(%d) of its first layer, or InputType.feedForward(%d)",
            shape[0],
            shape[0]);
  }

  private static String firstLine(RuntimeException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }
}
