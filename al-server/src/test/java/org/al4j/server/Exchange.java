package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as a tool sends it and the answer that it must get, in a file: {@code source} says what
 * it was written from, {@code method}, {@code path}, {@code body}, {@code status}, {@code answer}.
 */
record Exchange(JsonNode file) {
  /** Reads a file, with values in the place of names such as {@code $VERSION}. */
  static Exchange read(String name, Map<String, String> values) {
    try (InputStream in = Exchange.class.getResourceAsStream("bridge/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> one : values.entrySet()) {
        text = text.replace(one.getKey(), one.getValue());
      }
      JsonNode file = Person.JSON.readTree(text);
      assertEquals(true, file.path("source").isTextual(), name + " must say its source");
      return new Exchange(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode body() {
    return file.path("body");
  }

  /** Sends it and requires the answer; numbers may differ in the last digits. */
  JsonNode replay(String bridge) {
    HttpResponse<String> response =
        send(bridge, file.path("method").asText(), file.path("path").asText(), body().toString());
    assertEquals(file.path("status").intValue(), response.statusCode(), response.body());
    JsonNode answer = response.body().isEmpty() ? Person.object() : Person.json(response);
    requireEqual(file.path("answer"), answer, "");
    return answer;
  }

  static HttpResponse<String> post(String bridge, String path, JsonNode body) {
    return send(bridge, "POST", path, body.toString());
  }

  static HttpResponse<String> send(String bridge, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(bridge + path))
            .header("Content-Type", "application/json");
    return Person.send(
        method.equals("GET") ? request.GET() : request.POST(BodyPublishers.ofString(body)));
  }

  private static void requireEqual(JsonNode expected, JsonNode found, String where) {
    if (expected.isDouble() && found.isNumber()) {
      assertEquals(expected.doubleValue(), found.doubleValue(), 1e-6, where);
    } else if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> one : expected.properties()) {
        requireEqual(one.getValue(), found.path(one.getKey()), where + "/" + one.getKey());
      }
      assertEquals(expected.size(), found.size(), where + ": " + found);
    } else if (expected.isArray()) {
      assertEquals(expected.size(), found.size(), where + ": " + found);
      for (int i = 0; i < expected.size(); i++) {
        requireEqual(expected.get(i), found.path(i), where + "/" + i);
      }
    } else {
      assertEquals(expected, found, where);
    }
  }
}
