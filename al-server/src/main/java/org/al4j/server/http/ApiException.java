package org.al4j.server.http;

/** A request that is answered by an error. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * An error.
   *
   * @param status of HTTP
   * @param code a word for programs
   * @param message for people
   */
  ApiException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ApiException bad(String message) {
    return new ApiException(400, "bad-request", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
