package org.al4j.core.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.io.Sha256;

/**
 * The checksums at the ends of a log's lines. A line is {@code BODY,"check":"HEX"}} where {@code
 * BODY} is the event's object without its closing brace and {@code HEX} the first 16 digits of
 * SHA-256 over the checksum of the line before (as 16 ASCII digits; nothing before the first line)
 * and {@code BODY} in UTF-8. So a line that is changed, missing, doubled or moved does not fit.
 *
 * <p>Logs older than checksums have lines without one. Such a line counts with the digits of the
 * whole line in {@code BODY}'s place, so that the first line that is added to an old log vouches
 * for all before it.
 */
final class LineChain {
  private static final int DIGITS = 16;
  private static final Pattern SEALED =
      Pattern.compile("(.*),\"check\":\"([0-9a-f]{" + DIGITS + "})\"}", Pattern.DOTALL);

  private String last = "";
  private boolean first = true;
  private boolean sealed;
  private boolean startedSealed;

  /** One that goes on from here, and leaves this one as it is. */
  LineChain copy() {
    LineChain copy = new LineChain();
    copy.last = last;
    copy.first = first;
    copy.sealed = sealed;
    copy.startedSealed = startedSealed;
    return copy;
  }

  /** Whether the first line has a checksum: the log is not older than they are. */
  boolean startedSealed() {
    return startedSealed;
  }

  /** An event's object with its checksum. */
  String seal(String object) {
    String body = object.substring(0, object.length() - 1);
    follow(digits(body), true);
    return body + ",\"check\":\"" + last + "\"}";
  }

  /**
   * The event's object of a line, without its checksum.
   *
   * @throws IllegalArgumentException if the line does not follow the lines before
   */
  String open(String line) {
    Matcher matcher = SEALED.matcher(line);
    if (!matcher.matches()) {
      if (sealed) {
        throw new IllegalArgumentException("it has no checksum, and the line before has one");
      }
      follow(digits(line), false);
      return line;
    }
    String body = matcher.group(1);
    String found = matcher.group(2);
    String right = digits(body);
    if (!right.equals(found)) {
      throw new IllegalArgumentException(
          "its checksum is " + found + ", and " + right + " follows from it and the line before");
    }
    follow(found, true);
    return body + "}";
  }

  private void follow(String digits, boolean hasCheck) {
    startedSealed |= first && hasCheck;
    first = false;
    last = digits;
    sealed |= hasCheck;
  }

  private String digits(String body) {
    return new Sha256().add(last).add(body).hex().substring(0, DIGITS);
  }
}
