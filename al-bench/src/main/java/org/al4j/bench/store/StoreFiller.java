package org.al4j.bench.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.al4j.models.embedding.EmbeddingStore;
import org.al4j.models.embedding.Precision;

/**
 * Fills a store until it is killed or done. Says {@code open}, {@code kept FROM TO} once texts are
 * stored, {@code wrong NUMBER} and {@code done}.
 */
final class StoreFiller {
  /** Texts that are handed over at a time: some windows, the last of them small. */
  private static final int PORTION = 2_500;

  private final MadeUpEmbedder source;
  private final PrintStream out;

  private StoreFiller(int width, PrintStream out) {
    this.source = new MadeUpEmbedder(width);
    this.out = out;
  }

  /**
   * Runs.
   *
   * @param args folder, width, number of texts, and whether it begins with the last
   */
  public static void main(String[] args) {
    new StoreFiller(Integer.parseInt(args[1]), System.out)
        .fill(Path.of(args[0]), Integer.parseInt(args[2]), Boolean.parseBoolean(args[3]));
  }

  private void fill(Path folder, int texts, boolean backwards) {
    try (EmbeddingStore store = EmbeddingStore.open(folder, source, Precision.HALF)) {
      say("open");
      for (int done = 0; done < texts; done += PORTION) {
        int from = backwards ? Math.max(0, texts - done - PORTION) : done;
        int to = backwards ? texts - done : Math.min(texts, done + PORTION);
        List<String> portion = IntStream.range(from, to).mapToObj(MadeUpEmbedder::text).toList();
        store.fill(portion, progress -> {});
        say("kept " + from + " " + to);
        check(store, portion, from);
      }
    }
    say("done");
  }

  private void check(EmbeddingStore store, List<String> portion, int from) {
    List<float[]> served = new ArrayList<>();
    store.embed(portion, served::add);
    for (int i = 0; i < portion.size(); i++) {
      if (!source.isRounded(portion.get(i), served.get(i))) {
        say("wrong " + (from + i));
      }
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
