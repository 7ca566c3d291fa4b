package org.al4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.al4j.bench.engine.EngineBenchmark;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.al4j.examples.data.TemporaryFolder;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.embedding.EncoderEmbedder;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;

/**
 * Embeds texts of mixed lengths, in alternation with PyTorch and ONNX Runtime where they are there.
 * Arguments: checkpoint (name or folder), file of texts, how many of them, rounds, and possibly the
 * jar of com.microsoft.onnxruntime:onnxruntime, which runs the checkpoint's own ONNX file. The
 * peers are given tokens; the engine's time includes tokenising.
 */
final class EmbeddingBenchmark {
  private static final String PROGRAM = "OnnxEmbeddingPeerProgram.java";
  private static final int LONGEST = 128;
  private static final List<String> SIZES =
      List.of("num_hidden_layers", "hidden_size", "num_attention_heads", "intermediate_size");

  private EmbeddingBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    if (args.length < 4) {
      throw new InvalidInputException("arguments: CHECKPOINT TEXTS COUNT ROUNDS [ONNXRUNTIME-JAR]");
    }
    Path folder = Checkpoints.folder(args[0]);
    List<String> texts = texts(Path.of(args[1]), Integer.parseInt(args[2]));
    EmbeddingOptions options = EmbeddingOptions.DEFAULT.withMaxLength(LONGEST);
    try (TemporaryFolder temporary = TemporaryFolder.create("al-bench-");
        EncoderEmbedder embedder = EncoderEmbedder.load(folder, options);
        Peers peers = new Peers(temporary.path(), folder)) {
      long tokens = peers.write(texts);
      Map<String, DoubleSupplier> sides = new LinkedHashMap<>();
      sides.put("engine", () -> seconds(embedder, texts));
      peers.torch(sides);
      if (args.length > 4) {
        peers.onnx(sides, Path.of(args[4]));
      }
      Map<String, double[]> seconds =
          new Turns(Integer.parseInt(args[3]), System.err::println).seconds(sides);
      print(texts.size(), tokens, seconds);
    }
  }

  private static List<String> texts(Path file, int count) {
    List<String> texts = new ArrayList<>();
    for (Instance one : Datasets.readTexts(file, ReadOptions.DEFAULT)) {
      if (texts.size() < count) {
        texts.add(one.text());
      }
    }
    return texts;
  }

  private static double seconds(EncoderEmbedder embedder, List<String> texts) {
    long start = System.nanoTime();
    embedder.embed(texts, vector -> {});
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(int texts, long tokens, Map<String, double[]> seconds) {
    System.out.printf(Locale.ROOT, "%d texts, %.1f tokens each%n", texts, (double) tokens / texts);
    double ours = median(seconds.getOrDefault("engine", new double[] {Double.NaN}));
    seconds.forEach(
        (side, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-12s %7.1f texts/s (median of %d), engine %.2fx%n",
                side,
                texts / median(all),
                all.length,
                median(all) / ours));
  }

  private static double median(double[] ascending) {
    return ascending[ascending.length / 2];
  }

  /** The other libraries, in processes of their own. */
  private static final class Peers implements AutoCloseable {
    private final Path temporary;
    private final Path ids;
    private final Path checkpoint;
    private final List<Peer> open = new ArrayList<>();

    Peers(Path temporary, Path checkpoint) {
      this.temporary = temporary;
      this.checkpoint = checkpoint;
      this.ids = temporary.resolve("ids.jsonl");
    }

    /** Writes the tokens; returns how many there are. */
    long write(List<String> texts) throws IOException {
      long tokens = 0;
      List<String> lines = new ArrayList<>();
      try (Checkpoint opened = Checkpoint.open(checkpoint);
          TextTokenizer tokenizer = opened.tokenizer()) {
        for (Encoding one : tokenizer.encodeAll(texts, LONGEST)) {
          lines.add(Arrays.toString(one.ids()));
          tokens += one.ids().length;
        }
      }
      Files.write(ids, lines);
      return tokens;
    }

    void torch(Map<String, DoubleSupplier> sides) throws IOException {
      Optional<String> python = TorchPeer.python();
      if (python.isEmpty()) {
        System.out.println("no python3 with torch was found");
        return;
      }
      JsonNode config = new ObjectMapper().readTree(checkpoint.resolve("config.json").toFile());
      List<String> command = new ArrayList<>(List.of(python.get(), "-c", Peer.source("embed.py")));
      for (String size : SIZES) {
        command.add(config.path(size).asText());
      }
      command.add(ids.toString());
      add(sides, Peer.start("pytorch", List.of("forward"), command));
    }

    void onnx(Map<String, DoubleSupplier> sides, Path jar) throws IOException {
      OnnxRuntimePeer.requireJar(jar);
      Path program = Files.writeString(temporary.resolve(PROGRAM), Peer.source(PROGRAM + ".txt"));
      List<String> command =
          List.of(
              ProcessHandle.current().info().command().orElse("java"),
              "-cp",
              jar.toString(),
              program.toString(),
              model().toString(),
              ids.toString(),
              String.valueOf(EngineBenchmark.threads()));
      add(sides, Peer.start("onnxruntime", List.of("forward"), command));
    }

    private Path model() throws IOException {
      try (Stream<Path> files = Files.list(checkpoint)) {
        return files
            .filter(file -> file.toString().endsWith(".onnx"))
            .findFirst()
            .orElseThrow(() -> new InvalidInputException(checkpoint + ": has no .onnx file"));
      }
    }

    private void add(Map<String, DoubleSupplier> sides, Peer peer) {
      open.add(peer);
      System.out.println(peer.name() + " " + peer.versions());
      sides.put(peer.name(), () -> peer.seconds("forward"));
    }

    @Override
    public void close() {
      open.forEach(Peer::close);
    }
  }
}
