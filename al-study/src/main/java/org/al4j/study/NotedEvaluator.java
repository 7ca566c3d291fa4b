package org.al4j.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;

/** Measures on a test part, and notes what was predicted in the same pass. */
record NotedEvaluator<A extends Annotation>(
    List<Labelled<A>> test, Evaluator<A> evaluator, RunNotes<A> notes) implements Evaluator<A> {
  static <A extends Annotation> NotedEvaluator<A> of(Task<A> task, RunNotes<A> notes) {
    return new NotedEvaluator<>(task.test(), task.evaluator(), notes);
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
  public Map<String, Double> evaluate(SuccessorModel<A> model, LabelSpace labels) {
    Overheard<A> overheard = new Overheard<>(model, new ArrayList<>());
    Map<String, Double> scores = evaluator.evaluate(overheard, labels);
    notes.tested(test, overheard.said);
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
  private record Overheard<A extends Annotation>(SuccessorModel<A> model, List<A> said)
      implements SuccessorModel<A> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
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
