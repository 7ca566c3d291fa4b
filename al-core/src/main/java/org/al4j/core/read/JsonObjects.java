package org.al4j.core.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rows of the JSON objects of one file. */
final class JsonObjects {
  /** A value: its first token, and what it reads as; null for null. */
  private record Value(JsonToken token, @Nullable String text) {}

  private final RowReader.Request request;
  private boolean labelSeen;
  private long firstLine;
  private List<String> firstFields = List.of();
  private boolean noted;

  JsonObjects(RowReader.Request request) {
    this.request = request;
  }

  /** The row of the object that begins at the parser's token. */
  Row row(JsonParser json, long line) throws IOException {
    Source source = request.source();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw source.error(line, "a JSON object expected, found " + json.currentToken());
    }
    Map<String, Value> fields = fields(json);
    Columns columns = request.columns();
    String textName = require(line, fields.keySet(), columns.text());
    String labelName = ColumnNames.find(request, line, fields.keySet(), columns.label());
    String idName = columns.id().map(name -> require(line, fields.keySet(), name)).orElse(null);
    remember(line, fields.keySet(), textName, labelName);
    String text = text(fields.get(textName), line, textName);
    String label = labelName == null ? null : label(fields.get(labelName), line, labelName);
    String id = idName == null ? null : scalar(fields.get(idName), line, idName);
    for (String name : new String[] {textName, labelName, idName}) {
      fields.remove(name);
    }
    Map<String, String> attributes = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value.text() != null) {
            attributes.put(name, value.text());
          }
        });
    return request.row(line, text, label, id, attributes);
  }

  /** After the last object: a row may be without a label, but not all of them without its field. */
  void end() {
    if (request.labels() == RowReader.Labels.WANTED && !labelSeen && firstLine > 0) {
      throw request.noColumn(firstLine, request.columns().label(), firstFields);
    }
  }

  private void remember(long line, Collection<String> found, String text, @Nullable String label) {
    labelSeen |= label != null;
    if (firstLine == 0) {
      firstLine = line;
      firstFields = List.copyOf(found);
    }
    if (!noted && !text.equals(request.columns().text())) {
      noted = true;
      request.note("the text is field '" + text + "'");
    }
  }

  private static Map<String, Value> fields(JsonParser json) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      fields.put(name, new Value(token, value(json, token)));
    }
    return fields;
  }

  private static @Nullable String value(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case START_OBJECT, START_ARRAY -> compact(json);
      default -> json.getText();
    };
  }

  private static String compact(JsonParser json) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator copy = JsonRows.JSON.createGenerator(out)) {
      copy.copyCurrentStructure(json);
    }
    return out.toString();
  }

  private String require(long line, Collection<String> found, String column) {
    String name = ColumnNames.find(request, line, found, column);
    if (name == null) {
      throw request.noColumn(line, column, found);
    }
    return name;
  }

  private String text(@Nullable Value value, long line, String name) {
    if (value == null || value.text() == null) {
      throw request.source().error(line, "no text in column '" + name + "'");
    }
    if (value.token() != JsonToken.VALUE_STRING) {
      throw request
          .source()
          .error(line, "column '" + name + "' must be a string, found " + value.token());
    }
    return value.text();
  }

  private @Nullable String label(@Nullable Value value, long line, String name) {
    boolean ignored = request.labels() == RowReader.Labels.IGNORED;
    return ignored && value != null && value.token().isStructStart()
        ? null
        : scalar(value, line, name);
  }

  private @Nullable String scalar(@Nullable Value value, long line, String name) {
    if (value != null && value.token().isStructStart()) {
      throw request
          .source()
          .error(
              line,
              "column '"
                  + name
                  + "' must be a string, a number or a boolean, found "
                  + value.token());
    }
    return value == null ? null : value.text();
  }
}
