package org.al4j.spark;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Utility;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.ScoringBackends;
import org.al4j.strategies.Strategies;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;

/**
 * Scores texts that lie in Spark with a model as it is now: its files are broadcast once, each JVM
 * of an executor opens it once, and only ids and numbers come back. What comes out does not depend
 * on partitions, on the order of rows, or on tasks that were done again, but for a network's last
 * digits, and for backends of integers, whose batches have one scale each.
 *
 * <p><b>Memory</b> of an executor: the model and its activations for a window of texts lie outside
 * the heap ({@code spark.executor.memoryOverhead}), its files in it, with ONNX Runtime three times
 * while it is opened. Of the driver: what comes back, twice while it is put in order; Spark refuses
 * more than {@code spark.driver.maxResultSize}.
 *
 * <p><b>Departures</b>: dropout passes are not sent, since their seed and number are not saved with
 * a model; texts that are too long are cut. Members of a committee are.
 */
public final class SparkScorer implements AutoCloseable {
  private final JavaSparkContext context;
  private final SparkScoring scoring;
  private final Broadcast<ShippedModel> shipped;
  private final Set<Output> offers;
  private final boolean drops;
  private boolean closed;

  private SparkScorer(JavaSparkContext context, ActiveModel<?> model, SparkScoring scoring) {
    requireScored(model, scoring.backend());
    this.context = context;
    this.scoring = scoring;
    this.offers = model.offers();
    this.drops = model instanceof BackendScored;
    this.shipped = context.broadcast(ShippedModel.of(model));
  }

  /**
   * Makes one; the model may be closed or trained on afterwards.
   *
   * @throws InvalidInputException if the backend cannot compute it
   */
  public static SparkScorer of(SparkTexts texts, ActiveModel<?> model, SparkScoring scoring) {
    return new SparkScorer(texts.context(), model, scoring);
  }

  private static void requireScored(ActiveModel<?> model, String backend) {
    if (!backend.equals(ScoringBackends.ENGINE) && !(model instanceof BackendScored)) {
      throw new InvalidInputException(
          "'"
              + backend
              + "' scores transformers and their taggers, found "
              + model.getClass().getSimpleName()
              + "; leave it to the engine");
    }
  }

  /**
   * The texts with the largest utility, of equals the smaller id. Each partition sends its best
   * alone.
   *
   * @param without ids that are not looked at, such as what is labelled
   * @param strategy a pointwise strategy by its name, {@code least-confidence}
   * @param count at most so many
   */
  public List<ScoredId> query(SparkTexts texts, Set<String> without, String strategy, int count) {
    if (count < 1) {
      throw new InvalidInputException("a query must have at least 1 text, found " + count);
    }
    Utility utility = Strategies.utility(strategy);
    requireOffered(utility.needs());
    RowScores scores = RowScores.of(List.of(), List.of(strategy));
    List<ScoredId> best = new ArrayList<>();
    run(
        texts,
        IdFilter.without(without),
        scores,
        count,
        chunk -> {
          float[] parts = chunk.rows().getOrDefault(strategy, new float[0]);
          for (int i = 0; i < chunk.ids().length; i++) {
            best.add(new ScoredId(chunk.ids()[i], RowScores.joined(parts, i * RowScores.PARTS)));
          }
        });
    best.sort(ScoredId.BEST_FIRST);
    return List.copyOf(best.subList(0, Math.min(count, best.size())));
  }

  private void requireOffered(Set<Output> needs) {
    if (drops && needs.stream().anyMatch(one -> one.axes().contains(Output.Axis.MEMBERS))) {
      throw new InvalidInputException(
          "dropout passes are not sent to executors, found a strategy that needs "
              + needs
              + "; use a committee, or another strategy");
    }
    if (!offers.containsAll(needs)) {
      throw new InvalidInputException(
          "the model offers " + offers + ", but the strategy needs " + needs);
    }
  }

  /**
   * Rows of texts at their places.
   *
   * @param places of the ids
   * @param all by output or utility, {@code [size, width]} in c-order; receives the rows
   * @param size above all places
   */
  void rows(
      SparkTexts texts,
      RowScores scores,
      Map<String, Integer> places,
      Map<String, float[]> all,
      int size) {
    requireOffered(scores.needs());
    IdFilter filter = filter(texts, places.keySet());
    BitSet seen = new BitSet(size);
    run(
        texts,
        filter,
        scores,
        0,
        chunk -> {
          for (int i = 0; i < chunk.ids().length; i++) {
            Integer place = places.get(chunk.ids()[i]);
            if (place == null || seen.get(place)) {
              throw changed(chunk.ids()[i], place == null ? "is new in it" : "occurs twice in it");
            }
            seen.set(place);
            put(chunk, i, all, place, size);
          }
        });
    for (Map.Entry<String, Integer> entry : places.entrySet()) {
      if (!seen.get(entry.getValue())) {
        throw changed(entry.getKey(), "is missing in it");
      }
    }
  }

  /** What is named is broadcast: the wanted, or the others where these are fewer. */
  private static IdFilter filter(SparkTexts texts, Set<String> wanted) {
    if (2L * wanted.size() < texts.count()) {
      return IdFilter.only(wanted);
    }
    Set<String> others = new HashSet<>(texts.ids());
    others.removeAll(wanted);
    return IdFilter.without(others);
  }

  private static void put(
      ScoredChunk chunk, int row, Map<String, float[]> all, int place, int size) {
    chunk
        .rows()
        .forEach(
            (name, values) ->
                RowScores.put(
                    values, values.length / chunk.ids().length, row, all, name, place, size));
  }

  private static InvalidInputException changed(String id, String how) {
    return new InvalidInputException(
        "the data set must stay what it was when the pool was made of it: '" + id + "' " + how);
  }

  private void run(
      SparkTexts texts, IdFilter filter, RowScores scores, int top, Consumer<ScoredChunk> sink) {
    Broadcast<IdFilter> ids = context.broadcast(filter);
    try {
      ScoreTask task = new ScoreTask(shipped, ids, scores, scoring, top);
      List<byte[]> results = texts.rows().mapPartitions(task, Encoders.BINARY()).collectAsList();
      Set<String> ways = new TreeSet<>();
      for (byte[] one : results) {
        ScoredChunk chunk = ScoredChunk.of(one);
        ways.add(chunk.how());
        requireOneWay(ways);
        sink.accept(chunk);
      }
    } catch (Exception e) { // Spark throws what it does not declare
      throw SparkFailure.of(e);
    } finally {
      SparkFailure.destroy(ids);
    }
  }

  static void requireOneWay(Set<String> ways) {
    if (ways.size() > 1) {
      throw new InvalidInputException(
          "executors must compute alike, or one text would be chosen by other numbers than the"
              + " next; they compute "
              + String.join(" and ", new TreeSet<>(ways))
              + ": use a backend that is the same on all processors, "
              + ScoringBackends.ENGINE
              + ", onnx or onnx-int7");
    }
  }

  /** Frees what executors keep of the model's files. Safe to call twice. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      SparkFailure.destroy(shipped);
    }
  }
}
