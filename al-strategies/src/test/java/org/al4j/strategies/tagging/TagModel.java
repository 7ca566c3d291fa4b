package org.al4j.strategies.tagging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.query.Utility;

/** A model of tags that says what it was told of each sentence. Blocks of 3, padded. */
final class TagModel implements AcquisitionModel {
  private static final int BLOCK = 3;
  private final Map<String, float[][][]> members = new TreeMap<>(); // by id, [m][w][C]
  private final Map<String, float[]> best = new HashMap<>(); // by id, [k]
  private final Map<String, Float> likelihoods = new HashMap<>();

  /** The log-probabilities of each member, the first of whom is the model, {@code [m][w][C]}. */
  TagModel put(String id, float[][]... logs) {
    members.put(id, logs);
    double sum = 0;
    for (float[] word : logs[0]) {
      sum += WordRows.largest(word, 0, word.length);
    }
    return likelihood(id, sum);
  }

  /** In place of the product of the words' largest probabilities. */
  TagModel likelihood(String id, double log) {
    likelihoods.put(id, (float) log);
    return this;
  }

  TagModel best(String id, double... probabilities) {
    float[] logs = new float[probabilities.length];
    for (int j = 0; j < logs.length; j++) {
      logs[j] = (float) Math.log(probabilities[j]);
    }
    best.put(id, logs);
    return this;
  }

  static float[][] logs(double[]... words) {
    float[][] logs = new float[words.length][];
    for (int w = 0; w < words.length; w++) {
      logs[w] = new float[words[w].length];
      for (int k = 0; k < logs[w].length; k++) {
        logs[w][k] = (float) Math.log(words[w][k]);
      }
    }
    return logs;
  }

  Pool<TagSequence> pool() {
    List<Instance> all = new ArrayList<>();
    members.forEach(
        (id, logs) -> all.add(Instance.ofWords(id, Collections.nCopies(logs[0].length, "word"))));
    return Pool.unlabelled(all);
  }

  Selection select(QueryStrategy strategy, Budget budget) {
    Pool<TagSequence> pool = pool();
    QueryContext context =
        new QueryContext(1, new SplittableRandom(1), pool, LabelSpace.of("O", "B-A", "I-A"));
    return strategy.select(this, Candidates.all(pool), budget, context);
  }

  /** By id. */
  Map<String, Double> utilities(Utility utility) {
    Map<String, Double> all = new TreeMap<>();
    forward(
        pool().corpus(),
        utility.needs(),
        block -> {
          double[] out = new double[block.size()];
          utility.score(block, out);
          for (int i = 0; i < out.length; i++) {
            all.put(block.instances().get(i).id(), out[i]);
          }
        });
    return all;
  }

  @Override
  public Set<Output> offers() {
    return Set.of(
        Output.TOKEN_LOG_PROBABILITIES,
        Output.SEQUENCE_LOG_LIKELIHOOD,
        Output.MEMBER_TOKEN_LOG_PROBABILITIES,
        Output.BEST_SEQUENCE_LOG_LIKELIHOODS);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    List<Instance> all = new ArrayList<>();
    xs.forEach(all::add);
    for (int start = 0; start < all.size(); start += BLOCK) {
      List<Instance> block = all.subList(start, Math.min(all.size(), start + BLOCK));
      Map<Output, FloatTable> tables = new HashMap<>();
      wanted.forEach(output -> tables.put(output, table(output, block)));
      try (Outputs outputs = Outputs.ofTables(start, block, tables)) {
        sink.accept(outputs);
      }
    }
  }

  private FloatTable table(Output output, List<Instance> block) {
    int n = block.size();
    if (output.equals(Output.SEQUENCE_LOG_LIKELIHOOD)) {
      float[] row = new float[n];
      for (int i = 0; i < n; i++) {
        row[i] = likelihoods.get(block.get(i).id());
      }
      return new FloatTable(row, new long[] {n});
    }
    if (output.equals(Output.BEST_SEQUENCE_LOG_LIKELIHOODS)) {
      int k = best.values().stream().mapToInt(logs -> logs.length).max().orElse(1);
      float[] rows = new float[n * k];
      Arrays.fill(rows, Float.NaN);
      for (int i = 0; i < n; i++) {
        float[] row = best.get(block.get(i).id());
        System.arraycopy(row, 0, rows, i * k, row.length);
      }
      return new FloatTable(rows, new long[] {n, k});
    }
    boolean one = output.equals(Output.TOKEN_LOG_PROBABILITIES);
    float[][][] first = members.get(block.get(0).id());
    int m = one ? 1 : first.length;
    int longest = block.stream().mapToInt(x -> x.words().size()).max().orElse(0);
    int tags = first[0][0].length;
    float[] flat = new float[m * n * longest * tags];
    Arrays.fill(flat, Float.NaN);
    for (int c = 0; c < m; c++) {
      for (int i = 0; i < n; i++) {
        float[][] words = members.get(block.get(i).id())[c];
        for (int w = 0; w < words.length; w++) {
          System.arraycopy(words[w], 0, flat, ((c * n + i) * longest + w) * tags, tags);
        }
      }
    }
    return new FloatTable(
        flat, one ? new long[] {n, longest, tags} : new long[] {m, n, longest, tags});
  }

  @Override
  public void close() {}
}
