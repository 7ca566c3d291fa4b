package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link MutatedTokenizers} in a JVM of its own, which the native library would end. */
class MutatedTokenizersTest {
  private static final String COUNT = "3000";

  @Test
  void open_spoiledTokenizers_readOrRefusedAndNeverAborted(@TempDir Path dir) throws Exception {
    Path output = dir.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MutatedTokenizers.class.getName(),
                dir.toString(),
                "0",
                COUNT)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(300, TimeUnit.SECONDS);
    process.destroyForcibly();
    String number = Files.readString(dir.resolve("log"));
    assertEquals(true, ended, "hangs at mutation " + number);
    assertEquals(0, process.exitValue(), () -> "mutation " + number + ": " + tail(output));
    System.out.print(tail(output));
  }

  private static String tail(Path output) {
    try {
      String text = Files.readString(output);
      return text.substring(Math.max(0, text.length() - 2000));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
