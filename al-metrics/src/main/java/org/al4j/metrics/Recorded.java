package org.al4j.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;

/** What several models predicted, as if one had. */
record Recorded<A extends Annotation>(List<Prediction<A>> predictions)
    implements SuccessorModel<A> {
  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    predictions.forEach(sink);
  }

  @Override
  public void save(Path dir) {
    throw new UnsupportedOperationException("predictions are no model to save");
  }

  @Override
  public void close() {}
}
