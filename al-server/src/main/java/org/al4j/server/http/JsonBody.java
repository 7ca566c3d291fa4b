package org.al4j.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.al4j.server.bridge.ToolJson;

/**
 * The JSON object that a request brings: no more bytes than allowed, no key twice, no key that
 * nobody knows.
 */
record JsonBody(ObjectNode fields) {
  private static final int DEEPEST = 20;
  private static final int PART = 1 << 13;
  private static final long LONGEST_NANOS = 20_000_000_000L;
  private static final ObjectMapper JSON = ToolJson.strict(DEEPEST);

  /**
   * Reads a body.
   *
   * @param most bytes
   * @param known the keys that it may have
   */
  static JsonBody of(Context ctx, int most, String... known) {
    String type = String.valueOf(ctx.req().getContentType()).toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].strip().equals("application/json")) {
      throw new ApiException(415, "not-json", "send Content-Type: application/json");
    }
    JsonNode node = parse(bytes(ctx, most));
    if (!(node instanceof ObjectNode fields)) {
      throw ApiException.bad("the body must be a JSON object");
    }
    Set<String> allowed = Set.of(known);
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!allowed.contains(name)) {
                throw ApiException.bad("the body may have " + List.of(known) + " and nothing else");
              }
            });
    return new JsonBody(fields);
  }

  /** The bytes of a body, which come in time and are no more than allowed. */
  static byte[] bytes(Context ctx, int most) {
    if (ctx.req().getContentLengthLong() > most) {
      throw tooLong(most);
    }
    long start = System.nanoTime();
    try {
      InputStream in = ctx.req().getInputStream();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] part = new byte[PART];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        body.write(part, 0, read);
        if (body.size() > most) {
          throw tooLong(most);
        }
        if (System.nanoTime() - start > LONGEST_NANOS) {
          throw cutOff();
        }
      }
      return body.toByteArray();
    } catch (IOException e) { // whoever sends is gone, or too slow
      throw cutOff();
    }
  }

  private static ApiException cutOff() {
    return new ApiException(408, "cut-off", "the body did not come in time");
  }

  private static ApiException tooLong(int most) {
    return new ApiException(413, "too-long", "the body may have at most " + most + " bytes");
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw ApiException.bad("the body is not valid JSON");
    }
  }

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> ApiException.bad("the body needs a text '" + name + "'"));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ApiException.bad("'" + name + "' must be a text");
    }
    return Optional.of(value.textValue());
  }

  Optional<JsonNode> optional(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNull());
  }

  Optional<Double> optionalNumber(String name) {
    return optional(name)
        .map(
            value -> {
              if (!value.isNumber()) {
                throw ApiException.bad("'" + name + "' must be a number");
              }
              return value.doubleValue();
            });
  }

  List<JsonNode> array(String name) {
    JsonNode value = fields.path(name);
    if (!value.isArray()) {
      throw ApiException.bad("the body needs an array '" + name + "'");
    }
    return StreamSupport.stream(value.spliterator(), false).toList();
  }
}
