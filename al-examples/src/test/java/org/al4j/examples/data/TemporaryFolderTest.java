package org.al4j.examples.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
  @Test
  void close_filesNobodyAnnounced_areRemovedWithTheFolder() throws IOException {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.create("al-test-")) {
      path = folder.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/model.onnx.data"), "x");
      folder.close(); // and once more below
      assertFalse(Files.exists(path));
    }
    assertFalse(Files.exists(path));
  }

  @Test
  void jvmToldToEnd_folderInUse_isRemoved() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path path = Path.of(process.inputReader().readLine());
    assertTrue(Files.isRegularFile(path.resolve("file")));
    process.destroy(); // a signal to terminate, where there are signals
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(process.supportsNormalTermination(), Files.notExists(path));
  }

  /** A program that never ends by itself. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      TemporaryFolder folder = TemporaryFolder.create("al-test-");
      Files.writeString(folder.path().resolve("file"), "x");
      System.out.println(folder.path());
      System.out.flush();
      Thread.sleep(TimeUnit.MINUTES.toMillis(5));
    }
  }
}
