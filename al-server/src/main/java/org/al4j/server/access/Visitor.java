package org.al4j.server.access;

/**
 * Who is asking.
 *
 * @param name the person's
 * @param cookie whether a browser's cookie says so, which browsers send by themselves: then what
 *     changes something needs the CSRF token besides
 * @param csrf that token
 */
public record Visitor(String name, Role role, boolean cookie, String csrf) {
  /** Whether a request's header has the CSRF token. */
  public boolean isCsrf(String header) {
    return Token.isEqual(csrf, header);
  }
}
