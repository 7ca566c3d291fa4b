package org.al4j.models.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.al4j.core.InvalidInputException;

/** Opens files that stay open, and only where what was wanted of them succeeds. */
final class Channels {
  private Channels() {}

  interface Body<T> {
    T read(FileChannel channel) throws IOException;
  }

  static <T> T open(Path file, Body<T> body) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    FileChannel channel = null;
    boolean done = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      T result = body.read(channel);
      done = true;
      return result;
    } catch (IOException e) {
      throw BadFile.unreadable(file, e);
    } finally {
      if (!done && channel != null) {
        close(channel);
      }
    }
  }

  static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
