package org.al4j.strategies.plasm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.SoftLearner;

/** Says what it was told of each sentence, and remembers what it was trained on. */
final class FixedTagger implements SoftLearner<TagSequence, FixedTagger.Model> {
  final String name;
  final List<List<Labelled<TagSequence>>> fits = new ArrayList<>();
  List<SoftLabelled<TagSequence>> examples = List.of();
  private final Map<String, TagSequence> tags = new HashMap<>();
  private final Map<String, Confidence> confidences = new HashMap<>();
  private final Map<String, Float> norms = new HashMap<>();

  FixedTagger(String name) {
    this.name = name;
  }

  FixedTagger says(String id, Confidence confidence, String... said) {
    tags.put(id, new TagSequence(List.of(said)));
    confidences.put(id, confidence);
    return this;
  }

  FixedTagger norm(String id, double norm) {
    norms.put(id, (float) norm);
    return this;
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public Set<Output> offers() {
    return Set.of(Output.GRADIENT_NORM);
  }

  @Override
  public Model fit(List<Labelled<TagSequence>> labelled, FitContext<TagSequence, Model> context) {
    fits.add(List.copyOf(labelled));
    return new Model();
  }

  @Override
  public Model fitSoft(
      List<SoftLabelled<TagSequence>> given, FitContext<TagSequence, Model> context) {
    examples = List.copyOf(given);
    return fit(given.stream().map(SoftLabelled::labelled).toList(), context);
  }

  /** What it trains. */
  final class Model implements SuccessorModel<TagSequence>, AcquisitionModel {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<TagSequence>> sink) {
      for (Instance x : xs) {
        sink.accept(new Prediction<>(x, tags.get(x.id()), confidences.get(x.id())));
      }
    }

    @Override
    public Set<Output> offers() {
      return FixedTagger.this.offers();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      int first = 0;
      for (Instance x : xs) {
        FloatTable norm = new FloatTable(new float[] {norms.get(x.id())}, new long[] {1});
        try (Outputs block =
            Outputs.ofTables(first++, List.of(x), Map.of(Output.GRADIENT_NORM, norm))) {
          sink.accept(block);
        }
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
