package org.al4j.study.share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;

/** A run's hold on a shared model, which can do what the model can. */
class SharedModel<A extends Annotation> implements ActiveModel<A>, TextReader {
  private final Shared<A> shared;
  private boolean closed;

  private SharedModel(Shared<A> shared) {
    this.shared = shared;
  }

  /** One more hold. */
  static <A extends Annotation> SharedModel<A> of(Shared<A> shared) {
    shared.hold();
    return shared.model() instanceof InfluenceModel<?>
        ? new Influential<>(shared)
        : new SharedModel<>(shared);
  }

  /** The model itself, while this is open. */
  final synchronized ActiveModel<A> model() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    return shared.model();
  }

  @Override
  public Class<A> kind() {
    return shared.model().kind();
  }

  @Override
  public LabelSpace labels() {
    return shared.model().labels();
  }

  @Override
  public Set<Output> offers() {
    return shared.model().offers();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    model().forward(xs, wanted, sink);
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    model().predict(xs, sink);
  }

  @Override
  public void save(Path dir) throws IOException {
    model().save(dir);
  }

  @Override
  public TextsRead textsRead() {
    return TextReader.of(shared.model());
  }

  @Override
  public final synchronized void close() {
    if (!closed) {
      closed = true;
      shared.release();
    }
  }

  private static final class Influential<A extends Annotation> extends SharedModel<A>
      implements InfluenceModel<A> {
    Influential(Shared<A> shared) {
      super(shared);
    }

    @Override
    @SuppressWarnings("unchecked") // a model knows annotations of its own kind only
    public double[] selfInfluence(List<Labelled<A>> examples) {
      return ((InfluenceModel<A>) model()).selfInfluence(examples);
    }
  }
}
