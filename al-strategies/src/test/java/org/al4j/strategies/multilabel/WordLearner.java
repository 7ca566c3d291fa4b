package org.al4j.strategies.multilabel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;

/**
 * Label sets by counting: a class is as probable as it is, at most, among the labelled texts with
 * one of the text's words.
 */
final class WordLearner implements Learner<LabelSet, WordLearner.WordModel> {
  @Override
  public String describe() {
    return "words";
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.INDEPENDENT_PROBABILITIES);
  }

  @Override
  public WordModel fit(List<Labelled<LabelSet>> labelled, FitContext<LabelSet, WordModel> context) {
    Map<String, double[]> counts = new HashMap<>(); // by class, then all texts with the word
    int classes = context.labels().size();
    for (Labelled<LabelSet> item : labelled) {
      for (String word : new TreeSet<>(List.of(item.instance().text().split(" ")))) {
        double[] count = counts.computeIfAbsent(word, any -> new double[classes + 1]);
        count[classes]++;
        item.annotation().names().forEach(name -> count[context.labels().index(name)]++);
      }
    }
    return new WordModel(counts, context.labels());
  }

  /** What it trains. */
  record WordModel(Map<String, double[]> counts, LabelSpace labels)
      implements ActiveModel<LabelSet> {
    @Override
    public Class<LabelSet> kind() {
      return LabelSet.class;
    }

    private float[] probabilities(Instance instance) {
      float[] p = new float[labels.size()];
      for (String word : instance.text().split(" ")) {
        double[] count = counts.get(word);
        for (int k = 0; count != null && k < p.length; k++) {
          p[k] = (float) Math.max(p[k], (count[k] + 0.2) / (count[p.length] + 1));
        }
      }
      return p;
    }

    @Override
    public Set<Output> offers() {
      return Set.of(Output.INDEPENDENT_PROBABILITIES);
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      int first = 0;
      for (Instance instance : xs) {
        FloatTable table = FloatTable.matrix(probabilities(instance), 1, labels.size());
        try (Outputs block =
            Outputs.ofTables(
                first++, List.of(instance), Map.of(Output.INDEPENDENT_PROBABILITIES, table))) {
          sink.accept(block);
        }
      }
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<LabelSet>> sink) {
      for (Instance instance : xs) {
        float[] p = probabilities(instance);
        List<String> names = new ArrayList<>();
        double[] said = new double[p.length];
        for (int k = 0; k < p.length; k++) {
          said[k] = p[k];
          if (p[k] > 0.5) {
            names.add(labels.name(k));
          }
        }
        sink.accept(new Prediction<>(instance, new LabelSet(names), said));
      }
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException("counts are not saved");
    }

    @Override
    public void close() {}
  }
}
