package org.al4j.bench.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program in a JVM of its own that prints links. */
final class ServerProcess implements AutoCloseable {
  private static final String TRAINED = "trained ";

  final long started = System.nanoTime();
  private final Process process;
  private final BufferedReader lines;

  ServerProcess(Class<?> main, List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(
        List.of(
            "-Dorg.bytedeco.javacpp.maxbytes=100%",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=300%", "-Dorg.nd4j.log.initialization=false"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(one -> one.startsWith("-XX:SharedArchiveFile=")) // as the launcher starts it
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The next link that it prints. */
  String link() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int at = line.indexOf("http://");
      if (at >= 0) {
        return line.substring(at);
      }
    }
    throw new IOException("the server has ended without a link");
  }

  /** When it trained. */
  List<Latencies.Request> trained() throws IOException {
    Writer in = process.outputWriter(StandardCharsets.UTF_8);
    in.write("trained?\n");
    in.flush();
    List<Latencies.Request> all = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith(TRAINED)) {
        return all;
      }
      String[] words = line.split(" ");
      all.add(new Latencies.Request(Long.parseLong(words[1]), Long.parseLong(words[2])));
    }
    throw new IOException("the server has ended");
  }

  /** SIGKILL: what was acknowledged is on the disk all the same. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
