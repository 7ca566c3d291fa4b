package org.al4j.core.read.internal.tags;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.internal.LabelKinds;
import org.al4j.core.read.internal.RowReader;
import org.jspecify.annotations.Nullable;

/** The fields of an object, with errors that say which and where. */
record JsonFields(RowReader.Request request, ObjectNode object, long line) {
  /** The first of some names that the object has; null if it has none. */
  @Nullable String first(List<String> names) {
    return names.stream().filter(object::has).findFirst().orElse(null);
  }

  /** A field that must be there. */
  JsonNode require(String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      List<String> found = new ArrayList<>();
      object.fieldNames().forEachRemaining(found::add);
      throw request.noColumn(line, name, found);
    }
    return value;
  }

  /** A field that must be a text. */
  String text(String name) {
    JsonNode value = require(name);
    if (!value.isTextual()) {
      throw error("field '" + name + "' must be a string, found " + value.getNodeType());
    }
    return value.textValue();
  }

  /** A field that must be a list of texts. */
  List<String> texts(String name) {
    JsonNode value = require(name);
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
    }
    if (!value.isArray() || texts.contains("")) {
      throw error(
          "field '"
              + name
              + "' must be a list of strings that are not empty, found "
              + LabelKinds.quoted(value.toString()));
    }
    return texts;
  }

  /** The named column of ids; null if none is named. */
  @Nullable String id() {
    return request.columns().id().map(name -> require(name).asText()).orElse(null);
  }

  /** Everything but some fields, as attributes. */
  Map<String, String> attributes(Set<String> without) {
    Map<String, String> attributes = new HashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode value = field.getValue();
              boolean id = request.columns().id().filter(name::equals).isPresent();
              if (!value.isNull() && !without.contains(name) && !id) {
                attributes.put(name, value.isValueNode() ? value.asText() : value.toString());
              }
            });
    return attributes;
  }

  InvalidInputException error(String what) {
    return request.source().error(line, what);
  }
}
