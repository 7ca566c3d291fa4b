package org.al4j.server.insight;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;

/** Predictions that were made already, in the form of a model, for evaluators. */
final class GivenPredictions<A extends Annotation> implements SuccessorModel<A> {
  private final Map<String, Prediction<A>> byId = new HashMap<>();

  GivenPredictions(List<Prediction<A>> predictions) {
    predictions.forEach(one -> byId.put(one.instance().id(), one));
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    for (Instance one : xs) {
      sink.accept(Objects.requireNonNull(byId.get(one.id()), one.id()));
    }
  }

  @Override
  public void save(Path dir) {
    throw new UnsupportedOperationException("these are predictions, no model");
  }

  @Override
  public void close() {}
}
