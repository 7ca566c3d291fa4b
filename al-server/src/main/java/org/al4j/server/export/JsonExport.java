package org.al4j.server.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;

/** Writes JSON, as a whole or not at all. */
final class JsonExport {
  private JsonExport() {}

  /** An object a line. */
  static <T> void lines(Path file, List<T> items, Function<? super T, ? extends JsonNode> form) {
    write(file, items, form, new String[] {"", "\n", "\n"});
  }

  /** One array, an object a line. */
  static <T> void array(Path file, List<T> items, Function<? super T, ? extends JsonNode> form) {
    write(file, items, form, new String[] {"[\n", ",\n", "\n]\n"});
  }

  /** With what stands before all, between two, and behind all. */
  private static <T> void write(
      Path file, List<T> items, Function<? super T, ? extends JsonNode> form, String[] around) {
    try {
      AtomicFile.write(
          file,
          (OutputStream to) -> {
            BufferedOutputStream out = new BufferedOutputStream(to);
            text(out, around[0]);
            boolean first = true;
            for (T item : items) {
              text(out, first ? "" : around[1]);
              text(out, form.apply(item).toString());
              first = false;
            }
            text(out, first && around[0].isEmpty() ? "" : around[2]);
            out.flush();
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
    }
  }

  private static void text(BufferedOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
