package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who uses the API as a browser does: with a cookie, a CSRF token and an origin. */
final class Person {
  static final ObjectMapper JSON = new ObjectMapper();
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final String address;
  final String cookie;
  final String csrf;

  private Person(String address, String cookie, String csrf) {
    this.address = address;
    this.cookie = cookie;
    this.csrf = csrf;
  }

  /** Opens a link. */
  static Person open(String link) {
    String address = link.substring(0, link.indexOf("/#"));
    String token = link.substring(link.indexOf('=') + 1);
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(address + "/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    assertEquals(200, response.statusCode(), response.body());
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return new Person(address, cookie, json(response).path("csrf").textValue());
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
        .header("Cookie", cookie)
        .header("Origin", address)
        .header("X-CSRF-Token", csrf)
        .header("Content-Type", "application/json");
  }

  HttpResponse<String> post(String path, JsonNode body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  JsonNode ok(String path) {
    HttpResponse<String> response = get(path);
    assertEquals(200, response.statusCode(), response.body());
    return json(response);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  JsonNode next(int count) {
    HttpResponse<String> response = post("next", object().put("count", count));
    assertEquals(200, response.statusCode(), response.body());
    return json(response);
  }

  /** The first text that there is for him, which comes at once or after a training. */
  JsonNode text() {
    for (int i = 0; i < 400; i++) {
      JsonNode hand = next(1);
      if (!hand.path("texts").isEmpty()) {
        return hand.path("texts").get(0);
      }
      assertEquals(false, hand.path("state").textValue().equals("done"), hand::toString);
      pause();
    }
    throw new AssertionError("nothing to label came: " + ok("progress"));
  }

  static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String key() {
    return "k" + KEYS.incrementAndGet();
  }

  ObjectNode said(String id, String label) {
    ObjectNode body = object().put("key", key()).put("id", id).put("seconds", 1.5);
    return label == null ? body : body.put("label", label);
  }

  /** Says it; the answer's status, or the code of the error. */
  String say(String verb, ObjectNode body) {
    JsonNode answer = json(post(verb, body));
    JsonNode error = answer.path("error").path("code");
    return error.isMissingNode() ? answer.path("status").textValue() : error.textValue();
  }

  String judge(String id, String label) {
    return say("judge", said(id, label));
  }
}
