package org.al4j.core.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a log's file.
 *
 * @param lines that count
 * @param end of those lines, in bytes
 * @param whole whether the last of them has its line break
 */
record LogFile(List<String> lines, long end, boolean whole) {
  private static final String BEGINNING = "{\"event\":\"";

  /**
   * Reads a file. What stands behind the last line break was never acknowledged if a crash left it
   * there, and is left out if it is a piece of a line. A whole line there counts.
   *
   * @throws org.al4j.core.InvalidInputException if a line is not as it was written
   */
  static LogFile read(Path path, byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(text(path, lines.size() + 1, Arrays.copyOfRange(bytes, start, i)));
        start = i + 1;
      }
    }
    byte[] rest = Arrays.copyOfRange(bytes, start, bytes.length);
    String text = new String(rest, StandardCharsets.UTF_8);
    if (!EventCodec.beginsWithObject(text)) {
      requirePiece(path, lines.size() + 1, text);
      return new LogFile(List.copyOf(lines), start, true);
    }
    lines.add(text(path, lines.size() + 1, rest));
    return new LogFile(List.copyOf(lines), bytes.length, false);
  }

  /** A crash leaves the beginning of a line, or zeros where the data did not reach the disk. */
  private static void requirePiece(Path path, int number, String rest) {
    boolean piece = BEGINNING.startsWith(rest) || rest.startsWith(BEGINNING);
    if (!piece && !rest.chars().allMatch(c -> c == 0)) {
      throw LogText.damaged(path.toString(), number, "it is no piece of an event either", null);
    }
  }

  private static String text(Path path, int number, byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw LogText.damaged(path.toString(), number, "it is not UTF-8", e);
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
}
