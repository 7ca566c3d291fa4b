package org.al4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.QueryStrategy;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.testkit.FakeTexts;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop whose texts lie in Spark asks what one asks that has them. */
class SparkPoolTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(600, 3, 5);
  private static final SparkScoring FAR = SparkScoring.DEFAULT.withNear(20);
  private static SparkSession spark;
  private static SparkPool pool;

  @BeforeAll
  static void start() {
    spark = Sessions.local();
    List<Instance> texts = DATA.items().stream().map(Labelled::instance).toList();
    pool = SparkPool.of(Sessions.texts(spark, texts, 5), FAR);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static <M extends ActiveModel<ClassLabel>> ActiveLearningBuilder<ClassLabel> loop(
      Pool<ClassLabel> texts, Learner<ClassLabel, M> learner, QueryStrategy strategy) {
    return ActiveLearning.builder(texts, DATA.labels())
        .learner(learner)
        .initial(Strategies.random(), Budget.items(12))
        .strategy(strategy)
        .budget(Budget.items(10))
        .stopping(Stopping.maximumRounds(5))
        .seed(3);
  }

  private static ActiveLearningBuilder<ClassLabel> here(QueryStrategy strategy) {
    return loop(Pool.unlabelled(DATA.corpus()), TfidfLearner.create(), strategy);
  }

  private static ActiveLearningBuilder<ClassLabel> there(
      QueryStrategy strategy, String... utilities) {
    return loop(pool.pool(), pool.learner(TfidfLearner.create(), utilities), strategy);
  }

  private static List<List<String>> asked(ActiveLearningBuilder<ClassLabel> builder) {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.run(Oracle.gold(DATA.items()));
      return loop.queries().stream().map(Query::ids).toList();
    }
  }

  @Test
  void run_aUtilityOfExecutors_asksAsTheLocalLoop() {
    List<List<String>> local = asked(here(Strategies.named("margin")));
    assertEquals(5, local.size());
    assertEquals(local, asked(there(SparkPool.strategy("margin"), "margin")));
    assertEquals(
        local, asked(there(Strategies.named("margin"))), "by probabilities that come back");
  }

  @Test
  void run_policiesAndBatchStrategies_askAsTheLocalLoop() {
    for (String name : List.of("ups(every=3)+entropy", "random-share(share=0.5)+ratio")) {
      QueryPlan local = QueryPlan.named(name);
      QueryPlan far = QueryPlan.named(name);
      assertEquals(
          asked(here(local.strategy()).candidates(local.policy())),
          asked(there(far.strategy()).candidates(far.policy())),
          name);
    }
    QueryPlan local = QueryPlan.named("ups(every=3)+entropy");
    QueryPlan far = QueryPlan.named("ups(every=3)+entropy");
    assertEquals(
        asked(here(local.strategy()).candidates(local.policy())),
        asked(there(SparkPool.strategy("entropy"), "entropy").candidates(far.policy())));
  }

  @Test
  void run_aBatchStrategyBehindAPrefilter_asksAmongTheFirst() {
    QueryStrategy entropy = Strategies.named("entropy");
    List<List<String>> far = asked(there(SparkPool.prefiltered("margin", 15, entropy), "margin"));
    QueryStrategy wide = SparkPool.prefiltered("margin", 100, entropy);
    assertFalse(far.equals(asked(there(wide, "margin"))), "of more others are chosen");
    assertEquals(far.get(0), asked(here(entropy)).get(0));
    assertEquals("Entropy[base=E, normalised=false] of the 15 first by margin", name(far));
    try (ActiveLearning<ClassLabel> small =
        there(SparkPool.prefiltered("margin", 5, entropy), "margin").build()) {
      String said =
          assertThrows(RuntimeException.class, () -> small.run(Oracle.gold(DATA.items())))
              .getMessage();
      assertTrue(said.contains("at least the budget, 10, found 5"), said);
    }
  }

  private static String name(List<List<String>> far) {
    assertEquals(5, far.size());
    return SparkPool.prefiltered("margin", 15, Strategies.named("entropy")).describe();
  }

  @Test
  void run_aCommittee_comesBackByMembers() {
    QueryStrategy strategy = Strategies.named("consensus-entropy");
    assertEquals(
        asked(loop(Pool.unlabelled(DATA.corpus()), committee(), strategy)),
        asked(loop(pool.pool(), pool.learner(committee()), strategy)));
  }

  private static Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> committee() {
    return CommitteeLearner.bagging(TfidfLearner.create(), 3);
  }

  @Test
  void oracle_isAskedWithTexts() {
    List<String> seen = new ArrayList<>();
    Oracle<ClassLabel> gold = Oracle.gold(DATA.items());
    Oracle<ClassLabel> reading =
        query -> {
          query.items().forEach(item -> seen.add(item.instance().text()));
          return gold.ask(query);
        };
    try (ActiveLearning<ClassLabel> loop = there(Strategies.named("margin")).build()) {
      loop.run(pool.oracle(reading));
      List<String> texts = DATA.items().stream().map(one -> one.instance().text()).toList();
      assertEquals(52, seen.size());
      assertTrue(texts.containsAll(seen));
      assertEquals(Set.of(""), textsOf(loop), "the pool itself has ids alone");
    }
  }

  @Test
  void run_aTransformer_givesEmbeddingsOfWhatThePrefilterLeft() {
    Recipe recipe =
        Recipe.plasm().withMinimumUpdates(6).withEpochs(1).withMaxLength(16).withLearningRate(1e-4);
    List<Instance> texts = DATA.items().subList(0, 60).stream().map(Labelled::instance).toList();
    SparkPool few = SparkPool.of(Sessions.texts(spark, texts, 3), FAR);
    QueryStrategy strategy = SparkPool.prefiltered("margin", 30, Strategies.named("badge"));
    List<List<String>> far =
        asked(
            loop(few.pool(), few.learner(miniLm(recipe), "margin"), strategy)
                .stopping(Stopping.maximumRounds(2)));
    SparkPool near =
        SparkPool.of(Sessions.texts(spark, texts, 1), SparkScoring.DEFAULT.withNear(1000));
    assertEquals(
        asked(
            loop(near.pool(), near.learner(miniLm(recipe), "margin"), strategy)
                .stopping(Stopping.maximumRounds(2))),
        far,
        "as the driver computes it");
    assertEquals(10, far.get(1).size());
  }

  private static TransformerLearner miniLm(Recipe recipe) {
    return TransformerLearner.create(Checkpoints.folder("minilm"), recipe);
  }

  private static Set<String> textsOf(ActiveLearning<ClassLabel> loop) {
    Set<String> texts = new java.util.TreeSet<>();
    loop.pool().corpus().forEach(one -> texts.add(one.text()));
    return texts;
  }

  @Test
  void run_stoppedAndResumed_goesOnAsOne(@TempDir Path dir) throws IOException {
    List<List<String>> whole = asked(there(SparkPool.strategy("margin"), "margin"));
    Path run = dir.resolve("run");
    try (ActiveLearning<ClassLabel> loop =
        there(SparkPool.strategy("margin"), "margin")
            .stopping(Stopping.maximumRounds(5))
            .runDirectory(run)
            .build()) {
      Oracle<ClassLabel> gold = Oracle.gold(DATA.items());
      for (int i = 0; i < 2; i++) {
        loop.accept(gold.ask(loop.next().orElseThrow()));
        loop.closeRound();
      }
    }
    ActiveLearningBuilder<ClassLabel> again =
        there(SparkPool.strategy("margin"), "margin").runDirectory(run);
    assertEquals(whole, asked(again));
    String said =
        assertThrows(
                InvalidInputException.class,
                () -> here(Strategies.named("margin")).runDirectory(run).build())
            .getMessage();
    assertTrue(said.contains("run"), said);
  }

  /** docs/scale.md. */
  @Test
  void run_asDocumented_fromParquetFiles(@TempDir Path dir) {
    List<Instance> all = DATA.items().stream().map(Labelled::instance).toList();
    String reviews = dir.resolve("reviews").toString();
    Sessions.data(spark, all, 3).toDF("id", "body").write().parquet(reviews);
    SparkTexts texts = SparkTexts.of(spark.read().parquet(reviews), "id", "body");
    SparkPool far = SparkPool.of(texts, SparkScoring.DEFAULT);
    try (ActiveLearning<ClassLabel> loop =
        ActiveLearning.builder(far.<ClassLabel>pool(), DATA.labels())
            .learner(far.learner(TfidfLearner.create(), "margin"))
            .initial(Strategies.random(), Budget.items(50))
            .strategy(SparkPool.strategy("margin"))
            .budget(Budget.items(50))
            .stopping(Stopping.maximumRounds(2))
            .runDirectory(dir.resolve("run"))
            .build()) {
      loop.run(far.oracle(Oracle.gold(DATA.items())));
      assertEquals(100, loop.pool().labelledCount());
    }
  }

  @Test
  void run_aPoolThatGrows_looksAtWhatItHasToo() {
    List<Instance> texts = DATA.items().subList(0, 500).stream().map(Labelled::instance).toList();
    List<Instance> more = DATA.items().subList(500, 600).stream().map(Labelled::instance).toList();
    SparkPool few = SparkPool.of(Sessions.texts(spark, texts, 3), FAR);
    List<List<String>> asked = new ArrayList<>();
    for (boolean far : new boolean[] {false, true}) {
      ActiveLearningBuilder<ClassLabel> builder =
          far
              ? loop(
                  few.pool(),
                  few.learner(TfidfLearner.create(), "margin"),
                  SparkPool.strategy("margin"))
              : loop(Pool.unlabelled(texts), TfidfLearner.create(), Strategies.named("margin"));
      try (ActiveLearning<ClassLabel> loop = builder.build()) {
        loop.grow(more);
        loop.run(Oracle.gold(DATA.items()));
        asked.add(loop.queries().stream().flatMap(one -> one.ids().stream()).toList());
      }
    }
    assertEquals(asked.get(0), asked.get(1));
    Set<String> grown = new java.util.TreeSet<>();
    more.forEach(one -> grown.add(one.id()));
    assertTrue(asked.get(1).stream().anyMatch(grown::contains));
  }

  @Test
  void run_aKeptModel_isOfThePoolAgain(@TempDir Path dir) {
    Path run = dir.resolve("run");
    List<List<String>> whole = asked(there(SparkPool.strategy("margin"), "margin"));
    Oracle<ClassLabel> gold = Oracle.gold(DATA.items());
    for (int i = 0; i < 5; i++) {
      try (ActiveLearning<ClassLabel> loop =
          there(SparkPool.strategy("margin"), "margin")
              .runDirectory(run)
              .keepModel(folder -> pool.model(kept(folder), "margin"))
              .build()) {
        Query query = loop.next().orElseThrow();
        assertEquals(whole.get(i), query.ids());
        loop.accept(gold.ask(query));
        loop.closeRound();
        loop.next();
      }
    }
  }

  private static TfidfClassifier kept(Path folder) {
    try {
      return TfidfClassifier.load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void run_whatReadsTexts_isRefused() {
    QueryPlan anchors = QueryPlan.named("anchors+margin");
    try (ActiveLearning<ClassLabel> loop =
        there(anchors.strategy()).candidates(anchors.policy()).build()) {
      String said =
          assertThrows(RuntimeException.class, () -> loop.run(Oracle.gold(DATA.items())))
              .getMessage();
      assertTrue(said.contains("the pool must have texts"), said);
    }
  }

  @Test
  void build_aUtilityOfWhichTheLearnerWasNotTold_isRefused() {
    String said =
        assertThrows(
                InvalidInputException.class,
                () -> there(SparkPool.strategy("margin"), "entropy").build())
            .getMessage();
    assertTrue(said.contains("SPARK_MARGIN"), said);
  }
}
