package org.al4j.llm;

import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.people.ModelTrust;

/**
 * A language model that annotates.
 *
 * @param endpoint who answers
 * @param sampling how answers are drawn
 * @param limits what may be spent
 * @param mostEntropy of a text's answers, in bits; above it people are asked. Of five answers, 5:0
 *     has 0, 4:1 has 0.72, 3:2 has 0.97
 * @param examples how many labelled texts of each class are shown with each text, at least 0
 */
public record LlmSettings(
    LlmEndpoint endpoint,
    LlmSampling sampling,
    LlmLimits limits,
    double mostEntropy,
    int examples) {
  /** Of five answers all must be the same. */
  public static final double DEFAULT_ENTROPY = 0.5;

  /** Unless it is said otherwise. */
  public static final long DEFAULT_TOKENS = 1_000_000;

  /**
   * Refuses what cannot be.
   *
   * @throws InvalidInputException if a number is out of range
   */
  public LlmSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(limits, "limits");
    if (!(mostEntropy >= 0)) {
      throw InvalidInputException.ofSettings(
          "{entropy} must be at least 0 bits, found %s", mostEntropy);
    }
    if (examples < 0 || examples > 20) {
      throw InvalidInputException.ofSettings("{examples} must be 0 to 20, found %s", examples);
    }
  }

  /** The defaults, a million tokens. */
  public static LlmSettings of(LlmEndpoint endpoint) {
    return new LlmSettings(
        endpoint, LlmSampling.DEFAULT, LlmLimits.ofTokens(DEFAULT_TOKENS), DEFAULT_ENTROPY, 0);
  }

  /** The same with other sampling. */
  public LlmSettings with(LlmSampling other) {
    return new LlmSettings(endpoint, other, limits, mostEntropy, examples);
  }

  /** The same with other limits. */
  public LlmSettings with(LlmLimits other) {
    return new LlmSettings(endpoint, sampling, other, mostEntropy, examples);
  }

  /** By which name the model annotates: {@code llm:} and the model's. */
  public String annotator() {
    return ModelTrust.PREFIX + endpoint.model();
  }
}
