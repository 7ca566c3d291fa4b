package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;

/** A model that counts how often it is closed. */
record Watched(ActiveModel<ClassLabel> model, AtomicInteger closed) implements TextClassifier {
  @Override
  public Set<Output> offers() {
    return model.offers();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    model.forward(xs, wanted, sink);
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    model.predict(xs, sink);
  }

  @Override
  public void save(Path dir) throws IOException {
    model.save(dir);
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    model.close();
  }
}
