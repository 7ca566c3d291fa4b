package org.al4j.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.al4j.bench.engine.EngineBenchmark;
import org.al4j.cli.AlCommand;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al bench}: how fast the engine is on this machine. */
@Command(
    name = "bench",
    description =
        "Measure the transformer engine on made-up texts, beside PyTorch if python3 has it.",
    sortOptions = false)
public final class BenchCommand implements AlCommand {
  private static final int SIZES = 6;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "L,H,A,I,S,B",
      defaultValue = "4,256,4,1024,64,16",
      description =
          "Layers, hidden size, heads, intermediate size, tokens, batch. Default: BERT-mini,"
              + " ${DEFAULT-VALUE}; BERT-base is 12,768,12,3072,128,8.")
  private String config = "";

  @Option(names = "--json", description = "One line of JSON instead of tables.")
  private boolean json;

  @Option(names = "--profile", description = "Time and speed of each operation too.")
  private boolean profile;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often engine and peer take turns (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--no-kernels", description = "Let ND4J's operations do everything.")
  private boolean noKernels;

  @Option(names = "--no-peer", description = "Without PyTorch.")
  private boolean noPeer;

  @Option(
      names = "--onnxruntime",
      paramLabel = "JAR",
      description =
          "Forward passes beside ONNX Runtime too: its jar from Maven Central"
              + " (com.microsoft.onnxruntime:onnxruntime).")
  private @Nullable Path onnxRuntime;

  @Override
  public Integer call() throws IOException {
    EngineBenchmark.Shape shape = shape();
    if (rounds < 1) {
      throw new InvalidInputException("--rounds must be at least 1, found " + rounds);
    }
    if (onnxRuntime != null) {
      OnnxRuntimePeer.requireJar(onnxRuntime);
    }
    Optional<String> python = noPeer && onnxRuntime == null ? Optional.empty() : TorchPeer.python();
    List<Peer> peers = new ArrayList<>();
    try (OnnxRuntimePeer onnx = onnx(python, shape)) {
      if (!noPeer) {
        python
            .flatMap(program -> unlessItFails(() -> TorchPeer.start(program, shape)))
            .ifPresent(peers::add);
      }
      if (onnx != null) {
        peers.add(onnx.peer());
      }
      EngineSpeed.Settings settings = new EngineSpeed.Settings(rounds, !noKernels, profile);
      ObjectNode result = new EngineSpeed(shape, settings, this::leaveOut).run(peers);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(result);
      } else {
        EngineTables.print(out, result);
      }
    } finally {
      peers.forEach(Peer::close);
    }
    return 0;
  }

  private @Nullable OnnxRuntimePeer onnx(Optional<String> python, EngineBenchmark.Shape shape) {
    Path jar = onnxRuntime;
    if (jar == null) {
      return null;
    }
    if (python.isEmpty()) {
      leaveOut("--onnxruntime needs a python3 with torch, which exports the model; none was found");
      return null;
    }
    return unlessItFails(() -> OnnxRuntimePeer.start(python.get(), jar, shape)).orElse(null);
  }

  /** A peer that fails is no reason to lose the engine's figures. */
  private <T> Optional<T> unlessItFails(Callable<T> start) {
    try {
      return Optional.of(start.call());
    } catch (PeerException | IOException e) {
      leaveOut(String.valueOf(e.getMessage()));
      return Optional.empty();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void leaveOut(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("al bench: a peer is left out: " + why);
    err.flush();
  }

  private EngineBenchmark.Shape shape() {
    try {
      int[] sizes =
          Arrays.stream(config.split(",")).map(String::strip).mapToInt(Integer::parseInt).toArray();
      if (sizes.length == SIZES) {
        return new EngineBenchmark.Shape(
            sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new InvalidInputException(
        "--config must be six numbers L,H,A,I,S,B, such as 4,256,4,1024,64,16, found " + config);
  }
}
