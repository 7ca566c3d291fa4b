package org.al4j.spark;

import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.RowRule;
import org.al4j.core.query.Utility;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.Strategies;

/**
 * A utility that was computed where the texts are: an output of its own, which a {@link SparkModel}
 * offers, so that a double comes back in place of all that it was made of.
 */
final class SparkUtility implements Utility {
  private final String strategy;
  private final Utility utility;

  /**
   * A utility by its strategy.
   *
   * @param strategy a pointwise one by its name
   */
  SparkUtility(String strategy) {
    this.strategy = strategy;
    this.utility = Strategies.utility(strategy);
  }

  /** What the model offers for it, {@code [n, 3]}: floats whose sum is the utility. */
  static Output output(String strategy) {
    String name = strategy.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    return Output.of("SPARK_" + name, RowRule.FINITE, Output.Axis.INSTANCES, Output.Axis.FEATURES);
  }

  @Override
  public String describe() {
    return "spark(" + utility.describe() + ")";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("SparkUtility").with("utility", utility).toMap();
  }

  @Override
  public Set<Output> needs() {
    return Set.of(output(strategy));
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return utility.kinds();
  }

  @Override
  public void score(Outputs in, double[] out) {
    FloatBuffer rows = in.rows(output(strategy));
    float[] parts = new float[RowScores.PARTS];
    for (int i = 0; i < in.size(); i++) {
      rows.get(parts);
      out[i] = RowScores.joined(parts, 0);
    }
  }
}
