package org.al4j.core;

/**
 * Bad input from outside: a file, a label, a model's output, a setting. The message is one line
 * that says what is wrong, the rule, the value found, and what to do, for example {@code pool too
 * small: initial 10 + 5 rounds x 100 = 510 instances wanted, 500 in the pool; lower --initial,
 * --rounds or --batch}. A command line prints it and exits with 2.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with its one-line message. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** An error with its one-line message and what caused it. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
