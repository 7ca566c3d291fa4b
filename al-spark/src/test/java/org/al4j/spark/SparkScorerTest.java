package org.al4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.Selection;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.Strategies;
import org.al4j.testkit.FakeTexts;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A query that executors make is the one that is made here. */
class SparkScorerTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(500, 3, 5);
  private static final List<Labelled<ClassLabel>> LABELLED = DATA.items().subList(0, 30);
  private static SparkSession spark;
  private final TfidfLearner learner = TfidfLearner.create();
  private final TfidfClassifier model = learner.fit(LABELLED, FitContext.of(DATA.labels(), 7));

  @BeforeAll
  static void start() {
    spark = Sessions.local();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @AfterEach
  void close() {
    model.close();
    learner.close();
  }

  private static List<Instance> texts() {
    return DATA.items().stream().map(Labelled::instance).toList();
  }

  private static Set<String> labelled() {
    Set<String> ids = new HashSet<>();
    LABELLED.forEach(one -> ids.add(one.instance().id()));
    return ids;
  }

  private List<ScoredId> here(String strategy, int count) {
    Pool<ClassLabel> pool = Pool.<ClassLabel>unlabelled(DATA.corpus()).label(LABELLED);
    RandomGenerator random = new Seeds(1).generator("test", 0);
    Selection selection =
        Strategies.named(strategy)
            .select(
                model,
                Candidates.all(pool),
                Budget.items(count),
                new QueryContext(1, random, pool, DATA.labels()));
    return selection.items().stream()
        .map(one -> new ScoredId(one.instance().id(), one.utility()))
        .toList();
  }

  private List<ScoredId> there(List<Instance> texts, int partitions, String strategy, int count) {
    SparkTexts far = Sessions.texts(spark, texts, partitions);
    try (SparkScorer scorer = SparkScorer.of(far, model, SparkScoring.DEFAULT)) {
      return scorer.query(far, labelled(), strategy, count);
    }
  }

  @Test
  void query_anyNumberOfPartitions_isTheLocalOneToTheLastBit() {
    for (String strategy : List.of("least-confidence", "margin", "entropy(base=2)")) {
      List<ScoredId> here = here(strategy, 40);
      for (int partitions : new int[] {1, 3, 17}) {
        assertEquals(here, there(texts(), partitions, strategy, 40), strategy + partitions);
      }
    }
  }

  @Test
  void query_shuffledAndEqualTexts_goesByIdsAmongEquals() {
    List<Instance> equal =
        IntStream.range(0, 60).mapToObj(i -> Instance.ofText("x" + i, "the same")).toList();
    RandomGenerator random = new Seeds(3).generator("order", 0);
    List<Instance> shuffled = new ArrayList<>();
    equal.forEach(one -> shuffled.add(random.nextInt(shuffled.size() + 1), one));
    List<String> first = equal.stream().map(Instance::id).sorted().limit(9).toList();
    for (int partitions : new int[] {2, 5}) {
      List<ScoredId> query = there(shuffled, partitions, "margin", 9);
      assertEquals(first, query.stream().map(ScoredId::id).toList());
    }
  }

  @Test
  void query_aTaskThatFails_isMadeAgainAndTheSame() {
    assertEquals(here("margin", 25), there(texts(), 3, "failing-once", 25));
  }

  @Test
  void query_smallWindows_isTheSame() {
    SparkTexts far = Sessions.texts(spark, texts(), 3);
    try (SparkScorer scorer = SparkScorer.of(far, model, new SparkScoring("engine", 7, 0))) {
      assertEquals(here("margin", 25), scorer.query(far, labelled(), "margin", 25));
      assertEquals(470, scorer.query(far, labelled(), "margin", 10_000).size(), "all there are");
    }
    assertEquals(1, ExecutorModels.open(), "one model, whatever the tasks and the scorers before");
  }

  @Test
  void query_whatCannotBe_isRefusedInALine() {
    SparkTexts far = Sessions.texts(spark, texts(), 2);
    try (SparkScorer scorer = SparkScorer.of(far, model, SparkScoring.DEFAULT)) {
      assertRefused("at least 1 text, found 0", () -> scorer.query(far, Set.of(), "margin", 0));
      assertRefused("no utility", () -> scorer.query(far, Set.of(), "random", 5));
      assertRefused("needs [MEMBER_VALUES", () -> scorer.query(far, Set.of(), "variance", 5));
    }
    assertRefused(
        "'onnx' scores transformers and their taggers, found TfidfClassifier",
        () -> SparkScorer.of(far, model, SparkScoring.DEFAULT.withBackend("onnx")));
  }

  @Test
  void query_executorsThatComputeInTwoWays_isRefused() {
    SparkScorer.requireOneWay(Set.of("weights in 8 bits"));
    assertRefused(
        "they compute weights in 7 bits and weights in 8 bits",
        () -> SparkScorer.requireOneWay(Set.of("weights in 8 bits", "weights in 7 bits")));
  }

  @Test
  void joined_anyDouble_isTheOneThatWasSplit() {
    RandomGenerator random = new Seeds(5).generator("doubles", 0);
    float[] parts = new float[RowScores.PARTS];
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
      RowScores.split(value, parts, 0);
      assertEquals(value, RowScores.joined(parts, 0));
    }
  }

  @Test
  void texts_badData_isRefusedInALine() {
    assertRefused(
        "no column 'text' for the text; its columns are [key, body]",
        () -> SparkTexts.of(Sessions.data(spark, texts(), 2), "key", "text"));
    List<org.apache.spark.sql.Row> rows =
        List.of(
            RowFactory.create("a", "one"),
            RowFactory.create("b", null),
            RowFactory.create("a", "two"));
    assertRefused(
        "column 'body' is null in 1 of 3 rows, the first by id 'b'",
        () -> SparkTexts.of(spark.createDataFrame(rows, Sessions.TEXTS), "key", "body"));
    assertRefused(
        "ids must differ: in column 'key' 'a' occurs 2 times",
        () ->
            SparkTexts.of(
                spark.createDataFrame(rows, Sessions.TEXTS).filter("body is not null"),
                "key",
                "body"));
    assertRefused(
        "column 'key' is null in 1 of 1 rows",
        () ->
            SparkTexts.of(
                spark.createDataFrame(List.of(RowFactory.create(null, "x")), Sessions.TEXTS),
                "key",
                "body"));
    assertRefused(
        "must hold strings, found double",
        () ->
            SparkTexts.of(
                Sessions.data(spark, texts(), 2)
                    .withColumn("n", org.apache.spark.sql.functions.lit(1.5)),
                "key",
                "n"));
    assertRefused(
        "no row",
        () -> SparkTexts.of(spark.createDataFrame(List.of(), Sessions.TEXTS), "key", "body"));
  }

  @Test
  void texts_wholeNumbersAsIds_areTheirDigits() {
    SparkTexts far =
        SparkTexts.of(
            Sessions.data(spark, List.of(Instance.ofText("12", "a"), Instance.ofText("7", "b")), 2)
                .selectExpr("cast(key as bigint) `the id`", "body"),
            "the id",
            "body");
    assertEquals(List.of("12", "7"), far.ids());
    assertEquals("b", far.texts(List.of("7")).get("7"));
    assertRefused("the first by id '8'", () -> far.texts(List.of("7", "8")));
    assertTrue(far.texts(List.of()).isEmpty());
    assertEquals(DataTypes.StringType, far.rows().schema().apply(0).dataType());
  }

  private static void assertRefused(String part, Runnable call) {
    String said = assertThrows(InvalidInputException.class, call::run).getMessage();
    assertTrue(said.contains(part), said);
    assertEquals(1, said.lines().count(), said);
  }
}
