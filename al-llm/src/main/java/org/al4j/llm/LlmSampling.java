package org.al4j.llm;

import java.util.Objects;
import org.al4j.core.InvalidInputException;

/**
 * How answers are drawn.
 *
 * @param answers how many for each text, 1 to 100; their entropy says how sure the model is
 * @param temperature from 0, at which all answers are mostly the same and say nothing of that, to 2
 * @param maxTokens of an answer
 * @param limitName by which the request says {@code maxTokens}: {@code max_tokens}, or {@code
 *     max_completion_tokens} where a service wants that
 * @param format by what the service is held to the form
 */
public record LlmSampling(
    int answers, double temperature, int maxTokens, String limitName, ReplyFormat format) {
  /** Five answers at temperature 1, each of at most 100 tokens. */
  public static final LlmSampling DEFAULT =
      new LlmSampling(5, 1, 100, "max_tokens", ReplyFormat.NONE);

  private static final int MOST_ANSWERS = 100;

  /**
   * Refuses what cannot be.
   *
   * @throws InvalidInputException if a number is out of range
   */
  public LlmSampling {
    Objects.requireNonNull(format, "format");
    if (answers < 1 || answers > MOST_ANSWERS) {
      throw InvalidInputException.ofSettings("{answers} must be 1 to 100, found %s", answers);
    }
    if (!(temperature >= 0 && temperature <= 2)) {
      throw InvalidInputException.ofSettings("{temperature} must be 0 to 2, found %s", temperature);
    }
    if (maxTokens < 1) {
      throw InvalidInputException.ofSettings("{maxTokens} must be at least 1, found %s", maxTokens);
    }
    if (!limitName.equals("max_tokens") && !limitName.equals("max_completion_tokens")) {
      throw InvalidInputException.ofSettings(
          "{limitName} must be max_tokens or max_completion_tokens, found '%s'", limitName);
    }
  }

  /** The same with another number of answers. */
  public LlmSampling withAnswers(int other) {
    return new LlmSampling(other, temperature, maxTokens, limitName, format);
  }
}
