package org.al4j.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.head.HeadLearner;
import org.al4j.models.head.HeadModel;
import org.al4j.models.head.HeadOptions;
import org.jspecify.annotations.Nullable;

/**
 * The fit of a head, beside scikit-learn's {@code LogisticRegression} if python3 has it, in turns:
 * with its usual tolerance, and with the one that takes it to an objective as low as ours. Vectors
 * are made up: a class's direction and noise, of length 1. Arguments: texts (1000), width (384),
 * classes (4), rounds (7).
 */
final class HeadBenchmark {
  private static final double C = 10;
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private HeadBenchmark() {}

  /** Made-up vectors of texts that are numbers, all held in memory. */
  private record Vectors(float[][] rows, int width) implements TextEmbedder {
    @Override
    public void embed(List<String> texts, Consumer<float[]> sink) {
      texts.forEach(text -> sink.accept(rows[Integer.parseInt(text)]));
    }

    @Override
    public Map<String, String> settings() {
      return Settings.named("Vectors").with("rows", rows.length).with("width", width).toMap();
    }

    @Override
    public void close() {}
  }

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    int n = argument(args, 0, 1000);
    int width = argument(args, 1, 384);
    int classes = argument(args, 2, 4);
    int rounds = argument(args, 3, 7);
    int[] labels = IntStream.range(0, n).map(i -> i % classes).toArray();
    Vectors vectors = new Vectors(rows(labels, width, classes), width);
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String text = Integer.toString(i);
      items.add(new Labelled<>(Instance.ofText(text, text), new ClassLabel("c" + labels[i])));
    }
    LabelSpace space = LabelSpace.of(IntStream.range(0, classes).mapToObj(k -> "c" + k).toList());
    double[] loss = {0};
    Map<String, DoubleSupplier> sides = new LinkedHashMap<>();
    sides.put("al4j", () -> fit(vectors, items, space, loss));
    Path file = Files.createTempFile("al4j-head", ".bin");
    write(file, vectors, labels);
    try {
      fit(vectors, items, space, loss);
      Peer peer = peer(List.of(n, width, classes, C, loss[0] * C * n, file));
      if (peer != null) {
        sides.put("scikit-learn", () -> peer.seconds("fit"));
        sides.put("scikit-learn at equal objective", () -> peer.seconds("equal"));
      }
      Map<String, double[]> seconds = new Turns(rounds, System.err::println).seconds(sides);
      seconds.forEach(
          (side, all) ->
              System.out.printf(
                  Locale.ROOT,
                  "%s, %d x %d, %d classes: median %.1f ms, least %.1f ms, of %d fits%n",
                  side,
                  n,
                  width,
                  classes,
                  1e3 * all[all.length / 2],
                  1e3 * all[0],
                  all.length));
      System.out.printf(Locale.ROOT, "al4j's objective %.6f%n", loss[0] * C * n);
      if (peer != null) {
        System.out.println("scikit-learn: " + peer.versions());
        peer.close();
      }
    } finally {
      Files.delete(file);
    }
  }

  private static int argument(String[] args, int place, int usual) {
    return args.length > place ? Integer.parseInt(args[place]) : usual;
  }

  private static double fit(
      Vectors vectors, List<Labelled<ClassLabel>> items, LabelSpace space, double[] loss) {
    long start = System.nanoTime();
    FitContext<ClassLabel, HeadModel<ClassLabel>> context =
        new FitContext<>(
            space, 1, Optional.empty(), List.of(), step -> loss[0] = step.loss(), () -> false);
    HeadLearner.of(vectors, HeadOptions.DEFAULT.withC(C)).fit(items, context).close();
    return (System.nanoTime() - start) / 1e9;
  }

  private static float[][] rows(int[] labels, int width, int classes) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] directions = new double[classes][];
    for (int k = 0; k < classes; k++) {
      directions[k] = random.doubles(width, -1, 1).toArray();
    }
    float[][] rows = new float[labels.length][width];
    for (int i = 0; i < labels.length; i++) {
      double squares = 0;
      for (int j = 0; j < width; j++) {
        double value = 0.3 * directions[labels[i]][j] + random.nextDouble(-1, 1);
        rows[i][j] = (float) value;
        squares += value * value;
      }
      for (int j = 0; j < width; j++) {
        rows[i][j] /= (float) Math.sqrt(squares);
      }
    }
    return rows;
  }

  private static void write(Path file, Vectors vectors, int[] labels) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * labels.length * (vectors.width + 1)).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : vectors.rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    for (int label : labels) {
      bytes.putInt(label);
    }
    Files.write(file, bytes.array());
  }

  private static @Nullable Peer peer(List<?> arguments) {
    for (String python : PYTHONS) {
      List<String> command = new ArrayList<>(List.of(python, "-c", Peer.source("head.py")));
      arguments.forEach(argument -> command.add(String.valueOf(argument)));
      try {
        return Peer.start("scikit-learn", List.of("fit", "equal"), command);
      } catch (PeerException e) {
        System.err.println("no scikit-learn by " + python + ": " + e.getMessage());
      }
    }
    return null;
  }
}
