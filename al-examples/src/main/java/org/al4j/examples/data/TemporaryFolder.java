package org.al4j.examples.data;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is removed with everything in it, whoever wrote it: when this is closed, or when
 * the JVM is told to end before.
 */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;
  private final Thread hook;

  private TemporaryFolder(Path path) {
    this.path = path;
    hook = new Thread(this::removeQuietly, "al4j-temporary-folder");
  }

  /** Makes an empty folder where the system keeps temporary files. */
  public static TemporaryFolder create(String prefix) throws IOException {
    TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(prefix));
    Runtime.getRuntime().addShutdownHook(folder.hook);
    return folder;
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending, and the hook finds nothing to remove
    }
  }

  private synchronized void remove() throws IOException {
    if (Files.exists(path)) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private void removeQuietly() {
    try {
      remove();
    } catch (IOException e) {
      // nobody is left to be told
    }
  }
}
