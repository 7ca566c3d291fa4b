package org.al4j.models.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Opens files that stay open, and only where what was wanted of them succeeds. */
public final class Channels {
  private Channels() {}

  /** What is read of an open file. */
  public interface Body<T> {
    T read(FileChannel channel) throws IOException;
  }

  /** Opens a file of weights, unless it is recognised as something else. */
  public static <T> T open(Path file, Body<T> body) {
    return openAny(
        file,
        channel -> {
          checkDisguise(file, channel);
          return body.read(channel);
        });
  }

  /** Opens a file of bare numbers, which may look like anything. */
  public static <T> T openAny(Path file, Body<T> body) {
    InputFile.require(file);
    FileChannel channel = null;
    boolean done = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
      T result = read(file, channel, body);
      done = true;
      return result;
    } catch (IOException e) {
      throw BadFile.unreadable(file, e);
    } catch (UncheckedIOException e) {
      throw BadFile.unreadable(file, Objects.requireNonNull(e.getCause(), "cause"));
    } finally {
      if (!done && channel != null) {
        close(channel);
      }
    }
  }

  private static <T> T read(Path file, FileChannel channel, Body<T> body) {
    return InputFile.withinMemory(
        file,
        () -> {
          try {
            return body.read(channel);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** PyTorch's own form is a zip, which is then no disguise. */
  private static void checkDisguise(Path file, FileChannel channel) throws IOException {
    int length = (int) Math.min(channel.size(), Disguise.HEAD);
    byte[] head = Extent.readFully(channel, 0, length).array();
    boolean torch = file.toString().endsWith(".bin");
    if (torch && length > 8 && head[8] == '{') {
      throw BadFile.of(file, "safetensors by another name; rename it to model.safetensors");
    }
    boolean zip = length > 3 && head[0] == 'P' && head[1] == 'K';
    if (zip && file.toString().endsWith(".safetensors")) {
      throw BadFile.of(
          file,
          "a zip archive, not safetensors; if torch.save wrote it, rename it to pytorch_model.bin");
    }
    if (!zip) {
      Disguise.find(head, channel.size(), "the weights")
          .ifPresent(
              found -> {
                throw BadFile.of(file, "%s", found);
              });
    }
  }

  public static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
