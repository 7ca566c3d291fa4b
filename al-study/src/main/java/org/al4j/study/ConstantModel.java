package org.al4j.study;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;

/** Says the same of every text: what a learner has to do better than. */
record ConstantModel<A extends Annotation>(A answer) implements SuccessorModel<A> {
  /** The main score of an answer on a task's test part. */
  static <A extends Annotation> double score(Task<A> task, A answer) {
    return task.evaluator()
        .evaluate(new ConstantModel<>(answer), task.labels())
        .getOrDefault(task.score().name(), Double.NaN);
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    xs.forEach(x -> sink.accept(new Prediction<>(x, answer, Confidence.NONE)));
  }

  @Override
  public void save(Path dir) {
    throw new UnsupportedOperationException("a constant answer is not saved");
  }

  @Override
  public void close() {}
}
