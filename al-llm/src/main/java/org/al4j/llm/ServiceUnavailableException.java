package org.al4j.llm;

import org.jspecify.annotations.Nullable;

/** A service did not answer, though it was asked several times; it may later. */
public final class ServiceUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
