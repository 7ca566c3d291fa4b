package org.al4j.bench.kills;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A {@link LabellingApplication} in a JVM of its own, heard line by line. */
final class LabellingProcess {
  private static final long LONGEST_SECONDS = 120;

  /** Called on the thread that listens, so that what it does comes soon after the line. */
  record Trigger(String stage, int nth, Consumer<LabellingProcess> action) {}

  private final Process process;
  private final Thread listener;
  private final Trigger trigger;
  private final Consumer<String[]> hear;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Map<String, Integer> times = new HashMap<>();
  private final Map<String, String> said = new ConcurrentHashMap<>();
  private volatile String stage = "start";
  private volatile long endedAt = Long.MAX_VALUE;

  /**
   * Starts the process; it waits for {@link #go} once it is ready.
   *
   * @param prefix of the command line: empty, or a program that starts the rest of it
   * @param errors what it prints to stderr is added to this file
   * @param hear is told each whole line, in words
   */
  LabellingProcess(
      List<String> prefix,
      ChildOptions options,
      Path errors,
      Trigger trigger,
      Consumer<String[]> hear)
      throws IOException {
    this.trigger = trigger;
    this.hear = hear;
    List<String> command = new ArrayList<>(prefix);
    command.addAll(java());
    command.addAll(options.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    this.process = builder.start();
    this.listener = new Thread(this::listen, "listener");
    listener.setDaemon(true);
    listener.start();
  }

  private static List<String> java() {
    return List.of(
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData", // no file that a limit could hit
        "-Xshare:auto",
        "-Xmx256m",
        "-Dorg.nd4j.log.initialization=false",
        "-cp",
        System.getProperty("java.class.path"),
        LabellingApplication.class.getName());
  }

  /** Waits until the process has loaded what it needs. */
  void awaitReady() throws InterruptedException {
    if (!ready.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Lets it open its run. */
  void go() {
    try (OutputStream in = process.getOutputStream()) {
      in.write('\n');
    } catch (IOException e) {
      // it has ended: its exit code says why
    }
  }

  /** SIGKILL. */
  void kill() {
    endedAt = Math.min(endedAt, System.nanoTime());
    process.toHandle().destroyForcibly(); // the process's own way would close its streams unread
  }

  /** SIGTERM. */
  void terminate() {
    endedAt = Math.min(endedAt, System.nanoTime());
    process.toHandle().destroy();
  }

  /** Whether it was ended from here. */
  boolean wasEnded() {
    return endedAt < Long.MAX_VALUE;
  }

  /** The rest of the last line that began with a word. */
  String said(String word) {
    return said.getOrDefault(word, "");
  }

  /**
   * Whether it owned its run all the time until {@code nanos}; every process of a machine counts
   * from the same moment.
   */
  boolean ownedUntil(long nanos) {
    String owner = said("owner");
    String closing = said("closing");
    long end = closing.isEmpty() ? endedAt : Math.min(endedAt, Long.parseLong(closing));
    boolean known = !owner.isEmpty() && end < Long.MAX_VALUE;
    return known && Long.parseLong(owner) < nanos && nanos < end;
  }

  long pid() {
    return process.pid();
  }

  /** What it said last that it was about to do. */
  String stage() {
    return stage;
  }

  /**
   * Waits for its end and until all that it said was heard.
   *
   * @return its exit code, or -1 if it hung and was killed for that
   */
  int await() throws InterruptedException {
    boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      kill();
    }
    int code = process.waitFor();
    listener.join();
    return ended ? code : -1;
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(ChildVoice.END)) {
          heard(line.substring(0, line.length() - ChildVoice.END.length()).split(" ", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ready.countDown();
    }
  }

  private void heard(String... words) {
    hear.accept(words);
    said.put(words[0], String.join(" ", List.of(words).subList(1, words.length)));
    if (words[0].equals("ready")) {
      ready.countDown();
    } else if (words[0].equals("at")) {
      stage = words[1];
      if (stage.equals(trigger.stage()) && times.merge(stage, 1, Integer::sum) == trigger.nth()) {
        trigger.action().accept(this);
      }
    }
  }
}
