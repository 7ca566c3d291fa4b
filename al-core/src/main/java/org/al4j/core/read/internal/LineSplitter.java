package org.al4j.core.read.internal;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Lines ended by {@code \n} only: texts may hold other characters that {@link
 * java.io.BufferedReader} takes for ends of line.
 */
public final class LineSplitter {
  private static final int LONGEST = 1 << 24; // as FastCSV's and Jackson's limits

  private final Source source;
  private final Reader in;
  private final char[] buffer = new char[1 << 16];
  private int next;
  private int end;
  private long line;

  public LineSplitter(Source source, Reader in) {
    this.source = source;
    this.in = in;
  }

  /** The 1-based number of the line last given. */
  public long line() {
    return line;
  }

  /** The next line without its end ({@code \n} or {@code \r\n}); null after the last. */
  public @Nullable String next() throws IOException {
    StringBuilder text = new StringBuilder();
    boolean any = false;
    while (next < end || fill()) {
      any = true;
      int start = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      text.append(buffer, start, next - start);
      if (text.length() > LONGEST) {
        throw source.error(line + 1, "a line is longer than " + LONGEST + " characters");
      }
      if (next < end) {
        next++;
        break;
      }
    }
    line += any ? 1 : 0;
    return any ? withoutReturn(text) : null;
  }

  private static String withoutReturn(StringBuilder text) {
    int last = text.length() - 1;
    if (last >= 0 && text.charAt(last) == '\r') {
      text.setLength(last);
    }
    return text.toString();
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
