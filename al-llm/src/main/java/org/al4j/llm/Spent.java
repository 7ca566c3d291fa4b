package org.al4j.llm;

import java.math.BigDecimal;

/**
 * What was spent, over all starts of the program.
 *
 * @param requests how many were sent
 * @param promptTokens as the service counted them; of a request whose answer never came, the most
 *     that it can have cost
 * @param answerTokens likewise
 * @param money by the prices of the time
 */
public record Spent(long requests, long promptTokens, long answerTokens, BigDecimal money) {
  /** Nothing. */
  public static final Spent NOTHING = new Spent(0, 0, 0, BigDecimal.ZERO);

  /** All tokens. */
  public long tokens() {
    return promptTokens + answerTokens;
  }

  Spent plus(Spent other) {
    return new Spent(
        requests + other.requests,
        promptTokens + other.promptTokens,
        answerTokens + other.answerTokens,
        money.add(other.money));
  }
}
