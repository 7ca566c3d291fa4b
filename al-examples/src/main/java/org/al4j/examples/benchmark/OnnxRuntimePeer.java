package org.al4j.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.transformer.EngineBenchmark;
import org.al4j.models.transformer.EngineBenchmark.Shape;

/**
 * The peer in ONNX Runtime: forward passes of the model that PyTorch exported. Its jar is not a
 * dependency of AL4J; {@code al bench --onnxruntime} is told where it lies.
 */
public final class OnnxRuntimePeer implements AutoCloseable {
  private static final String PROGRAM = "OnnxRuntimePeerProgram.java";

  private final Path folder;
  private final Peer peer;

  private OnnxRuntimePeer(Path folder, Peer peer) {
    this.folder = folder;
    this.peer = peer;
  }

  /**
   * Exports the model and starts the peer.
   *
   * @param python a Python that has torch
   * @param jar ONNX Runtime for Java
   * @throws InvalidInputException if either fails
   */
  public static OnnxRuntimePeer start(String python, Path jar, Shape shape) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new InvalidInputException(
          "--onnxruntime must name the jar of com.microsoft.onnxruntime:onnxruntime, found " + jar);
    }
    Path folder = Files.createTempDirectory("al-bench");
    boolean started = false;
    try {
      Path model = folder.resolve("model.onnx");
      TorchPeer.export(python, shape, model);
      Path program = Files.writeString(folder.resolve(PROGRAM), Peer.source(PROGRAM + ".txt"));
      Peer peer =
          Peer.start("onnxruntime", List.of("forward"), command(jar, program, model, shape));
      started = true;
      return new OnnxRuntimePeer(folder, peer);
    } finally {
      if (!started) {
        delete(folder);
      }
    }
  }

  private static List<String> command(Path jar, Path program, Path model, Shape shape) {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-cp",
        jar.toString(),
        program.toString(),
        model.toString(),
        String.valueOf(shape.batch()),
        String.valueOf(shape.length()),
        String.valueOf(EngineBenchmark.threads()));
  }

  /** The process to ask. */
  public Peer peer() {
    return peer;
  }

  @Override
  public void close() throws IOException {
    peer.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(PROGRAM));
    Files.deleteIfExists(folder.resolve("model.onnx"));
    Files.deleteIfExists(folder);
  }
}
