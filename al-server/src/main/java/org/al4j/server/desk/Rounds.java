package org.al4j.server.desk;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.Round;
import org.al4j.core.model.Prediction;
import org.al4j.core.oracle.Query;
import org.jspecify.annotations.Nullable;

/**
 * Trains and chooses in the background, by one thread: whenever a batch is labelled, the open query
 * is closed and the next one made. People go on with what the last one left meanwhile.
 */
final class Rounds<A extends Annotation> implements AutoCloseable {
  private final ActiveLearning<A> loop;
  private final int batch;
  private final int before;
  private static final int HANDED = 500;

  private final List<Instance> besides;
  private final Map<String, Instance> handed = new LinkedHashMap<>(); // the latest last
  private final Runnable changed;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "al4j-training");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Prediction<A>> suggestions = new ConcurrentHashMap<>();
  private boolean waiting; // for the next query
  private boolean open; // one is with people
  private int judged; // since it is
  private volatile @Nullable String failure;

  /**
   * Rounds of a loop.
   *
   * @param batch how many labels make a round
   * @param before how many texts were labelled before the run
   * @param besides what is labelled besides queries
   * @param changed told when a round has ended or failed
   */
  Rounds(ActiveLearning<A> loop, int batch, int before, List<Instance> besides, Runnable changed) {
    this.loop = loop;
    this.batch = batch;
    this.before = before;
    this.besides = besides;
    this.changed = changed;
  }

  /** Work for the training's thread. */
  void execute(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException e) {
      // the server ends
    }
  }

  /** Makes the next query if none is there and none is being made. */
  void go() {
    synchronized (this) {
      if (waiting || open || executor.isShutdown()) {
        return;
      }
      waiting = true;
    }
    var unused =
        loop.nextAsync(executor)
            .whenComplete(
                (query, thrown) -> arrived(thrown == null ? query : Optional.empty(), thrown));
  }

  private void arrived(Optional<Query> query, @Nullable Throwable thrown) {
    synchronized (this) {
      waiting = false;
      open = query.isPresent();
      judged = 0;
    }
    failure = thrown == null || executor.isShutdown() ? null : String.valueOf(thrown.getMessage());
    query.ifPresent(one -> execute(() -> suggest(one)));
    closeIfDone();
    changed.run();
  }

  private void suggest(Query query) {
    if (loop.history().isEmpty()) {
      return;
    }
    Map<String, Instance> asked = new LinkedHashMap<>();
    besides.forEach(one -> asked.put(one.id(), one));
    query.items().forEach(item -> asked.put(item.instance().id(), item.instance()));
    synchronized (handed) {
      asked.putAll(handed); // of earlier queries too: somebody may have them before him
    }
    try {
      suggestions.keySet().retainAll(asked.keySet());
      loop.successor()
          .predict(List.copyOf(asked.values()), one -> suggestions.put(one.instance().id(), one));
    } catch (IllegalStateException e) {
      // no labels yet, or the server ends: there are no suggestions then
    }
  }

  /** People have these before them now. */
  void hand(List<Instance> texts) {
    synchronized (handed) {
      for (Instance text : texts) {
        handed.remove(text.id());
        handed.put(text.id(), text);
      }
      Iterator<String> oldest = handed.keySet().iterator();
      for (int more = handed.size() - HANDED; more > 0; more--) {
        oldest.next();
        oldest.remove();
      }
    }
  }

  /** What the last model that was asked says of a text that is being asked. */
  Optional<Prediction<A>> suggestion(String id) {
    return Optional.ofNullable(suggestions.get(id));
  }

  /** Answers were recorded. */
  void recorded(Round round) {
    synchronized (this) {
      judged += round.accepted().size();
      open = open && !round.closed();
    }
    closeIfDone();
    go();
  }

  private void closeIfDone() {
    if (isOpen() && fresh() >= batch) {
      close(0);
    }
  }

  /** Ends the open query if that gives somebody who has nothing left something to label. */
  void closeForIdle(int outstanding) {
    if (loop.pool().unlabelledCount() > outstanding) {
      close(1);
    }
  }

  private void close(int leastJudged) {
    synchronized (this) {
      if (!open || judged < leastJudged) {
        return;
      }
      open = false;
    }
    loop.closeRound();
    go();
  }

  /** How many texts were labelled since the last training. */
  int fresh() {
    List<Iteration> history = loop.history();
    int trained = history.isEmpty() ? before : history.get(history.size() - 1).labelled();
    return Math.max(0, loop.pool().labelledCount() - trained);
  }

  synchronized boolean isOpen() {
    return open;
  }

  /** Whether a model is being trained, or the next query chosen. */
  synchronized boolean isWorking() {
    return waiting;
  }

  /** Why the last training failed; empty if it did not. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Ends before the loop does: a training is broken off by that. */
  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** Waits for the thread's end when the loop is closed. */
  void awaitEnd() {
    try {
      executor.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
