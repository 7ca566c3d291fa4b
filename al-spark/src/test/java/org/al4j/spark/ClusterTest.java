package org.al4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.FakeTexts;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Executors that are processes of their own. */
class ClusterTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(500, 3, 5);
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    spark = Sessions.cluster();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void query_twoWorkers_isTheLocalOneAndATaskThatFailsIsMadeAgain() {
    List<Instance> texts = DATA.items().stream().map(Labelled::instance).toList();
    SparkTexts far = SparkTexts.of(Sessions.data(spark, texts), "key", "body");
    try (TfidfLearner learner = TfidfLearner.create();
        TfidfClassifier model =
            learner.fit(DATA.items().subList(0, 30), FitContext.of(DATA.labels(), 7));
        SparkScorer scorer = SparkScorer.of(far, model, SparkScoring.DEFAULT)) {
      List<ScoredId> query = scorer.query(far, Set.of(), "margin", 25);
      RowScores.Rows here = RowScores.of(List.of(), List.of("margin")).of(model, texts);
      float[] parts = here.values().get("margin");
      List<ScoredId> local =
          java.util.stream.IntStream.range(0, texts.size())
              .mapToObj(i -> new ScoredId(texts.get(i).id(), RowScores.joined(parts, 3 * i)))
              .sorted(ScoredId.BEST_FIRST)
              .limit(25)
              .toList();
      assertEquals(local, query);
      assertEquals(local, scorer.query(far, Set.of(), "failing-once", 25));
      String said =
          assertThrows(
                  IllegalStateException.class,
                  () -> scorer.query(far, Set.of(), "out-of-memory", 25))
              .getMessage();
      assertTrue(said.contains("spark.executor.memory"), said);
      assertEquals(1, said.lines().count(), said);
    }
  }
}
