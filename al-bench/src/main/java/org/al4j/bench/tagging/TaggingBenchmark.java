package org.al4j.bench.tagging;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.al4j.bench.IterationResult;
import org.al4j.bench.PeerScript;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.metrics.SpanMetrics;
import org.al4j.models.tagger.TaggerLearner;
import org.al4j.models.tagger.TransformerTagger;

/**
 * One active-learning iteration of a tagger: fine-tunes a checkpoint on some sentences by PLASM's
 * recipe, scores a pool for MNLP and measures the spans of a test file, for a number of seeds;
 * tokenising aside, which an untimed pass does before, and the test file. Arguments: checkpoint
 * folder, file to train on and test file with words and tags in columns, sentences to train on,
 * seeds, and possibly a script in Python that does the same and prints a line of JSON; it runs in
 * alternation, on the sentences in the same order. Its arguments are {@code tag CHECKPOINT TRAIN
 * TEST SENTENCES SEED}, it scores the 4,000 sentences behind those it trains on, and its line has
 * {@code updates}, {@code train_s}, {@code score_4000_s} and {@code f1}.
 */
final class TaggingBenchmark {
  private static final int POOL = 4000;
  private static final String MEASURE = "F1";

  private final Dataset<TagSequence> data;
  private final Dataset<TagSequence> test;
  private final int train;

  private TaggingBenchmark(Dataset<TagSequence> data, Dataset<TagSequence> test, int train) {
    this.data = data;
    this.test = test;
    this.train = train;
    if (data.items().size() < train + POOL) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "the data has %d sentences, needed are %d + %d",
              data.items().size(),
              train,
              POOL));
    }
  }

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    if (args.length < 5) {
      throw new InvalidInputException("arguments: CHECKPOINT TRAIN TEST SENTENCES SEEDS [SCRIPT]");
    }
    TaggingBenchmark benchmark =
        new TaggingBenchmark(read(args[1]), read(args[2]), Integer.parseInt(args[3]));
    PeerScript peer = PeerScript.of(args, 5);
    List<IterationResult> ours = new ArrayList<>();
    List<IterationResult> theirs = new ArrayList<>();
    try (TaggerLearner learner = TaggerLearner.create(Path.of(args[0]))) {
      int size = benchmark.data.items().size();
      benchmark.run(learner, IntStream.range(0, size).toArray(), 0, size); // untimed
      for (int seed = 0; seed < Integer.parseInt(args[4]); seed++) {
        int to = benchmark.train + POOL;
        ours.add(benchmark.run(learner, peer.order(size, seed), seed, to));
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

  private static Dataset<TagSequence> read(String file) {
    return Datasets.read(Path.of(file), ReadOptions.DEFAULT, LabelFormat.tags());
  }

  /** Scores the sentences from {@code train} to {@code to} of the order. */
  private IterationResult run(TaggerLearner learner, int[] order, int seed, int to) {
    List<Labelled<TagSequence>> shuffled =
        Arrays.stream(order).mapToObj(data.items()::get).toList();
    int[] updates = new int[1];
    FitContext<TagSequence, TransformerTagger> context =
        new FitContext<>(
            data.labels(),
            seed,
            Optional.empty(),
            List.of(),
            progress -> updates[0] = progress.step(),
            () -> false);
    List<Instance> rest = shuffled.subList(train, to).stream().map(Labelled::instance).toList();
    long start = System.nanoTime();
    try (TransformerTagger model = learner.fit(shuffled.subList(0, train), context)) {
      long trained = System.nanoTime();
      int[] scored = new int[1];
      model.forward(
          rest,
          Set.of(Output.TOKEN_LOG_PROBABILITIES, Output.SEQUENCE_LOG_LIKELIHOOD),
          outputs -> scored[0] += outputs.size());
      long end = System.nanoTime();
      return new IterationResult(
          updates[0], (trained - start) * 1e-9, (end - trained) * 1e-9, f1(model));
    }
  }

  private double f1(TransformerTagger model) {
    List<TagSequence> predicted = new ArrayList<>();
    model.predict(
        test.items().stream().map(Labelled::instance).toList(),
        one -> predicted.add(one.annotation()));
    List<TagSequence> truth = test.items().stream().map(Labelled::annotation).toList();
    return SpanMetrics.of(truth, predicted).micro().f1();
  }

  private static IterationResult script(PeerScript script, String[] args, int seed)
      throws IOException {
    JsonNode row = script.run("tag", args[0], args[1], args[2], args[3], "" + seed);
    return new IterationResult(
        row.get("updates").asInt(),
        row.get("train_s").asDouble(),
        row.get("score_4000_s").asDouble(),
        row.get("f1").asDouble());
  }
}
