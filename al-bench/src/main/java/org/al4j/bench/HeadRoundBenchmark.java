package org.al4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.embedding.EmbeddingStore;
import org.al4j.models.embedding.Precision;
import org.al4j.models.head.HeadLearner;
import org.al4j.models.head.HeadModel;
import org.al4j.models.head.HeadOptions;
import org.al4j.strategies.Strategies;

/**
 * A round at a labelling page: a head is fitted to what is labelled, scores a pool whose vectors an
 * {@link EmbeddingStore} keeps as half floats, and the 100 of least margin are selected. Vectors
 * are made up: a class's direction and noise, of length 1. Arguments: texts (100000), width (384),
 * classes (10), labelled (500), rounds (15).
 */
final class HeadRoundBenchmark {
  private static final int BATCH = 100;
  private static final int WARM_UP = 5;

  private HeadRoundBenchmark() {}

  /** A text begins with the number of its class, and its vector is drawn by what it says. */
  private record Drawn(int width, double[][] directions) implements TextEmbedder {
    @Override
    public void embed(List<String> texts, Consumer<float[]> sink) {
      texts.forEach(text -> sink.accept(vector(text)));
    }

    private float[] vector(String text) {
      double[] direction = directions[Integer.parseInt(text.substring(0, text.indexOf(' ')))];
      SplittableRandom random = new SplittableRandom(text.hashCode());
      float[] vector = new float[width];
      double squares = 0;
      for (int j = 0; j < width; j++) {
        double value = 0.2 * direction[j] + random.nextDouble(-1, 1);
        vector[j] = (float) value;
        squares += value * value;
      }
      for (int j = 0; j < width; j++) {
        vector[j] /= (float) Math.sqrt(squares);
      }
      return vector;
    }

    @Override
    public Map<String, String> settings() {
      return Settings.named("Drawn").with("width", width).toMap();
    }

    @Override
    public void close() {}
  }

  /** Seconds of a round's two halves. */
  private record Seconds(double fit, double select) {
    double total() {
      return fit + select;
    }
  }

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    int[] sizes = {100_000, 384, 10, 500, 15};
    for (int i = 0; i < args.length; i++) {
      sizes[i] = Integer.parseInt(args[i]);
    }
    int classes = sizes[2];
    SplittableRandom random = new SplittableRandom(1);
    double[][] directions = new double[classes][];
    for (int k = 0; k < classes; k++) {
      directions[k] = random.doubles(sizes[1], -1, 1).toArray();
    }
    Path folder = Files.createTempDirectory("al4j-round");
    try (EmbeddingStore store =
        EmbeddingStore.open(folder, new Drawn(sizes[1], directions), Precision.HALF)) {
      List<Instance> texts =
          IntStream.range(0, sizes[0])
              .mapToObj(i -> Instance.ofText("t" + i, text(i, classes)))
              .toList();
      store.fill(texts.stream().map(Instance::text).toList(), progress -> {});
      print(sizes, rounds(store, texts, sizes));
    } finally {
      remove(folder);
    }
  }

  /** As long as a headline of the news. */
  private static String text(int i, int classes) {
    return i % classes + " is the class of text " + i + ", which has so many words".repeat(7);
  }

  private static List<Seconds> rounds(EmbeddingStore store, List<Instance> texts, int[] sizes) {
    LabelSpace labels = LabelSpace.of(IntStream.range(0, sizes[2]).mapToObj(k -> "c" + k).toList());
    List<Labelled<ClassLabel>> labelled =
        IntStream.range(0, sizes[3])
            .mapToObj(i -> new Labelled<>(texts.get(i), new ClassLabel("c" + i % sizes[2])))
            .toList();
    Pool<ClassLabel> pool = Pool.<ClassLabel>unlabelled(texts).label(labelled);
    Candidates candidates = Candidates.all(pool);
    List<Seconds> seconds = new ArrayList<>();
    try (HeadLearner learner = HeadLearner.of(store, HeadOptions.DEFAULT)) {
      for (int round = -WARM_UP; round < sizes[4]; round++) {
        long start = System.nanoTime();
        try (HeadModel<ClassLabel> model = learner.fit(labelled, FitContext.of(labels, 1))) {
          long fitted = System.nanoTime();
          QueryContext context = new QueryContext(1, new SplittableRandom(1), pool, labels);
          Strategies.margin().select(model, candidates, new Budget.Items(BATCH), context);
          if (round >= 0) {
            seconds.add(new Seconds((fitted - start) / 1e9, (System.nanoTime() - fitted) / 1e9));
          }
        }
      }
    }
    return seconds;
  }

  private static void print(int[] sizes, List<Seconds> seconds) {
    System.out.printf(
        Locale.ROOT,
        "a round on %d stored vectors of width %d, %d classes, %d labelled, of %d rounds%n",
        Arrays.stream(sizes).boxed().toArray());
    print("fit", seconds.stream().mapToDouble(Seconds::fit).sorted().toArray());
    print("score and select", seconds.stream().mapToDouble(Seconds::select).sorted().toArray());
    print("total", seconds.stream().mapToDouble(Seconds::total).sorted().toArray());
  }

  private static void print(String what, double[] seconds) {
    System.out.printf(
        Locale.ROOT,
        "%s: median %.0f ms, least %.0f ms%n",
        what,
        1e3 * seconds[seconds.length / 2],
        1e3 * seconds[0]);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
