package org.al4j.core.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON objects with named fields: one per line (JSONL), or the items of one array. */
enum JsonRows implements RowReader {
  /** An object per line; blank lines are skipped. */
  LINES {
    @Override
    public void read(Request request, Consumer<Row> sink) throws IOException {
      try (Reader in = request.source().utf8()) {
        LineSplitter lines = new LineSplitter(request.source(), in);
        for (String line = lines.next(); line != null; line = lines.next()) {
          if (!line.isBlank()) {
            sink.accept(parse(request, line, lines.line()));
          }
        }
      }
    }
  },

  /** One array, streamed. */
  ARRAY {
    @Override
    public void read(Request request, Consumer<Row> sink) throws IOException {
      Source source = request.source();
      try (JsonParser json = JSON.createParser(source.utf8())) {
        try {
          JsonToken first = json.nextToken();
          if (first == null) {
            return;
          }
          if (first != JsonToken.START_ARRAY) {
            throw source.error(line(json), "a JSON array of objects expected; or name it .jsonl");
          }
          while (json.nextToken() != JsonToken.END_ARRAY) {
            sink.accept(object(request, json, line(json)));
          }
          if (json.nextToken() != null) {
            throw source.error(line(json), "text after the end of the JSON array");
          }
        } catch (JsonProcessingException e) {
          throw source.error(line(json), "malformed JSON: " + e.getOriginalMessage());
        }
      }
    }
  };

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static Row parse(Request request, String text, long line) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      Row row = object(request, json, line);
      if (json.nextToken() != null) {
        throw request.source().error(line, "more than one JSON value on the line");
      }
      return row;
    } catch (JsonProcessingException e) {
      throw request.source().error(line, "malformed JSON: " + e.getOriginalMessage());
    }
  }

  private static Row object(Request request, JsonParser json, long line) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw request.source().error(line, "a JSON object expected, found " + json.currentToken());
    }
    Columns columns = request.columns();
    List<String> found = new ArrayList<>();
    String text = null;
    String label = null;
    String id = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      found.add(name);
      json.nextToken();
      if (name.equals(columns.text())) {
        text = text(request, json, line);
      }
      if (name.equals(columns.label())) {
        label = scalar(request, json, line, name);
      }
      if (columns.id().isPresent() && name.equals(columns.id().get())) {
        id = scalar(request, json, line, name);
      }
      json.skipChildren();
    }
    requireColumns(request, line, found);
    if (text == null) {
      throw request.source().error(line, "no text in column '" + columns.text() + "'");
    }
    return request.row(line, text, label, id);
  }

  private static void requireColumns(Request request, long line, List<String> found) {
    Columns columns = request.columns();
    List<String> wanted = new ArrayList<>(List.of(columns.text()));
    if (request.labelled()) {
      wanted.add(columns.label());
    }
    columns.id().ifPresent(wanted::add);
    for (String column : wanted) {
      if (!found.contains(column)) {
        throw request.noColumn(line, column, found);
      }
    }
  }

  private static @Nullable String text(Request request, JsonParser json, long line)
      throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_NULL -> null;
      default ->
          throw request
              .source()
              .error(
                  line,
                  "column '"
                      + request.columns().text()
                      + "' must be a string, found "
                      + json.currentToken());
    };
  }

  private static @Nullable String scalar(Request request, JsonParser json, long line, String name)
      throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          json.getText();
      default ->
          // An unlabelled row may carry anything there.
          request.labelled() || request.columns().id().filter(name::equals).isPresent()
              ? refuse(request, json, line, name)
              : null;
    };
  }

  private static String refuse(Request request, JsonParser json, long line, String name)
      throws IOException {
    throw request
        .source()
        .error(
            line,
            "column '"
                + name
                + "' must be a string, a number or a boolean, found "
                + json.currentToken());
  }

  private static long line(JsonParser json) {
    return json.currentLocation().getLineNr();
  }
}
