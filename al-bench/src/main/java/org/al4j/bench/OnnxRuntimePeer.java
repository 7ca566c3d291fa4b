package org.al4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.bench.engine.EngineBenchmark;
import org.al4j.bench.engine.EngineBenchmark.Shape;
import org.al4j.core.InvalidInputException;
import org.al4j.examples.data.TemporaryFolder;

/**
 * The peer in ONNX Runtime: forward passes of the model that PyTorch exported. Its jar is not a
 * dependency of AL4J; {@code al bench --onnxruntime} is told where it lies.
 */
final class OnnxRuntimePeer implements AutoCloseable {
  private static final String PROGRAM = "OnnxRuntimePeerProgram.java";

  private final TemporaryFolder folder;
  private final Peer peer;

  private OnnxRuntimePeer(TemporaryFolder folder, Peer peer) {
    this.folder = folder;
    this.peer = peer;
  }

  /**
   * Exports the model and starts the peer.
   *
   * @param python a Python that has torch
   * @param jar ONNX Runtime for Java
   * @throws InvalidInputException if the jar is none
   * @throws PeerException if Python cannot export the model, or the peer does not start
   */
  public static OnnxRuntimePeer start(String python, Path jar, Shape shape) throws IOException {
    requireJar(jar);
    TemporaryFolder folder = TemporaryFolder.create("al-bench-");
    boolean started = false;
    try {
      Path model = folder.path().resolve("model.onnx");
      TorchPeer.export(python, shape, model);
      Path program =
          Files.writeString(folder.path().resolve(PROGRAM), Peer.source(PROGRAM + ".txt"));
      Peer peer =
          Peer.start("onnxruntime", List.of("forward"), command(jar, program, model, shape));
      started = true;
      return new OnnxRuntimePeer(folder, peer);
    } finally {
      if (!started) {
        folder.close();
      }
    }
  }

  /**
   * Refuses what cannot be the jar, before anything is started.
   *
   * @throws InvalidInputException if it is no file
   */
  public static void requireJar(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new InvalidInputException(
          "--onnxruntime must name the jar of com.microsoft.onnxruntime:onnxruntime, found " + jar);
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
    folder.close();
  }
}
