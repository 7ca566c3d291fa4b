package org.al4j.strategies.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;

/** Tags by counting those that each word had; its embedding counts words. */
public final class WordTagger implements Learner<TagSequence, WordTagger.Model> {
  private static final Set<Output> OFFERS =
      Set.of(Output.TOKEN_LOG_PROBABILITIES, Output.SEQUENCE_LOG_LIKELIHOOD, Output.EMBEDDING);
  private static final int FEATURES = 16;

  /** Sentences that went through its models' forward passes. */
  public int forwarded;

  @Override
  public String describe() {
    return "words";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("name", "WordTagger");
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public Model fit(List<Labelled<TagSequence>> labelled, FitContext<TagSequence, Model> context) {
    Map<String, double[]> counts = new HashMap<>();
    for (Labelled<TagSequence> item : labelled) {
      for (int w = 0; w < item.instance().words().size(); w++) {
        counts
            .computeIfAbsent(
                item.instance().words().get(w), any -> new double[context.labels().size()])[
            context.labels().index(item.annotation().tags().get(w))]++;
      }
    }
    return new Model(this, counts, context.labels());
  }

  /** What it trains. */
  public record Model(WordTagger learner, Map<String, double[]> counts, LabelSpace labels)
      implements ActiveModel<TagSequence> {
    @Override
    public Class<TagSequence> kind() {
      return TagSequence.class;
    }

    /** Of the tags of a word, {@code [C]}. */
    public double[] probabilities(String word) {
      double[] p = counts.getOrDefault(word, new double[labels.size()]).clone();
      double sum = Arrays.stream(p).sum() + 0.5 + 0.1 * p.length;
      for (int k = 0; k < p.length; k++) {
        p[k] = (p[k] + 0.1 + (k == 0 ? 0.5 : 0)) / sum;
      }
      return p;
    }

    private static int best(double[] p) {
      int best = 0;
      for (int k = 1; k < p.length; k++) {
        best = p[k] > p[best] ? k : best;
      }
      return best;
    }

    @Override
    public Set<Output> offers() {
      return OFFERS;
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      int first = 0;
      for (Instance x : xs) {
        Map<Output, FloatTable> tables = new HashMap<>();
        wanted.forEach(output -> tables.put(output, table(output, x)));
        learner.forwarded++;
        try (Outputs block = Outputs.ofTables(first++, List.of(x), tables)) {
          sink.accept(block);
        }
      }
    }

    private FloatTable table(Output output, Instance x) {
      int tags = labels.size();
      int words = x.words().size();
      float[] logs = new float[words * tags];
      float[] features = new float[FEATURES];
      double likelihood = 0;
      for (int w = 0; w < words; w++) {
        double[] p = probabilities(x.words().get(w));
        for (int k = 0; k < tags; k++) {
          logs[w * tags + k] = (float) Math.log(p[k]);
        }
        likelihood += Math.log(p[best(p)]);
        features[Math.floorMod(x.words().get(w).hashCode(), FEATURES)]++;
      }
      return switch (output.name()) {
        case "EMBEDDING" -> FloatTable.matrix(features, 1, FEATURES);
        case "SEQUENCE_LOG_LIKELIHOOD" ->
            new FloatTable(new float[] {(float) likelihood}, new long[] {1});
        default -> new FloatTable(logs, new long[] {1, words, tags});
      };
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<TagSequence>> sink) {
      for (Instance x : xs) {
        List<String> tags = new ArrayList<>();
        double[][] p = new double[x.words().size()][];
        for (int w = 0; w < p.length; w++) {
          p[w] = probabilities(x.words().get(w));
          tags.add(labels.name(best(p[w])));
        }
        sink.accept(new Prediction<>(x, new TagSequence(tags), new Confidence.Words(p)));
      }
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException("not saved");
    }

    @Override
    public void close() {}
  }
}
