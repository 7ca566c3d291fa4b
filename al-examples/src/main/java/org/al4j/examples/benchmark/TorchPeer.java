package org.al4j.examples.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.al4j.core.InvalidInputException;
import org.al4j.models.transformer.EngineBenchmark;

/**
 * A Python process with the same model in PyTorch, which runs a pass whenever it is told to and
 * rests otherwise. Gets as many threads as the engine has.
 */
public final class TorchPeer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader answers;
  private final JsonNode versions;

  private TorchPeer(Process process) throws IOException {
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    versions = JSON.readTree(answer());
  }

  /** The first Python here that can import torch; empty if none can. */
  public static Optional<String> python() {
    return PYTHONS.stream().filter(TorchPeer::hasTorch).findFirst();
  }

  private static boolean hasTorch(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts the peer.
   *
   * @param python a Python that has torch
   * @throws InvalidInputException if the program fails
   */
  public static TorchPeer start(String python, EngineBenchmark.Shape shape) {
    List<String> command = new ArrayList<>(List.of(python, "-c", source()));
    for (int size :
        new int[] {
          shape.layers(),
          shape.hidden(),
          shape.heads(),
          shape.intermediate(),
          shape.length(),
          shape.batch()
        }) {
      command.add(String.valueOf(size));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(EngineBenchmark.threads()));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return new TorchPeer(builder.start());
    } catch (IOException e) {
      throw new InvalidInputException("the PyTorch peer did not start: " + e.getMessage());
    }
  }

  /** Versions of torch and of the linear algebra it loaded, and its threads. */
  public JsonNode versions() {
    return versions;
  }

  /** Seconds of a pass: {@code forward} or {@code train}. */
  double seconds(String work) {
    try {
      process.getOutputStream().write((work + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return Double.parseDouble(answer());
    } catch (IOException e) {
      throw new UncheckedIOException("the PyTorch peer is gone", e);
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

  private static String source() {
    try (InputStream in = TorchPeer.class.getResourceAsStream("peer.py")) {
      return new String(
          Objects.requireNonNull(in, "peer.py is in the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
