package org.al4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.stopping.Stopping;

/**
 * A loop on a pool of a million made-up texts with a run folder: start, rounds, resume, memory.
 * Arguments: how many texts (default 1,000,000), then strategies (default margin alone).
 */
final class LargePoolBenchmark {
  private static final List<String> LABELS = List.of("a", "b", "c", "d");
  private static final int WORDS = 20;
  private static final int BATCH = 100;
  private static final int ROUNDS = 4;

  private LargePoolBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    int size = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    long start = System.nanoTime();
    Corpus corpus = Corpus.of(texts(size));
    print(
        "%,d texts of %d words, made and ordered in %.1f s; %d queries of %d, TF-IDF%n",
        size, WORDS, seconds(start), ROUNDS, BATCH);
    List<String> strategies = args.length > 1 ? List.of(args).subList(1, args.length) : List.of();
    for (String strategy : strategies.isEmpty() ? List.of("margin") : strategies) {
      run(corpus, strategy);
    }
    print("largest resident memory so far %.2f GB%n", ResidentMemory.mostEver() / 1e3);
  }

  private static void run(Corpus corpus, String strategy) throws IOException {
    Path dir = Files.createTempDirectory("al4j-pool");
    try {
      Path run = dir.resolve("run");
      List<Double> walls = new ArrayList<>();
      List<Iteration> history;
      try (ActiveLearning<ClassLabel> loop = loop(corpus, strategy, run, ROUNDS)) {
        for (int i = 0; i < ROUNDS; i++) {
          walls.add(turn(loop));
        }
        loop.next();
        history = loop.history();
      }
      long start = System.nanoTime();
      try (ActiveLearning<ClassLabel> loop = loop(corpus, strategy, run, ROUNDS + 1)) {
        double opened = seconds(start);
        loop.next();
        report(strategy, walls, history, opened, seconds(start));
      }
    } finally {
      try (Stream<Path> all = Files.walk(dir)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Seconds until a query is there and its answers are taken. */
  private static double turn(ActiveLearning<ClassLabel> loop) {
    long start = System.nanoTime();
    Query query = loop.next().orElseThrow();
    List<Answer<ClassLabel>> answers = new ArrayList<>();
    query
        .items()
        .forEach(
            item -> {
              String topic = item.instance().text().substring(0, 1);
              answers.add(new Answer.Given<>(item.instance().id(), new ClassLabel(topic)));
            });
    loop.accept(answers);
    return seconds(start);
  }

  private static void report(
      String strategy, List<Double> walls, List<Iteration> history, double opened, double resumed) {
    print("%s: first query %.2f s%n", strategy, walls.get(0));
    for (int i = 0; i + 1 < walls.size(); i++) {
      // the next query waits for this round's fit, and for its own selection
      double fit = history.get(i).fitSeconds();
      double select = history.get(i + 1).selectSeconds();
      print(
          "  query %d after %.2f s: fit %.2f s, select %.2f s, the rest %.3f s%n",
          i + 1, walls.get(i + 1), fit, select, walls.get(i + 1) - fit - select);
    }
    print("  resumed in %.2f s, with its next query in %.2f s%n", opened, resumed);
  }

  private static ActiveLearning<ClassLabel> loop(
      Corpus corpus, String strategy, Path run, int rounds) {
    QueryPlan plan = QueryPlan.named(strategy);
    return ActiveLearning.builder(Pool.<ClassLabel>unlabelled(corpus), LabelSpace.of(LABELS))
        .learner(TfidfLearner.create())
        .initial(Strategies.random(), Budget.items(BATCH))
        .candidates(plan.policy())
        .strategy(plan.strategy())
        .budget(Budget.items(BATCH))
        .stopping(Stopping.maximumRounds(rounds))
        .runDirectory(run)
        .seed(1)
        .build();
  }

  /** Each begins with its topic's letter, and half of its words do. */
  private static List<Instance> texts(int size) {
    SplittableRandom random = new SplittableRandom(1);
    List<Instance> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      String topic = LABELS.get(random.nextInt(LABELS.size()));
      StringBuilder text = new StringBuilder(topic);
      for (int w = 0; w < WORDS; w++) {
        int word = (int) (2000 * Math.pow(random.nextDouble(), 3));
        text.append(' ').append(w % 2 == 0 ? topic : "x").append(Integer.toString(word, 36));
      }
      texts.add(Instance.ofText(Long.toHexString(random.nextLong()) + "-" + i, text.toString()));
    }
    return texts;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
