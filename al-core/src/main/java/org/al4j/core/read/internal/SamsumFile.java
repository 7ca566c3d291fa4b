package org.al4j.core.read.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;

/**
 * The published form of SAMSum: JSON objects with the fields {@code id}, {@code dialogue} and
 * {@code summary}, and no others. Its file names say nothing.
 */
public final class SamsumFile {
  private static final Set<String> FIELDS = Set.of("id", "dialogue", "summary");
  private static final Pattern JSON = Pattern.compile(".*\\.(json|jsonl|ndjson)");

  private SamsumFile() {}

  /** Whether the first object of a file has the fields. */
  public static boolean isOne(Source source, String name) {
    return JSON.matcher(name).matches() && firstFields(source).equals(FIELDS);
  }

  private static Set<String> firstFields(Source source) {
    Set<String> fields = new HashSet<>();
    try (JsonParser json = JsonRows.JSON.createParser(source.utf8())) {
      JsonToken token = json.nextToken();
      token = token == JsonToken.START_ARRAY ? json.nextToken() : token;
      if (token == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME && fields.size() <= FIELDS.size()) {
          fields.add(json.currentName());
          json.nextToken();
          json.skipChildren();
        }
      }
    } catch (IOException | InvalidInputException e) {
      return Set.of(); // how the file is malformed is said when it is read
    }
    return fields;
  }
}
