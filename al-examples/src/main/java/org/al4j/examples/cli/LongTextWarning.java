package org.al4j.examples.cli;

import java.io.PrintWriter;
import org.al4j.models.tokenize.TextsRead;

/** Says that texts were read in part. */
final class LongTextWarning {
  private LongTextWarning() {}

  /** Prints a line, or nothing where no text was cut. */
  static void print(TextsRead read, PrintWriter err) {
    if (read.truncated() > 0) {
      err.printf(
          "warning: %d of %d texts were longer than %d tokens and lost their end%n",
          read.truncated(), read.texts(), read.maxLength());
      err.flush();
    }
  }
}
