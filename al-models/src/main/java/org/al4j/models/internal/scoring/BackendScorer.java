package org.al4j.models.internal.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Workers;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.SequenceScorer;
import org.al4j.models.scoring.TokenBatch;

/**
 * Runs sequences through a backend: batches those of similar length, lets threads take batches from
 * one queue, and says where the sequences stood.
 */
final class BackendScorer implements AutoCloseable {
  private static final int MAX_BATCH = 128;
  private static final int MAX_TOKENS = 1024;
  private static final int STEP = 8;

  private final SequenceScorer scorer;
  private final int positions;

  /** What is done with the results of a batch, on any thread. */
  interface Sink {
    /**
     * Takes results.
     *
     * @param positions where the batch's sequences stood
     * @param length tokens of each with padding
     */
    void accept(int[] positions, int length, Map<String, float[]> results);
  }

  private BackendScorer(SequenceScorer scorer, int positions) {
    this.scorer = scorer;
    this.positions = positions;
  }

  /**
   * Opens a model.
   *
   * @param positions that it has, which no padded sequence may be longer than
   */
  static BackendScorer open(ScoringBackend backend, ScoredModel model, int positions) {
    return new BackendScorer(backend.open(model), positions);
  }

  /** Hands over the results of all sequences. */
  void score(List<Sequence> sequences, Set<String> outputs, Sink sink) {
    List<int[]> batches = batches(sequences);
    AtomicInteger next = new AtomicInteger();
    Runnable lane =
        () -> {
          for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
            TokenBatch batch = batch(sequences, batches.get(i));
            sink.accept(batches.get(i), batch.length(), scorer.score(batch, outputs));
          }
        };
    int lanes = Math.min(Workers.count(), batches.size());
    Workers.all(IntStream.range(0, lanes).mapToObj(i -> lane).toList());
  }

  /** Long ones first, as the last batch should be a short one. */
  private List<int[]> batches(List<Sequence> sequences) {
    List<Integer> order =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -sequences.get(i).length()))
            .toList();
    List<int[]> batches = new ArrayList<>();
    int from = 0;
    while (from < order.size()) {
      int length = padded(sequences.get(order.get(from)).length());
      int size = Math.max(1, Math.min(MAX_BATCH, MAX_TOKENS / length));
      int to = Math.min(order.size(), from + size);
      batches.add(order.subList(from, to).stream().mapToInt(i -> i).toArray());
      from = to;
    }
    return batches;
  }

  /** Few lengths, so that few shapes are met. */
  private int padded(int length) {
    return Math.min(positions, (length + STEP - 1) / STEP * STEP);
  }

  private TokenBatch batch(List<Sequence> sequences, int[] positions) {
    int length = padded(sequences.get(positions[0]).length());
    int size = positions.length;
    TokenBatch batch =
        new TokenBatch(
            size,
            length,
            new long[size * length],
            new long[size * length],
            new long[size * length]);
    for (int i = 0; i < size; i++) {
      Sequence sequence = sequences.get(positions[i]);
      int[] types = sequence.types();
      for (int k = 0; k < sequence.length(); k++) {
        batch.ids()[i * length + k] = sequence.ids()[k];
        batch.mask()[i * length + k] = 1;
        batch.types()[i * length + k] = types == null ? 0 : types[k];
      }
    }
    return batch;
  }

  @Override
  public void close() {
    scorer.close();
  }
}
