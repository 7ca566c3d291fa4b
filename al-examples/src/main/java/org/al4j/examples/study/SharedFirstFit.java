package org.al4j.examples.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.jspecify.annotations.Nullable;

/**
 * A learner that trains the first model of a seed once for all strategies. They start from the same
 * seed and the same initial texts, and a learner gives equal models for equal arguments, so the
 * runs are the same as without sharing. Only fits on exactly the initial number of texts are
 * shared; of those, the last is kept.
 *
 * @param <M> the models of the learner behind it
 */
public final class SharedFirstFit<M extends TextClassifier>
    implements Learner<ClassLabel, TextClassifier>, AutoCloseable {
  private record Key(long seed, List<Labelled<ClassLabel>> labelled) {}

  private final Learner<ClassLabel, M> learner;
  private final int initial;
  private @Nullable Key key;
  private @Nullable Shared kept;

  /**
   * Shares fits.
   *
   * @param learner not closed by this
   * @param initial how many labelled texts a shared fit has
   */
  public SharedFirstFit(Learner<ClassLabel, M> learner, int initial) {
    this.learner = learner;
    this.initial = initial;
  }

  @Override
  public String describe() {
    return learner.describe();
  }

  @Override
  public Map<String, String> provenance() {
    return learner.provenance();
  }

  @Override
  public Set<Output> offers() {
    return learner.offers();
  }

  @Override
  public boolean startsWarm() {
    return learner.startsWarm();
  }

  @Override
  public TextClassifier fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TextClassifier> context) {
    if (labelled.size() != initial || context.previous().isPresent()) {
      return train(labelled, context);
    }
    Key wanted = new Key(context.seed(), List.copyOf(labelled));
    Shared shared = kept;
    if (shared == null || !wanted.equals(key)) {
      close();
      shared = new Shared(train(labelled, context));
      kept = shared;
      key = wanted;
    }
    return shared.handle();
  }

  private M train(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TextClassifier> context) {
    return learner.fit(labelled, context.withPrevious(context.previous().map(this::unwrapped)));
  }

  @SuppressWarnings("unchecked") // a previous model was made here, by the learner behind
  private M unwrapped(TextClassifier previous) {
    return (M) (previous instanceof Handle handle ? handle.shared.model : previous);
  }

  /** Lets go of the kept model; it is freed when the last run that uses it lets go too. */
  @Override
  public void close() {
    if (kept != null) {
      kept.release();
      kept = null;
    }
  }

  /** A model and how many hold it, this learner included. */
  private static final class Shared {
    private final TextClassifier model;
    private int holders = 1;

    Shared(TextClassifier model) {
      this.model = model;
    }

    TextClassifier handle() {
      holders++;
      return new Handle(this);
    }

    void release() {
      if (--holders == 0) {
        model.close();
      }
    }
  }

  /** A run's hold on a shared model. */
  private static final class Handle implements TextClassifier {
    private final Shared shared;
    private boolean closed;

    Handle(Shared shared) {
      this.shared = shared;
    }

    @Override
    public Set<Output> offers() {
      return shared.model.offers();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      shared.model.forward(xs, wanted, sink);
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      shared.model.predict(xs, sink);
    }

    @Override
    public void save(Path dir) throws IOException {
      shared.model.save(dir);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        shared.release();
      }
    }
  }
}
