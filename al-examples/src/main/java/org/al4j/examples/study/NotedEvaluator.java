package org.al4j.examples.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.metrics.ClassificationEvaluator;

/** Measures on a test part, and notes what was predicted in the same pass. */
record NotedEvaluator(
    List<Labelled<ClassLabel>> test, Evaluator<ClassLabel> evaluator, RunNotes notes)
    implements Evaluator<ClassLabel> {
  static NotedEvaluator of(List<Labelled<ClassLabel>> test, RunNotes notes) {
    return new NotedEvaluator(test, ClassificationEvaluator.of(test), notes);
  }

  @Override
  public Map<String, String> settings() {
    return evaluator.settings();
  }

  @Override
  public String describe() {
    return evaluator.describe();
  }

  @Override
  public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
    Overheard overheard = new Overheard(model, new ArrayList<>());
    Map<String, Double> scores = evaluator.evaluate(overheard, labels);
    notes.confusion(test, overheard.said);
    return scores;
  }

  @Override
  public Optional<byte[]> state() {
    return evaluator.state();
  }

  @Override
  public void recorded() {
    evaluator.recorded();
  }

  @Override
  public void restore(byte[] state) {
    evaluator.restore(state);
  }

  /** A model whose predictions are kept as they pass. */
  private record Overheard(SuccessorModel<ClassLabel> model, List<ClassLabel> said)
      implements SuccessorModel<ClassLabel> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      model.predict(
          xs,
          prediction -> {
            said.add(prediction.annotation());
            sink.accept(prediction);
          });
    }

    @Override
    public void save(Path dir) throws IOException {
      model.save(dir);
    }

    /** Does nothing: the model is closed by its owner. */
    @Override
    public void close() {}
  }
}
