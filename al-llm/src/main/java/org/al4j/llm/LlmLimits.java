package org.al4j.llm;

import java.math.BigDecimal;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * What may be spent in all, and what things cost. No request is sent that could exceed it.
 *
 * @param tokens of prompts and answers together
 * @param money in the currency of the prices; empty for no limit but that of tokens
 * @param promptPrice of a million tokens of prompts, 0 for a local server
 * @param answerPrice of a million tokens of answers
 */
public record LlmLimits(
    long tokens, Optional<BigDecimal> money, BigDecimal promptPrice, BigDecimal answerPrice) {
  private static final int MILLION = 6;

  /**
   * Refuses what cannot be.
   *
   * @throws InvalidInputException if a number is negative, or money is limited and nothing costs
   *     any
   */
  public LlmLimits {
    if (tokens < 1) {
      throw InvalidInputException.ofSettings("{tokens} must be at least 1, found %s", tokens);
    }
    if (promptPrice.signum() < 0 || answerPrice.signum() < 0) {
      throw InvalidInputException.ofSettings(
          "{promptPrice} and {answerPrice} must be at least 0, found %s and %s",
          promptPrice, answerPrice);
    }
    if (money.isPresent() && (money.get().signum() < 0 || promptPrice.signum() == 0)) {
      throw InvalidInputException.ofSettings(
          "{money} must be at least 0 and needs {promptPrice} and {answerPrice} of a million"
              + " tokens, found %s",
          money.get());
    }
  }

  /** So many tokens, which cost nothing. */
  public static LlmLimits ofTokens(long tokens) {
    return new LlmLimits(tokens, Optional.empty(), BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** What tokens cost, exactly. */
  BigDecimal cost(long promptTokens, long answerTokens) {
    return promptPrice
        .multiply(BigDecimal.valueOf(promptTokens))
        .add(answerPrice.multiply(BigDecimal.valueOf(answerTokens)))
        .movePointLeft(MILLION);
  }
}
