package org.al4j.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.settings.Settings;
import org.al4j.core.tags.WordRule;

/**
 * A real but tiny tagger: each word has the tags that it was seen with, each a little possible.
 * Fits in a millisecond, is deterministic, and does not look at a word's neighbours.
 */
public final class CountingTagger implements Learner<TagSequence, CountingTagger.Model> {
  private static final Set<Output> OFFERS =
      Set.of(Output.TOKEN_LOG_PROBABILITIES, Output.SEQUENCE_LOG_LIKELIHOOD, Output.EMBEDDING);
  private static final int FEATURES = 16;
  private static final int BLOCK = 16;
  private static final double SMOOTHING = 0.1;

  /** Nothing learnt yet. */
  public CountingTagger() {}

  @Override
  public String describe() {
    return "counting tagger";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("CountingTagger").toMap();
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public Model fit(List<Labelled<TagSequence>> labelled, FitContext<TagSequence, Model> context) {
    if (labelled.isEmpty()) {
      throw new IllegalArgumentException("at least one labelled instance is needed to train");
    }
    int outside = context.labels().index("O");
    Map<String, double[]> counts = new TreeMap<>();
    for (Labelled<TagSequence> item : labelled) {
      List<String> words = item.instance().words();
      for (int w = 0; w < words.size(); w++) {
        counts
            .computeIfAbsent(words.get(w), word -> new double[context.labels().size()])[
            context.labels().index(item.annotation().tags().get(w))]++;
      }
    }
    return new Model(counts, context.labels(), outside);
  }

  /** What it trains. */
  public static final class Model implements ActiveModel<TagSequence> {
    private final Map<String, double[]> counts;
    private final LabelSpace labels;
    private final int outside;

    Model(Map<String, double[]> counts, LabelSpace labels, int outside) {
      this.counts = counts;
      this.labels = labels;
      this.outside = outside;
    }

    @Override
    public Class<TagSequence> kind() {
      return TagSequence.class;
    }

    @Override
    public LabelSpace labels() {
      return labels;
    }

    @Override
    public Set<Output> offers() {
      return OFFERS;
    }

    /** Of a word's tags; those of an unknown word lean to O. */
    private double[] probabilities(String word) {
      double[] p = counts.getOrDefault(word, new double[labels.size()]).clone();
      p[outside] += SMOOTHING;
      double sum = 0;
      for (int c = 0; c < p.length; c++) {
        p[c] += SMOOTHING;
        sum += p[c];
      }
      for (int c = 0; c < p.length; c++) {
        p[c] /= sum;
      }
      return p;
    }

    /** Those of a text without given words are cut. */
    private static List<String> words(Instance x) {
      List<String> cut = x.words().isEmpty() ? WordRule.cut(x.text()).words(x.text()) : x.words();
      return cut.isEmpty() && !x.text().isBlank() ? List.of(x.text()) : cut;
    }

    private double[][] probabilities(Instance x) {
      return words(x).stream().map(this::probabilities).toArray(double[][]::new);
    }

    private static int best(double[] p) {
      int best = 0;
      for (int c = 1; c < p.length; c++) {
        best = p[c] > p[best] ? c : best;
      }
      return best;
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<TagSequence>> sink) {
      for (Instance x : xs) {
        double[][] p = probabilities(x);
        List<String> tags = new ArrayList<>();
        for (double[] word : p) {
          tags.add(labels.name(best(word)));
        }
        sink.accept(new Prediction<>(x, new TagSequence(tags), new Confidence.Words(p)));
      }
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      if (!OFFERS.containsAll(wanted)) {
        throw new IllegalArgumentException("offered: " + OFFERS + ", wanted: " + wanted);
      }
      InstanceBlocks.forEach(
          xs,
          BLOCK,
          (block, first) -> {
            Map<Output, FloatTable> tables = new HashMap<>();
            wanted.forEach(output -> tables.put(output, table(output, block)));
            try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
              sink.accept(outputs);
            }
          });
    }

    private FloatTable table(Output output, List<Instance> block) {
      int n = block.size();
      int classes = labels.size();
      int longest = Math.max(1, block.stream().mapToInt(x -> words(x).size()).max().orElse(1));
      float[] words = new float[n * longest * classes];
      Arrays.fill(words, Float.NaN);
      float[] sequences = new float[n];
      float[] features = new float[n * FEATURES];
      for (int i = 0; i < n; i++) {
        double[][] p = probabilities(block.get(i));
        for (int w = 0; w < p.length; w++) {
          sequences[i] += (float) Math.log(p[w][best(p[w])]);
          for (int c = 0; c < classes; c++) {
            words[(i * longest + w) * classes + c] = (float) Math.log(p[w][c]);
          }
          String word = words(block.get(i)).get(w);
          features[i * FEATURES + Math.floorMod(word.hashCode(), FEATURES)]++;
        }
      }
      return switch (output.name()) {
        case "TOKEN_LOG_PROBABILITIES" -> new FloatTable(words, new long[] {n, longest, classes});
        case "SEQUENCE_LOG_LIKELIHOOD" -> FloatTable.vector(sequences);
        default -> FloatTable.matrix(features, n, FEATURES);
      };
    }

    @Override
    public void save(Path dir) throws IOException {
      Files.createDirectories(dir);
      StringBuilder text = new StringBuilder(labels.names().toString()).append('\n');
      counts.forEach(
          (word, row) -> text.append(word).append(' ').append(Arrays.toString(row)).append('\n'));
      Files.writeString(dir.resolve("counts.txt"), text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
  }
}
