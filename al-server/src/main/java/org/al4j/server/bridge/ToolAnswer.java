package org.al4j.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a tool gets.
 *
 * @param status of HTTP
 * @param type of the body, such as {@code application/json; charset=utf-8}
 */
public record ToolAnswer(int status, String type, String body) {
  private static final String JSON = "application/json; charset=utf-8";

  /** JSON. */
  public static ToolAnswer json(int status, JsonNode body) {
    return new ToolAnswer(status, JSON, body.toString());
  }

  /** No body. */
  public static ToolAnswer nothing(int status) {
    return new ToolAnswer(status, JSON, "");
  }
}
