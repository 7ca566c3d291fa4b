package org.al4j.bench.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A {@link StoreFiller} in a JVM of its own, heard line by line. */
final class FillerProcess {
  private static final long LONGEST_SECONDS = 120;

  private final Process process;
  private final Thread listener;
  private final CountDownLatch open = new CountDownLatch(1);
  private final BitSet kept = new BitSet();
  private int wrong;
  private boolean done;

  FillerProcess(Path folder, int width, int texts, boolean backwards) throws IOException {
    List<String> command =
        List.of(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            StoreFiller.class.getName(),
            folder.toString(),
            Integer.toString(width),
            Integer.toString(texts),
            Boolean.toString(backwards));
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.listener = new Thread(this::listen, "filler");
    listener.setDaemon(true);
    listener.start();
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line.split(" "));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.countDown();
    }
  }

  private synchronized void hear(String... words) {
    switch (words[0]) {
      case "open" -> open.countDown();
      case "kept" -> kept.set(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "wrong" -> wrong++;
      case "done" -> done = true;
      default -> throw new IllegalStateException("unknown: " + String.join(" ", words));
    }
  }

  /** Waits until its store is open. */
  void awaitOpen() throws InterruptedException {
    if (!open.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** SIGKILL. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for its end; its exit code. */
  int await() throws InterruptedException {
    int code = process.waitFor();
    listener.join();
    return code;
  }

  /** The numbers of the texts that it said it kept. */
  synchronized BitSet kept() {
    return (BitSet) kept.clone();
  }

  synchronized int wrong() {
    return wrong;
  }

  synchronized boolean done() {
    return done;
  }
}
