package org.al4j.llm;

/** The next request could cost more than is left, so it was not sent. */
public final class SpendingLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SpendingLimitException(String message) {
    super(message);
  }
}
