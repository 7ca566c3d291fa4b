package org.al4j.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.al4j.bench.engine.EngineBenchmark.Shape;

/** The peer in PyTorch, and its export for others. */
final class TorchPeer {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
  private static final long PATIENCE_SECONDS = 60;

  private TorchPeer() {}

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
   * @throws PeerException if the program fails
   */
  public static Peer start(String python, Shape shape) {
    return Peer.start("peer", List.of("forward", "train"), command(python, shape));
  }

  /**
   * Writes the model as ONNX.
   *
   * @throws PeerException if Python fails
   */
  static void export(String python, Shape shape, Path file) throws IOException {
    List<String> command = new ArrayList<>(command(python, shape));
    command.add(file.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    process.inputReader().lines().forEach(line -> {}); // until it ends
    if (process.onExit().join().exitValue() != 0) {
      throw new PeerException("PyTorch could not export the model as ONNX");
    }
  }

  private static List<String> command(String python, Shape shape) {
    List<String> command = new ArrayList<>(List.of(python, "-c", Peer.source("peer.py")));
    command.addAll(Peer.sizes(shape));
    return command;
  }
}
