package org.al4j.server.bridge;

/** A request of a tool that is answered by an error. */
public final class BridgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * An error.
   *
   * @param status of HTTP, from 400
   * @param code a word for programs
   * @param message for people; no text of the project is in it
   */
  public BridgeException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** A request that has not the form that it must have. */
  public static BridgeException bad(String message) {
    return new BridgeException(400, "bad-request", message);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** A word for programs. */
  public String code() {
    return code;
  }
}
