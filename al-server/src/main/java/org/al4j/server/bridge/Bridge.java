package org.al4j.server.bridge;

import java.util.List;

/** A tool's own protocol: requests that the tool makes, and what is answered. */
public interface Bridge {
  /** The tool's name in addresses and on the command line, such as {@code label-studio}. */
  String tool();

  /** The requests. */
  List<Call> calls();

  /**
   * A request.
   *
   * @param method of HTTP, {@code GET} or {@code POST}
   * @param path behind the bridge's address, such as {@code /predict}, or ""
   * @param handler answers it
   */
  record Call(String method, String path, Handler handler) {}

  /** Answers a request. */
  @FunctionalInterface
  interface Handler {
    /**
     * Answers.
     *
     * @param body of the request, "" if it has none
     * @throws BridgeException if the request cannot be answered
     * @throws org.al4j.core.InvalidInputException if it has not the form that it must have
     */
    ToolAnswer answer(String body);
  }
}
