package org.al4j.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Instance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Sessions of Spark on this machine alone, and data sets. */
final class Sessions {
  static final StructType TEXTS =
      new StructType().add("key", DataTypes.StringType).add("body", DataTypes.StringType);

  private Sessions() {}

  private static SparkSession.Builder builder(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("test")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString());
  }

  /** Two threads; a task may fail twice. */
  static SparkSession local() {
    return builder("local[2,3]").getOrCreate();
  }

  /** Two workers, each a process of its own with an executor; a task may fail once. */
  static SparkSession cluster() throws IOException {
    Files.createDirectories(Path.of("target", "spark-home", "jars")); // SPARK_HOME, see pom.xml
    return builder("local-cluster[2,1,1024]")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config("spark.executor.memory", "700m")
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.task.maxFailures", "2")
        .getOrCreate();
  }

  static Dataset<Row> data(SparkSession spark, List<Instance> texts, int partitions) {
    return data(spark, texts).repartition(partitions);
  }

  /** In as many partitions as there are cores. */
  static Dataset<Row> data(SparkSession spark, List<Instance> texts) {
    List<Row> rows = new ArrayList<>();
    texts.forEach(one -> rows.add(RowFactory.create(one.id(), one.text())));
    return spark.createDataFrame(rows, TEXTS);
  }

  static SparkTexts texts(SparkSession spark, List<Instance> texts, int partitions) {
    return SparkTexts.of(data(spark, texts, partitions), "key", "body");
  }
}
