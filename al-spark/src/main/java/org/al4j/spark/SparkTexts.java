package org.al4j.spark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.al4j.core.InvalidInputException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * Texts with ids in a data set of Spark, checked once. They stay where they are; the data set must
 * give the same texts whenever it is read, as files do.
 */
public final class SparkTexts {
  private static final int NAMED = 3;

  private final Dataset<Row> rows; // id, text
  private final long count;
  private @Nullable List<String> ids;

  private SparkTexts(Dataset<Row> rows, long count) {
    this.rows = rows;
    this.count = count;
  }

  /**
   * The texts of a data set. Reads it once, and its ids once more, by a shuffle that finds those
   * that occur twice.
   *
   * @param id name of the column of ids, which are compared as text
   * @param text name of the column of texts
   * @throws InvalidInputException naming the column that is missing or no text, the rows without id
   *     or text, ids that occur twice; or if there is no row
   */
  public static SparkTexts of(Dataset<Row> data, String id, String text) {
    requireColumn(data, "id", id);
    requireColumn(data, "text", text);
    Dataset<Row> rows =
        data.select(
            data.col(quoted(id)).cast("string").as("id"),
            data.col(quoted(text)).cast("string").as("text"));
    Row counts =
        job(
            () ->
                rows.agg(
                        functions.count(functions.lit(1)),
                        functions.count(rows.col("id")),
                        functions.count(rows.col("text")))
                    .first());
    long count = counts.getLong(0);
    if (count == 0) {
      throw new InvalidInputException("the data set has no row; a pool needs texts");
    }
    requireAll(id, count - counts.getLong(1), count);
    requireNoNullText(rows, text, count - counts.getLong(2), count);
    requireDistinct(rows, id);
    return new SparkTexts(rows, count);
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  private static void requireColumn(Dataset<Row> data, String role, String column) {
    List<String> columns = List.of(data.columns());
    if (!columns.contains(column)) {
      throw new InvalidInputException(
          "the data set has no column '"
              + column
              + "' for the "
              + role
              + "; its columns are "
              + columns);
    }
    String type = data.schema().apply(data.schema().fieldIndex(column)).dataType().typeName();
    boolean number = Set.of("byte", "short", "integer", "long").contains(type);
    if (!type.equals("string") && !(role.equals("id") && number)) {
      throw new InvalidInputException(
          "column '"
              + column
              + "' must hold "
              + (role.equals("id") ? "strings or whole numbers" : "strings")
              + ", found "
              + type);
    }
  }

  private static void requireAll(String id, long nulls, long count) {
    if (nulls > 0) {
      throw new InvalidInputException(
          "each row needs an id: column '"
              + id
              + "' is null in "
              + nulls
              + " of "
              + count
              + " rows; leave them out, or number them");
    }
  }

  private static void requireNoNullText(Dataset<Row> rows, String text, long nulls, long count) {
    if (nulls > 0) {
      String first =
          job(
              () ->
                  rows.filter(rows.col("text").isNull())
                      .agg(functions.min(rows.col("id")))
                      .first()
                      .getString(0));
      throw new InvalidInputException(
          "each row needs a text: column '"
              + text
              + "' is null in "
              + nulls
              + " of "
              + count
              + " rows, the first by id '"
              + first
              + "'; filter them out");
    }
  }

  private static void requireDistinct(Dataset<Row> rows, String id) {
    Dataset<Row> twice = rows.groupBy("id").count().filter("count > 1").orderBy("id").limit(NAMED);
    List<Row> found = job(twice::collectAsList);
    if (!found.isEmpty()) {
      throw new InvalidInputException(
          "ids must differ: in column '"
              + id
              + "' "
              + found.stream()
                  .map(row -> "'" + row.getString(0) + "' occurs " + row.getLong(1) + " times")
                  .reduce((a, b) -> a + ", " + b)
                  .orElse("")
              + "; labels are kept by id");
    }
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** All ids, in order, read once and kept in the driver's memory. */
  public synchronized List<String> ids() {
    List<String> sorted = ids;
    if (sorted == null) {
      sorted = new ArrayList<>(job(() -> rows.select("id").as(Encoders.STRING()).collectAsList()));
      sorted.sort(null);
      ids = Collections.unmodifiableList(sorted);
    }
    return sorted;
  }

  /**
   * Texts by id; one pass over the data set.
   *
   * @throws InvalidInputException if one is not there
   */
  public Map<String, String> texts(Collection<String> ids) {
    Map<String, String> texts = new HashMap<>();
    Set<String> wanted = new TreeSet<>(ids);
    if (wanted.isEmpty()) {
      return texts;
    }
    Broadcast<IdFilter> filter = context().broadcast(IdFilter.only(wanted));
    try {
      FilterFunction<Row> passes = row -> filter.value().passes(row.getString(0));
      for (Row row : job(() -> rows.filter(passes).collectAsList())) {
        texts.put(row.getString(0), row.getString(1));
      }
    } finally {
      SparkFailure.destroy(filter);
    }
    wanted.removeAll(texts.keySet());
    if (!wanted.isEmpty()) {
      throw new InvalidInputException(
          wanted.size()
              + " texts are not in the data set, the first by id '"
              + wanted.iterator().next()
              + "'; it must be the one that the pool was made of");
    }
    return texts;
  }

  private static <T> T job(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Exception e) { // Spark throws what it does not declare
      throw SparkFailure.of(e);
    }
  }

  Dataset<Row> rows() {
    return rows;
  }

  JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
  }
}
