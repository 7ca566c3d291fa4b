package org.al4j.core.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a log say.
 *
 * @param events of the lines
 * @param chain after them
 */
record LogText(List<RunEvent> events, LineChain chain) {
  static final LogText EMPTY = new LogText(List.of(), new LineChain());

  /** Reads a log's file; see {@link LogFile#read}. */
  static LogText read(Path path, byte[] bytes) {
    return of(path.toString(), LogFile.read(path, bytes).lines());
  }

  /**
   * Reads lines.
   *
   * @param journal what holds them, for messages
   * @throws InvalidInputException if a line is not as it was written
   */
  static LogText of(String journal, List<String> lines) {
    LineChain chain = new LineChain();
    List<RunEvent> events = new ArrayList<>();
    for (String line : lines) {
      events.add(event(journal, events.size() + 1, chain, line));
    }
    return new LogText(List.copyOf(events), chain);
  }

  private static RunEvent event(String journal, int number, LineChain chain, String line) {
    try {
      RunEvent event = EventCodec.decode(chain.open(line));
      if (number == 1 && !chain.startedSealed() && EventCodec.hasFormat(line)) {
        throw new IllegalArgumentException("it has a format number and no checksum");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw damaged(journal, number, "it is not one JSON object", e);
    } catch (RuntimeException e) {
      throw damaged(journal, number, e.getMessage(), e);
    }
  }

  static InvalidInputException damaged(
      String journal, int number, @Nullable String why, @Nullable Exception cause) {
    return new InvalidInputException(
        journal
            + ":"
            + number
            + ": not an event as the run wrote it: "
            + String.valueOf(why).lines().findFirst().orElse("")
            + "; the file was changed by something else: restore it",
        cause);
  }
}
