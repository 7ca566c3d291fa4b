package org.al4j.bench.store;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.al4j.models.embedding.EmbeddingStore;
import org.al4j.models.embedding.Precision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills processes that fill an embedding store at random moments, in turns one alone and two at
 * once, and looks at what is left: every vector must be the source's, rounded, and none may be
 * missing that was said to be kept. In some stores the end of a file is cut off or a bit is turned
 * besides: vectors may be missing then, none may be wrong. Prints a table; the exit code is 0 if
 * nothing was wrong or lost.
 */
@Command(
    name = "StoreKills",
    description = "Kills processes that fill an embedding store and counts wrong vectors.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class StoreKills implements Callable<Integer> {
  private static final int DAMAGE_ONE_IN = 2;
  private static final int ROUNDS_OF_A_STORE = 10;
  private static final String WRONG = "**wrong vectors**";
  private static final String LOST = "**vectors lost that were kept**";
  private static final String FAULTS = "processes that failed";

  @Spec private CommandSpec spec;

  @Option(
      names = "--kills",
      defaultValue = "200",
      description = "At least so many (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--texts",
      defaultValue = "20000",
      description = "Texts of a store (default: ${DEFAULT-VALUE}).")
  private int texts;

  @Option(
      names = "--width",
      defaultValue = "384",
      description = "Numbers of a vector (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--longest",
      defaultValue = "1500",
      description = "Most milliseconds from open to kill (default: ${DEFAULT-VALUE}).")
  private int longest;

  private final Map<String, Long> counts = new TreeMap<>();

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new StoreKills()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (String name :
        List.of(WRONG, LOST, FAULTS, "kills", "vectors checked", "ends cut off", "bits turned")) {
      counts.put(name, 0L);
    }
    long start = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int store = 0; counts.getOrDefault("kills", 0L) < kills; store++) {
      Path folder = Files.createTempDirectory("al4j-store-kills");
      try {
        fill(folder, random, store % DAMAGE_ONE_IN == DAMAGE_ONE_IN - 1);
      } finally {
        delete(folder);
      }
      count("stores filled", 1);
    }
    count("seconds", (System.nanoTime() - start) / 1_000_000_000);
    PrintWriter printer = spec.commandLine().getOut();
    printer.println("| | count |\n|---|---|");
    counts.forEach(
        (name, number) ->
            printer.println(String.format(Locale.ROOT, "| %s | %,d |", name, number)));
    printer.flush();
    boolean clean =
        Stream.of(WRONG, LOST, FAULTS).allMatch(name -> counts.getOrDefault(name, 0L) == 0);
    return clean ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** Starts processes on a store again and again until it is full. */
  private void fill(Path folder, SplittableRandom random, boolean damages)
      throws IOException, InterruptedException {
    BitSet kept = new BitSet();
    boolean full = false;
    for (int round = 0; !full; round++) {
      boolean two = round % 2 == 1;
      boolean kill = counts.getOrDefault("kills", 0L) < kills && round < ROUNDS_OF_A_STORE;
      FillerProcess one = new FillerProcess(folder, width, texts, false);
      FillerProcess other = two ? new FillerProcess(folder, width, texts, true) : one;
      one.awaitOpen();
      other.awaitOpen();
      if (kill) {
        TimeUnit.MICROSECONDS.sleep(random.nextLong(1_000L * longest));
        one.kill();
        TimeUnit.MICROSECONDS.sleep(two ? random.nextLong(100_000) : 0);
        other.kill();
      }
      end(one, kept);
      if (two) {
        end(other, kept);
      }
      if (damages && damage(folder, random)) {
        kept.clear();
      }
      full = check(folder, kept, damages);
    }
  }

  private void end(FillerProcess process, BitSet kept) throws InterruptedException {
    int code = process.await();
    if (!process.done()) {
      count(code == 0 ? FAULTS : "kills", 1); // 137 of a killed process
    }
    count(WRONG, process.wrong());
    kept.or(process.kept());
  }

  /** Cuts the end of a file, or turns a bit. */
  private boolean damage(Path folder, SplittableRandom random) throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      return false;
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0) {
      return false;
    }
    int at = random.nextInt(bytes.length);
    if (random.nextBoolean()) {
      bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      count("bits turned", 1);
    } else {
      at = Math.max(0, bytes.length - 1 - random.nextInt(20_000));
      bytes = Arrays.copyOf(bytes, at);
      count("ends cut off", 1);
    }
    Files.write(file, bytes);
    return true;
  }

  /** Looks at every vector of a store; whether all texts have one. */
  private boolean check(Path folder, BitSet kept, boolean damaged) {
    MadeUpEmbedder source = new MadeUpEmbedder(width);
    boolean full = true;
    try (EmbeddingStore store = EmbeddingStore.open(folder, source, Precision.HALF)) {
      for (int i = 0; i < texts; i++) {
        String text = MadeUpEmbedder.text(i);
        boolean has = store.has(text);
        full &= has;
        count(LOST, !has && kept.get(i) ? 1 : 0);
        if (has) {
          store.embed(
              List.of(text), vector -> count(WRONG, source.isRounded(text, vector) ? 0 : 1));
          count("vectors checked", 1);
        }
      }
    }
    count(damaged ? "damaged vectors made anew" : LOST, source.embedded());
    return full;
  }

  private void count(String what, long number) {
    counts.merge(what, number, Long::sum);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".vectors")).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> content;
    try (Stream<Path> walk = Files.walk(folder)) {
      content = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : content) {
      Files.delete(path);
    }
  }
}
