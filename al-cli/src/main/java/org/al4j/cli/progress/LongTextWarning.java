package org.al4j.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import org.al4j.core.text.TextsRead;

/** Says that texts were read in part, or in vain. */
public final class LongTextWarning {
  /** So many texts in vain are many: a model that fits its data knows something in nearly all. */
  private static final double MANY = 0.2;

  private LongTextWarning() {}

  /** Prints a line for each, or nothing where no text was cut and most had a known word. */
  public static void print(TextsRead read, PrintWriter err) {
    if (read.truncated() > 0) {
      err.printf(
          Locale.ROOT,
          "warning: %d of %d texts were longer than %d tokens and lost their end%n",
          read.truncated(),
          read.texts(),
          read.maxLength());
    }
    if (read.unknown() > MANY * read.texts()) {
      err.printf(
          Locale.ROOT,
          "warning: %d of %d texts had no word that the model knows, so it could only guess; label"
              + " more, or take a transformer of their language%n",
          read.unknown(),
          read.texts());
    }
    err.flush();
  }
}
