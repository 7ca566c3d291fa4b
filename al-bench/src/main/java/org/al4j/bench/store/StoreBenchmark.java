package org.al4j.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.al4j.models.embedding.EmbeddingStore;
import org.al4j.models.embedding.Precision;

/**
 * What an embedding store costs, of a source that costs little: filling, opening, reading in order
 * and at random, bytes on the disk, and memory. Memory is what the process takes besides the pages
 * of files, above what it took when it started. Arguments: folder, texts (default 1,000,000), width
 * (384).
 */
final class StoreBenchmark {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int WINDOW = 1000;

  private StoreBenchmark() {}

  /** Texts that are made when they are wanted. */
  private static final class Texts extends AbstractList<String> implements RandomAccess {
    private final int size;

    Texts(int size) {
      this.size = size;
    }

    @Override
    public String get(int i) {
      return MadeUpEmbedder.text(i);
    }

    @Override
    public int size() {
      return size;
    }
  }

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int size = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int width = args.length > 2 ? Integer.parseInt(args[2]) : 384;
    Texts texts = new Texts(size);
    MadeUpEmbedder source = new MadeUpEmbedder(width);
    long start = System.nanoTime();
    source.embed(texts.subList(0, size / 100), vector -> {});
    say("%,d texts, width %d; the source alone %.1f s%n", size, width, 100 * seconds(start));
    double before = memory();

    start = System.nanoTime();
    EmbeddingStore store = EmbeddingStore.open(folder, source, Precision.HALF);
    store.fill(texts, progress -> {});
    say("filled in %.1f s, memory %.0f MB%n", seconds(start), memory() - before);
    store.close();
    say("on the disk %.3f GB%n", bytes(folder) / 1e9);

    start = System.nanoTime();
    store = EmbeddingStore.open(folder, source, Precision.HALF);
    say("opened in %.2f s, %,d texts%n", seconds(start), store.size());
    double sum = read(store, texts, false);
    read(store, texts, true);
    say("memory %.0f MB, with pages of files %.0f MB; %.1f%n", memory() - before, rss(), sum);
    store.close();
  }

  private static double read(EmbeddingStore store, Texts texts, boolean mixed) {
    SplittableRandom random = new SplittableRandom(1);
    double[] sum = new double[1];
    long start = System.nanoTime();
    for (int from = 0; from + WINDOW <= texts.size(); from += WINDOW) {
      List<String> window =
          mixed
              ? random.ints(WINDOW, 0, texts.size()).mapToObj(texts::get).toList()
              : texts.subList(from, from + WINDOW);
      store.embed(window, vector -> sum[0] += vector[0]);
    }
    double all = seconds(start);
    say(
        "read %s in %.2f s, %.2f s for 100,000%n",
        mixed ? "at random" : "in order", all, all * 100_000 / texts.size());
    return sum[0];
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** What cannot be dropped: resident memory without pages of files, in MB. */
  private static double memory() throws IOException {
    System.gc();
    return status("RssAnon:");
  }

  private static double rss() throws IOException {
    return status("VmRSS:");
  }

  private static double status(String name) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElse(Double.NaN);
  }

  @SuppressWarnings("AnnotateFormatMethod") // as elsewhere
  private static void say(String format, Object... values) {
    System.out.print(String.format(Locale.ROOT, format, values));
  }
}
