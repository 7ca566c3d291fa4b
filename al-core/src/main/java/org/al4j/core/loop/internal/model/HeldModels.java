package org.al4j.core.loop.internal.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SaveMode;
import org.al4j.core.model.SuccessorModel;

/**
 * A round's models, which several threads may use: they are closed by the last of them once they
 * were dropped, so never under anybody's hands.
 */
public final class HeldModels<A extends Annotation> {
  private final LearnerPair.Models<A> models;
  private final SuccessorModel<A> shared = new Shared();
  private int users;
  private boolean dropped;

  HeldModels(LearnerPair.Models<A> models) {
    this.models = models;
  }

  /** The models, for the thread that trains, evaluates and selects: they are open meanwhile. */
  public LearnerPair.Models<A> models() {
    return models;
  }

  /** The successor for the application's threads. */
  public SuccessorModel<A> shared() {
    return shared;
  }

  /** Closes the models, or lets the last who uses them do so. */
  synchronized void drop() {
    dropped = true;
    if (users == 0) {
      models.close();
    }
  }

  private synchronized void enter() {
    if (dropped) {
      throw new IllegalStateException(
          "this model was closed: a later round's took its place, or the loop was closed; ask"
              + " successor() for the model of now");
    }
    users++;
  }

  private synchronized void leave() {
    users--;
    if (dropped && users == 0) {
      models.close();
    }
  }

  /** The loop owns the model: to close this does nothing. */
  private final class Shared implements SuccessorModel<A> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
      enter();
      try {
        models.successor().predict(xs, sink);
      } finally {
        leave();
      }
    }

    @Override
    public void save(Path dir) throws IOException {
      save(dir, SaveMode.NEW);
    }

    @Override
    public void save(Path dir, SaveMode mode) throws IOException {
      enter();
      try {
        models.successor().save(dir, mode);
      } finally {
        leave();
      }
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return models.successor().toString();
    }
  }
}
