package org.al4j.spark;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Learner;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.testkit.ClassLearnerContract;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The learner of a pool in Spark keeps the testkit's contract, for texts that are at hand. */
class SparkLearnerContractTest extends ClassLearnerContract<SparkModel<ClassLabel>> {
  private static SparkSession spark;
  private static SparkPool pool;

  @BeforeAll
  static void start() {
    spark = Sessions.local();
    List<Instance> texts = List.of(Instance.ofText("far", "a text that nobody asks"));
    pool = SparkPool.of(Sessions.texts(spark, texts, 1), SparkScoring.DEFAULT);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Override
  protected Learner<ClassLabel, SparkModel<ClassLabel>> learner() {
    return pool.learner(TfidfLearner.create(), "margin");
  }
}
