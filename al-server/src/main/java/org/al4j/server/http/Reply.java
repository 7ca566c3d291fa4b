package org.al4j.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.al4j.core.data.Instance;
import org.al4j.core.tags.WordOffsets;

/** Answers in JSON. */
final class Reply {
  private Reply() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A text with its id, and where its words are, if it has any: what a span can have. */
  static ObjectNode text(Instance instance) {
    ObjectNode node = object().put("id", instance.id()).put("text", instance.text());
    if (!instance.words().isEmpty()) {
      ArrayNode words = node.putArray("words");
      WordOffsets places = WordOffsets.of(instance);
      for (int i = 0; i < places.size(); i++) {
        words.addArray().add(places.start(i)).add(places.end(i));
      }
    }
    return node;
  }

  static void json(Context ctx, int status, JsonNode body) {
    ctx.status(status).contentType("application/json; charset=utf-8");
    ctx.result(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static void error(Context ctx, int status, String code, String message) {
    ObjectNode body = object();
    body.putObject("error").put("code", code).put("message", message);
    json(ctx, status, body);
  }
}
