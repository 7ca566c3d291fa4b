package org.al4j.spark;

import java.util.HashMap;
import java.util.Map;
import org.al4j.core.model.ActiveModel;
import org.al4j.models.scoring.ScoringBackends;

/**
 * The models that are open in this JVM, one for all tasks: a model a partition would fill the
 * memory. What no task uses is closed when another model is opened, so that an executor which lives
 * for many rounds holds one. Static, since Spark gives tasks nothing else that a JVM shares.
 */
final class ExecutorModels {
  private static final Map<String, Open> OPEN = new HashMap<>();

  private ExecutorModels() {}

  /** An open model and how many tasks use it. */
  private static final class Open {
    private final ShippedModel.Opened opened;
    private final String how;
    private int tasks;

    private Open(ShippedModel.Opened opened, String how) {
      this.opened = opened;
      this.how = how;
    }
  }

  /** A model for the time of a task. */
  static final class Lease implements AutoCloseable {
    private final Open open;
    private boolean closed;

    private Lease(Open open) {
      this.open = open;
    }

    ActiveModel<?> model() {
      return open.opened.model();
    }

    /** In which numbers it computes here; results of executors that differ in it are refused. */
    String how() {
      return open.how;
    }

    @Override
    public void close() {
      synchronized (OPEN) {
        open.tasks -= closed ? 0 : 1;
        closed = true;
      }
    }
  }

  /** Who comes while the model is being opened waits for it. */
  static Lease lease(ShippedModel shipped, String backend) {
    String key = backend + " " + shipped.sha256();
    synchronized (OPEN) {
      Open open = OPEN.get(key);
      if (open == null) {
        closeIdle();
        open = new Open(shipped.open(backend), how(backend));
        OPEN.put(key, open);
      }
      open.tasks++;
      return new Lease(open);
    }
  }

  private static String how(String backend) {
    return backend.equals(ScoringBackends.ENGINE)
        ? ScoringBackends.ENGINE
        : ScoringBackends.named(backend).describe();
  }

  private static void closeIdle() {
    OPEN.values()
        .removeIf(
            one -> {
              if (one.tasks == 0) {
                one.opened.close();
              }
              return one.tasks == 0;
            });
  }

  /** How many are open; for tests. */
  static int open() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }
}
