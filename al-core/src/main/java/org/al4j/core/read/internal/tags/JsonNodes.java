package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.al4j.core.read.internal.LineSplitter;
import org.al4j.core.read.internal.Source;
import org.jspecify.annotations.Nullable;

/** The objects of a file, one a line or the items of one array. */
final class JsonNodes implements Closeable {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final Source source;
  private final Reader in;
  private final LineSplitter lines;
  private final @Nullable JsonParser array;
  private boolean begun;
  private long count;
  private long line = 1;

  /**
   * Opens a file.
   *
   * @param isArray whether it is one array
   */
  JsonNodes(Source source, boolean isArray) throws IOException {
    this.source = source;
    this.in = source.utf8();
    this.lines = new LineSplitter(source, in);
    this.array = isArray ? JSON.createParser(in) : null;
  }

  /** Whether a file's name says that it is one array. */
  static boolean isArray(Source source) {
    return source.plainName().endsWith(".json");
  }

  /** The next object; null after the last. */
  @Nullable ObjectNode next() throws IOException {
    try {
      JsonNode node = array == null ? ofLine() : ofArray(array);
      if (node != null && !node.isObject()) {
        throw source.error(line, "a JSON object expected, found " + node.getNodeType());
      }
      count++;
      return (ObjectNode) node;
    } catch (JsonProcessingException e) {
      throw source.error(
          array == null ? line : lineOf(array), "malformed JSON: " + e.getOriginalMessage());
    }
  }

  private @Nullable JsonNode ofLine() throws IOException {
    String text = lines.next();
    while (text != null && text.isBlank()) {
      text = lines.next();
    }
    line = lines.line();
    if (text == null) {
      return null;
    }
    try (JsonParser one = JSON.createParser(text)) {
      JsonNode node = JSON.readTree(one);
      if (one.nextToken() != null) {
        throw source.error(line, "more than one JSON value on the line");
      }
      return node;
    }
  }

  private @Nullable JsonNode ofArray(JsonParser json) throws IOException {
    if (!begun) {
      begun = true;
      JsonToken first = json.nextToken();
      if (first == null) {
        return null;
      }
      if (first != JsonToken.START_ARRAY) {
        throw source.error(lineOf(json), "a JSON array of objects expected; or name it .jsonl");
      }
    }
    JsonToken token = json.nextToken();
    line = lineOf(json);
    if (token == JsonToken.END_ARRAY) {
      if (json.nextToken() != null) {
        throw source.error(lineOf(json), "text after the end of the JSON array");
      }
      return null;
    }
    if (token == null) {
      throw source.error(line, "malformed JSON: the array is never closed");
    }
    return JSON.readTree(json);
  }

  private static long lineOf(JsonParser json) {
    return Math.max(1, json.currentLocation().getLineNr());
  }

  /** The line of the object last given. */
  long line() {
    return line;
  }

  /** What tells it from the others of the file: its line, in an array its number. */
  String place() {
    return Long.toString(array == null ? line : count);
  }

  @Override
  public void close() throws IOException {
    if (array != null) {
      array.close();
    }
    in.close();
  }
}
