package org.al4j.core.read.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON objects with named fields: one per line (JSONL), or the items of one array. */
public enum JsonRows implements RowReader {
  /** An object per line; blank lines are skipped. */
  LINES {
    @Override
    public Cursor open(Request request) {
      Source source = request.source();
      JsonObjects objects = new JsonObjects(request);
      LineCursor lines =
          new LineCursor(
              source, source.utf8(), false, (line, number) -> parse(objects, source, line, number));
      return new Cursor() {
        @Override
        public @Nullable RawRow next() throws IOException {
          RawRow row = lines.next();
          if (row == null) {
            objects.end();
          }
          return row;
        }

        @Override
        public void close() throws IOException {
          lines.close();
        }
      };
    }
  },

  /** One array, streamed. */
  ARRAY {
    @Override
    public Cursor open(Request request) throws IOException {
      return new ArrayCursor(request);
    }
  };

  public static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static RawRow parse(JsonObjects objects, Source source, String text, long line)
      throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      RawRow row = objects.row(json, line);
      if (json.nextToken() != null) {
        throw source.error(line, "more than one JSON value on the line");
      }
      return row;
    } catch (JsonProcessingException e) {
      throw source.error(line, "malformed JSON: " + e.getOriginalMessage());
    }
  }

  private static final class ArrayCursor implements RowReader.Cursor {
    private final Source source;
    private final JsonObjects objects;
    private final JsonParser json;
    private boolean begun;
    private long count;

    ArrayCursor(Request request) throws IOException {
      this.source = request.source();
      this.objects = new JsonObjects(request);
      this.json = JSON.createParser(source.utf8());
    }

    @Override
    public @Nullable RawRow next() throws IOException {
      try {
        if (!begun && !begin()) {
          return null;
        }
        if (json.nextToken() == JsonToken.END_ARRAY) {
          if (json.nextToken() != null) {
            throw source.error(line(), "text after the end of the JSON array");
          }
          objects.end();
          return null;
        }
        count++;
        return objects.row(json, line());
      } catch (JsonProcessingException e) {
        throw source.error(line(), "malformed JSON: " + e.getOriginalMessage());
      }
    }

    private boolean begin() throws IOException {
      begun = true;
      JsonToken first = json.nextToken();
      if (first != null && first != JsonToken.START_ARRAY) {
        throw source.error(line(), "a JSON array of objects expected; or name it .jsonl");
      }
      return first != null;
    }

    /** Many objects may stand on one line. */
    @Override
    public String place(RawRow row) {
      return Long.toString(count);
    }

    @Override
    public void close() throws IOException {
      json.close();
    }

    private long line() {
      return json.currentLocation().getLineNr();
    }
  }
}
