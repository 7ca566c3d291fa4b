package org.al4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a file, one per line, read as they are needed: {@code .jsonl} with {@code text} and
 * optional {@code id}, else plain lines. A text without an id gets its line number.
 */
final class TextFile implements Iterator<Instance>, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path path;
  private final boolean json;
  private final BufferedReader lines;
  private @Nullable String next;
  private int number;

  /** Opens a file; refuses one that is missing or empty. */
  TextFile(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(
          "--texts must be a file, " + path + " does not exist or is none");
    }
    this.path = path;
    this.json = path.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
    this.lines = Files.newBufferedReader(path);
    try {
      advance();
      if (next == null) {
        throw new InvalidInputException("--texts " + path + " is empty; give at least one text");
      }
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Instance next() {
    String line = next;
    if (line == null) {
      throw new NoSuchElementException();
    }
    String place = Integer.toString(number);
    advance();
    return json ? parse(line, place) : Instance.ofText(place, line);
  }

  private Instance parse(String line, String place) {
    try {
      JsonNode node = JSON.readTree(line);
      JsonNode text = node.path("text");
      if (!text.isTextual()) {
        throw new InvalidInputException(
            path
                + ":"
                + place
                + ": a line must be an object with a string 'text', found "
                + shortened(line));
      }
      JsonNode id = node.path("id");
      return Instance.ofText(
          id.isValueNode() && !id.isNull() ? id.asText() : place, text.textValue());
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          path + ":" + place + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void advance() {
    try {
      next = lines.readLine();
      number++;
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          path + ": not UTF-8 near line " + (number + 1) + "; convert the file", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static String shortened(String line) {
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
