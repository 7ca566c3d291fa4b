package org.al4j.examples.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The small English checkpoint of the demo, unpacked into a temporary folder that is deleted when
 * this is closed.
 */
public final class EmbeddedCheckpoint implements AutoCloseable {
  private static final String RESOURCES = "/org/al4j/examples/checkpoint/";
  private static final List<String> FILES =
      List.of("config.json", "model.safetensors", "tokenizer_config.json", "vocab.txt");
  private final TemporaryFolder temporary;
  private final Path dir;

  /** Unpacks the checkpoint. */
  public EmbeddedCheckpoint() throws IOException {
    temporary = TemporaryFolder.create("al-checkpoint-");
    dir = temporary.path().resolve("mini-en-2l"); // the name that reports show
    try {
      Files.createDirectory(dir);
      for (String file : FILES) {
        unpack(file);
      }
    } catch (IOException e) {
      close();
      throw new IOException("cannot unpack the checkpoint into " + dir, e);
    }
  }

  private void unpack(String file) throws IOException {
    try (InputStream in = EmbeddedCheckpoint.class.getResourceAsStream(RESOURCES + file)) {
      if (in == null) {
        throw new FileNotFoundException("the jar has no " + RESOURCES + file + "; build it again");
      }
      Files.copy(in, dir.resolve(file));
    }
  }

  /** The checkpoint's folder, in Hugging Face layout. */
  public Path dir() {
    return dir;
  }

  @Override
  public void close() throws IOException {
    temporary.close();
  }
}
