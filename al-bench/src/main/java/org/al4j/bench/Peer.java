package org.al4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.al4j.bench.engine.EngineBenchmark;
import org.al4j.bench.engine.EngineBenchmark.Shape;

/**
 * A process with the same model in another library, which runs a pass whenever it is told to and
 * rests otherwise. Gets as many threads as the engine has.
 */
final class Peer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final List<String> works;
  private final Process process;
  private final BufferedReader answers;
  private final JsonNode versions;

  private Peer(String name, List<String> works, Process process) throws IOException {
    this.name = name;
    this.works = List.copyOf(works);
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    versions = JSON.readTree(answer());
  }

  /**
   * Starts a program that prints a line of JSON with its versions, then answers each line on its
   * input, a work's name, with the seconds that it took.
   *
   * @throws PeerException if it fails
   */
  static Peer start(String name, List<String> works, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(EngineBenchmark.threads()));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = null;
    try {
      process = builder.start();
      return new Peer(name, works, process);
    } catch (IOException e) {
      if (process != null) {
        process.destroy();
      }
      throw new PeerException("the peer " + name + " did not start: " + e.getMessage(), e);
    }
  }

  /** What its figures are called in the results. */
  public String name() {
    return name;
  }

  /** Which of {@code forward} and {@code train} it can do. */
  List<String> works() {
    return works;
  }

  /** Its versions and threads. */
  JsonNode versions() {
    return versions;
  }

  /**
   * Seconds of a pass.
   *
   * @throws PeerException if it gives none
   */
  double seconds(String work) {
    try {
      process.getOutputStream().write((work + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return Double.parseDouble(answer());
    } catch (IOException | NumberFormatException e) {
      throw new PeerException("the peer " + name + " is gone: " + e.getMessage(), e);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      process.destroy();
      throw new IOException("it ended without an answer");
    }
    return line;
  }

  /** A program that lies in the jar. */
  static String source(String file) {
    try (InputStream in = Peer.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The six numbers of a shape, as the programs read them. */
  static List<String> sizes(Shape shape) {
    return List.of(
            shape.layers(),
            shape.hidden(),
            shape.heads(),
            shape.intermediate(),
            shape.length(),
            shape.batch())
        .stream()
        .map(String::valueOf)
        .toList();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
