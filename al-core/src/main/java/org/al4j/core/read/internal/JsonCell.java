package org.al4j.core.read.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Names as a label's cell: a JSON array. */
public final class JsonCell {
  private JsonCell() {}

  /** The array. */
  public static String array(List<String> names) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JsonRows.JSON.createGenerator(out)) {
      json.writeStartArray();
      for (String name : names) {
        json.writeString(name);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return out.toString();
  }
}
