package org.al4j.core.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;

/**
 * What the bytes of a log say.
 *
 * @param events of the lines that count
 * @param chain after them
 * @param end of those lines, in bytes
 * @param whole whether the last of them has its line break
 */
record LogText(List<RunEvent> events, LineChain chain, long end, boolean whole) {
  private static final String BEGINNING = "{\"event\":\"";

  static final LogText EMPTY = new LogText(List.of(), new LineChain(), 0, true);

  /**
   * Reads a log. What stands behind the last line break was never acknowledged if a crash left it
   * there, and is left out if it is a piece of a line. A whole line there counts.
   *
   * @throws InvalidInputException if a line is not as it was written
   */
  static LogText read(Path path, byte[] bytes) {
    LineChain chain = new LineChain();
    List<RunEvent> events = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        events.add(event(path, events.size() + 1, chain, text(path, events, bytes, start, i)));
        start = i + 1;
      }
    }
    String rest = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    if (!EventCodec.beginsWithObject(rest)) {
      requirePiece(path, events.size() + 1, rest);
      return new LogText(List.copyOf(events), chain, start, true);
    }
    String line = text(path, events, bytes, start, bytes.length);
    events.add(event(path, events.size() + 1, chain, line));
    return new LogText(List.copyOf(events), chain, bytes.length, false);
  }

  /** A crash leaves the beginning of a line, or zeros where the data did not reach the disk. */
  private static void requirePiece(Path path, int number, String rest) {
    boolean piece = BEGINNING.startsWith(rest) || rest.startsWith(BEGINNING);
    if (!piece && !rest.chars().allMatch(c -> c == 0)) {
      throw damaged(path, number, "it is no piece of an event either", null);
    }
  }

  /** Makes the file what was read: without a piece of a line, with a line break at its end. */
  void repair(Journal journal) {
    if (end < journal.content().length) {
      journal.cutTo(end);
    }
    if (!whole) {
      journal.append(List.of("")); // the line break alone
    }
  }

  private static String text(Path path, List<RunEvent> before, byte[] bytes, int from, int to) {
    try {
      ByteBuffer line = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
      return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
    } catch (CharacterCodingException e) {
      throw damaged(path, before.size() + 1, "it is not UTF-8", e);
    }
  }

  private static RunEvent event(Path path, int number, LineChain chain, String line) {
    try {
      RunEvent event = EventCodec.decode(chain.open(line));
      if (number == 1 && !chain.startedSealed() && EventCodec.hasFormat(line)) {
        throw new IllegalArgumentException("it has a format number and no checksum");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw damaged(path, number, "it is not one JSON object", e);
    } catch (RuntimeException e) {
      throw damaged(path, number, e.getMessage(), e);
    }
  }

  private static InvalidInputException damaged(Path path, int number, String why, Exception cause) {
    return new InvalidInputException(
        path
            + ":"
            + number
            + ": not an event as the run wrote it: "
            + String.valueOf(why).lines().findFirst().orElse("")
            + "; the file was changed by something else: restore it",
        cause);
  }
}
