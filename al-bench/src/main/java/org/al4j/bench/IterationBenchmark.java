package org.al4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;

/**
 * One active-learning iteration: fine-tunes a checkpoint on some texts by PLASM's recipe and scores
 * a pool, for a number of seeds; tokenising aside, which an untimed pass does before. Arguments:
 * checkpoint folder, JSONL file with {@code text} and {@code label}, texts to train on, texts to
 * score, seeds, and possibly a script in Python that does the same and prints a line of JSON; it
 * runs in alternation, on the texts in the same order. Its arguments are {@code iteration
 * CHECKPOINT DATA LABELLED POOL SEED}, it draws the order by NumPy's generator, and its line has
 * {@code updates}, {@code train_s}, {@code score_s} and {@code pool_accuracy}.
 */
final class IterationBenchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEASURE = "accuracy";

  private final List<Labelled<ClassLabel>> data;
  private final LabelSpace labels;
  private final int train;
  private final int pool;

  private IterationBenchmark(List<Labelled<ClassLabel>> data, int train, int pool) {
    this.data = data;
    this.train = train;
    this.pool = pool;
    Set<String> names = new TreeSet<>();
    data.forEach(item -> names.add(item.annotation().name()));
    labels = LabelSpace.sorted(names);
    if (data.size() < train + pool) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "the data has %d texts, needed are %d + %d", data.size(), train, pool));
    }
  }

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    if (args.length < 5) {
      throw new InvalidInputException("arguments: CHECKPOINT DATA LABELLED POOL SEEDS [SCRIPT]");
    }
    IterationBenchmark benchmark =
        new IterationBenchmark(
            read(Path.of(args[1])), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    List<IterationResult> ours = new ArrayList<>();
    List<IterationResult> theirs = new ArrayList<>();
    PeerScript peer = PeerScript.of(args, 5);
    try (TransformerLearner learner = TransformerLearner.create(Path.of(args[0]))) {
      new IterationBenchmark(
              benchmark.data, benchmark.train, benchmark.data.size() - benchmark.train)
          .run(learner, IntStream.range(0, benchmark.data.size()).toArray(), 0); // untimed
      for (int seed = 0; seed < Integer.parseInt(args[4]); seed++) {
        ours.add(benchmark.run(learner, peer.order(benchmark.data.size(), seed), seed));
        ours.get(seed).print(System.out, "engine", seed, MEASURE);
        if (peer.exists()) {
          theirs.add(script(peer, args, seed));
          theirs.get(seed).print(System.out, "peer", seed, MEASURE);
        }
      }
    }
    double median = IterationResult.summary(System.out, "engine", ours, MEASURE);
    if (peer.exists()) {
      double other = IterationResult.summary(System.out, "peer", theirs, MEASURE);
      System.out.printf(Locale.ROOT, "ratio %.2f%n", other / median);
    }
  }

  private static List<Labelled<ClassLabel>> read(Path file) throws IOException {
    List<Labelled<ClassLabel>> data = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = JSON.readTree(line);
      Instance text =
          Instance.ofText(
              String.format(Locale.ROOT, "%06d", data.size()), row.get("text").asText());
      data.add(new Labelled<>(text, new ClassLabel(row.get("label").asText())));
    }
    return data;
  }

  private IterationResult run(TransformerLearner learner, int[] order, int seed) {
    List<Labelled<ClassLabel>> shuffled = Arrays.stream(order).mapToObj(data::get).toList();
    int[] updates = new int[1];
    FitContext<ClassLabel, TransformerClassifier> context =
        new FitContext<>(
            labels,
            seed,
            Optional.empty(),
            List.of(),
            progress -> updates[0] = progress.step(),
            () -> false);
    long start = System.nanoTime();
    try (TransformerClassifier model = learner.fit(shuffled.subList(0, train), context)) {
      long trained = System.nanoTime();
      List<Labelled<ClassLabel>> rest = shuffled.subList(train, train + pool);
      int[] right = new int[1];
      model.forward(
          rest.stream().map(Labelled::instance).toList(),
          Set.of(Output.PROBABILITIES),
          outputs ->
              right[0] +=
                  right(
                      rest,
                      outputs.first(),
                      outputs.get(Output.PROBABILITIES).argMax(1).toIntVector()));
      double accuracy = (double) right[0] / pool;
      return new IterationResult(
          updates[0], (trained - start) * 1e-9, (System.nanoTime() - trained) * 1e-9, accuracy);
    }
  }

  private int right(List<Labelled<ClassLabel>> rest, int first, int[] columns) {
    int right = 0;
    for (int i = 0; i < columns.length; i++) {
      right += labels.name(columns[i]).equals(rest.get(first + i).annotation().name()) ? 1 : 0;
    }
    return right;
  }

  private static IterationResult script(PeerScript script, String[] args, int seed)
      throws IOException {
    JsonNode row = script.run("iteration", args[0], args[1], args[2], args[3], "" + seed);
    return new IterationResult(
        row.get("updates").asInt(),
        row.get("train_s").asDouble(),
        row.get("score_s").asDouble(),
        row.get("pool_accuracy").asDouble());
  }
}
