package org.al4j.bench;

/** A peer cannot be measured: it is not there, does not start, or ended without an answer. */
final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PeerException(String message) {
    super(message);
  }

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
