package org.al4j.core.read.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.LabelSet;
import org.jspecify.annotations.Nullable;

/** Makes rows of the JSON objects of one file. */
final class JsonObjects {
  /** A value: its first token, and what it reads as; null for null. */
  private record Value(JsonToken token, @Nullable String text) {}

  private final RowReader.Request request;
  private final List<String> labelColumns;
  private boolean labelSeen;
  private long firstLine;
  private List<String> firstFields = List.of();
  private boolean textNoted;
  private boolean labelNoted;

  JsonObjects(RowReader.Request request) {
    this.request = request;
    this.labelColumns = request.columns().label();
  }

  /** The row of the object that begins at the parser's token. */
  RawRow row(JsonParser json, long line) throws IOException {
    Source source = request.source();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw source.error(line, "a JSON object expected, found " + json.currentToken());
    }
    Map<String, Value> fields = fields(json);
    if (firstLine == 0) {
      firstLine = line;
      firstFields = List.copyOf(fields.keySet());
    }
    RowReader.Wanted columns = request.columns();
    String textName = require(line, fields.keySet(), columns.text());
    List<@Nullable String> labelNames = labelNames(line, fields.keySet());
    String idName = columns.id().map(name -> require(line, fields.keySet(), name)).orElse(null);
    noteText(textName);
    String text = text(fields.get(textName), line, textName);
    List<@Nullable String> cells = labels(fields, line, labelNames);
    String id = idName == null ? null : scalar(fields.get(idName), line, idName);
    fields.remove(textName);
    fields.keySet().removeAll(labelNames);
    if (idName != null) {
      fields.remove(idName);
    }
    return request.row(line, text, cells, id, attributes(fields));
  }

  /** After the last object: a row may be without a label, but not all of them without its field. */
  void end() {
    if (request.labels() == RowReader.Labels.WANTED && !labelSeen && firstLine > 0) {
      throw request.noColumn(firstLine, labelColumns.get(0), firstFields);
    }
  }

  private List<@Nullable String> labelNames(long line, Collection<String> found) {
    List<@Nullable String> names = new ArrayList<>(labelColumns.size());
    for (String column : labelColumns) {
      String name = ColumnNames.find(request, line, found, column);
      names.add(name);
      labelSeen |= name != null;
      if (name != null && !labelNoted) {
        labelNoted = !name.equalsIgnoreCase(column);
        ColumnNames.noteLabel(request, "field", name, column);
      }
    }
    return names;
  }

  private List<@Nullable String> labels(
      Map<String, Value> fields, long line, List<@Nullable String> names) {
    List<@Nullable String> values = new ArrayList<>(names.size());
    for (String name : names) {
      values.add(name == null ? null : label(fields.get(name), line, name));
    }
    return values;
  }

  private void noteText(String text) {
    if (!textNoted && !text.equals(request.columns().text())) {
      textNoted = true;
      request.note("the text is field '" + text + "'");
    }
  }

  private static Map<String, String> attributes(Map<String, Value> fields) {
    Map<String, String> attributes = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value.text() != null) {
            attributes.put(name, value.text());
          }
        });
    return attributes;
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
    if (value == null || !value.token().isStructStart()) {
      if (value != null && value.token().isBoolean() && isList()) {
        throw request
            .source()
            .error(
                line,
                "column '"
                    + name
                    + "' must be an array of names, or a string, found "
                    + value.text()
                    + "; for a field of true and false for each class:"
                    + " LabelFormat.labelSetColumns(..), --label-columns");
      }
      return value == null ? null : value.text();
    }
    if (request.labels() == RowReader.Labels.IGNORED) {
      return null;
    }
    boolean array = value.token() == JsonToken.START_ARRAY;
    if (array && request.columns().arrays()) {
      return value.text();
    }
    String hint = array ? "; for " + LabelKinds.howTo(LabelSet.class) : "";
    throw request.source().error(line, noScalar(name, value) + hint);
  }

  private boolean isList() {
    return request.labels() != RowReader.Labels.IGNORED && request.columns().arrays();
  }

  private @Nullable String scalar(@Nullable Value value, long line, String name) {
    if (value != null && value.token().isStructStart()) {
      throw request.source().error(line, noScalar(name, value));
    }
    return value == null ? null : value.text();
  }

  private static String noScalar(String name, Value value) {
    return "column '" + name + "' must be a string, a number or a boolean, found " + value.token();
  }
}
