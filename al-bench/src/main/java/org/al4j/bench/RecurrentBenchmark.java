package org.al4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.al4j.bench.engine.RecurrentSpeed;
import org.jspecify.annotations.Nullable;

/**
 * A training step of a CNN-BiLSTM-CRF, beside the same network in PyTorch if python3 has it, in
 * turns. The peer's LSTM has no dropout of its recurrent states, which PyTorch's has not either.
 * Arguments: sentences a batch (32), rounds (7), batches (16).
 */
final class RecurrentBenchmark {
  private RecurrentBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    int size = argument(args, 0, 32);
    int rounds = argument(args, 1, 7);
    RecurrentSpeed speed = new RecurrentSpeed(argument(args, 2, 16), size);
    Map<String, DoubleSupplier> sides = new LinkedHashMap<>();
    sides.put("al4j", speed::step);
    Path file = Files.createTempFile("al4j-recurrent", ".json");
    try {
      speed.write(file);
      Peer peer = peer(file);
      if (peer != null) {
        sides.put("pytorch", () -> peer.seconds("train"));
      }
      print(new Turns(rounds, System.err::println).seconds(sides), size);
      if (peer != null) {
        System.out.println("pytorch: " + peer.versions());
        peer.close();
      }
    } finally {
      Files.delete(file);
    }
  }

  private static int argument(String[] args, int place, int usual) {
    return args.length > place ? Integer.parseInt(args[place]) : usual;
  }

  private static void print(Map<String, double[]> seconds, int size) {
    seconds.forEach(
        (side, all) ->
            System.out.printf(
                Locale.ROOT,
                "%s, a training step on %d sentences: median %.2f ms, least %.2f ms, of %d%n",
                side,
                size,
                1e3 * all[all.length / 2],
                1e3 * all[0],
                all.length));
    double[] own = seconds.get("al4j");
    double[] other = seconds.get("pytorch");
    if (own != null && other != null) {
      double ratio = other[other.length / 2] / own[own.length / 2];
      System.out.printf(Locale.ROOT, "al4j is %.2f times as fast%n", ratio);
    }
  }

  private static @Nullable Peer peer(Path file) {
    Optional<String> python = TorchPeer.python();
    if (python.isEmpty()) {
      System.err.println("no python3 has torch; the peer is left out");
      return null;
    }
    try {
      List<String> command =
          List.of(python.get(), "-c", Peer.source("recurrent.py"), file.toString());
      return Peer.start("pytorch", List.of("train"), command);
    } catch (PeerException e) {
      System.err.println("the peer is left out: " + e.getMessage());
      return null;
    }
  }
}
