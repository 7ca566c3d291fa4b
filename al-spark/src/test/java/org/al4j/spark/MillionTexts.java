package org.al4j.spark;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.query.Budget;
import org.al4j.models.head.HeadEncoder;
import org.al4j.models.head.HeadLearner;
import org.al4j.models.head.HeadOptions;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.testkit.FakeTexts;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A pool of many texts in Parquet files, end to end: checked, five rounds of a loop, resumed. A
 * program (docs/scale.md has its command), not a test. The texts are made up, some 40 bytes each.
 * Arguments: how many, a folder, and {@code tfidf} or the name of a checkpoint, on whose stored
 * vectors a head is trained.
 */
final class MillionTexts {
  private static final int MADE_AT_ONCE = 50_000;
  private static final int ROUNDS = 5;
  private static final PrintStream OUT = System.out;

  private MillionTexts() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    Path dir = Path.of(args[1]);
    String model = args[2];
    SparkSession spark = Sessions.local();
    Dataset<ClassLabel> data = FakeTexts.dataset(count, 4, 1);
    String parquet = dir.resolve("texts").toString();
    if (!Files.exists(Path.of(parquet))) {
      write(spark, data, parquet);
    }
    OUT.printf(
        Locale.ROOT,
        "Spark %s, %s, %d texts, %d partitions%n",
        spark.version(),
        model,
        count,
        spark.read().parquet(parquet).javaRDD().getNumPartitions());
    long start = System.nanoTime();
    SparkTexts texts = SparkTexts.of(spark.read().parquet(parquet), "key", "body");
    say("texts checked", start);
    SparkPool far = timed("pool of ids made", () -> SparkPool.of(texts, SparkScoring.DEFAULT));
    Path run = dir.resolve("run-" + System.nanoTime());
    long begun = System.nanoTime();
    try (ActiveLearning<ClassLabel> loop = loop(far, data, run, model, ROUNDS)) {
      loop.run(Oracle.gold(data.items()));
      say("loop of " + ROUNDS + " queries of 50, begun and ended", begun);
      loop.history()
          .forEach(
              one ->
                  OUT.printf(
                      Locale.ROOT,
                      "  round %d: fit %.2f s, query %.2f s%n",
                      one.round(),
                      one.fitSeconds(),
                      one.selectSeconds()));
    }
    long again = System.nanoTime();
    try (ActiveLearning<ClassLabel> loop = loop(far, data, run, model, ROUNDS + 1)) {
      say("resumed", again);
      loop.run(Oracle.gold(data.items()));
      say("  and one round more", again);
    }
    OUT.printf(
        Locale.ROOT,
        "largest resident memory %.2f GB, heap at most %.2f GB%n",
        peakKb() / 1e6,
        Runtime.getRuntime().maxMemory() / 1e9);
    spark.stop();
  }

  private static <T> T timed(String what, java.util.function.Supplier<T> made) {
    long start = System.nanoTime();
    T value = made.get();
    say(what, start);
    return value;
  }

  private static void say(String what, long start) {
    OUT.printf(Locale.ROOT, "%s: %.2f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  private static ActiveLearning<ClassLabel> loop(
      SparkPool far, Dataset<ClassLabel> data, Path run, String model, int rounds) {
    return ActiveLearning.builder(far.<ClassLabel>pool(), data.labels())
        .learner(far.learner(learner(model), "margin"))
        .initial(Strategies.random(), Budget.items(50))
        .strategy(SparkPool.strategy("margin"))
        .budget(Budget.items(50))
        .stopping(Stopping.maximumRounds(rounds))
        .seed(1)
        .runDirectory(run)
        .build();
  }

  private static Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner(String model) {
    return model.equals("tfidf")
        ? TfidfLearner.create()
        : HeadLearner.of(HeadEncoder.of(model), HeadOptions.DEFAULT);
  }

  private static void write(SparkSession spark, Dataset<ClassLabel> data, String parquet) {
    List<Labelled<ClassLabel>> all = data.items();
    for (int from = 0; from < all.size(); from += MADE_AT_ONCE) {
      List<Row> rows = new ArrayList<>();
      for (Labelled<ClassLabel> one :
          all.subList(from, Math.min(all.size(), from + MADE_AT_ONCE))) {
        rows.add(
            org.apache.spark.sql.RowFactory.create(one.instance().id(), one.instance().text()));
      }
      spark
          .createDataFrame(rows, Sessions.TEXTS)
          .coalesce(1)
          .write()
          .mode(SaveMode.Append)
          .parquet(parquet);
    }
  }

  private static long peakKb() throws java.io.IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0L);
  }
}
