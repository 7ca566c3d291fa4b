package org.al4j.models.committee;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitProgress;
import org.jspecify.annotations.Nullable;

/**
 * Trains the members of one committee, a bounded number at once. What a member in training needs
 * beside its weights (gradients, optimiser, activations) is held at most that many times.
 */
final class MemberRun<M extends AcquisitionModel> {
  /** What one member's fit is told. */
  record Task(Consumer<FitProgress> report, BooleanSupplier cancelled) {
    void progress(FitProgress step) {
      report.accept(step);
    }
  }

  /** Trains one member. */
  @FunctionalInterface
  interface Fit<M> {
    M member(int number, Task task);
  }

  private final List<@Nullable M> members = new ArrayList<>();
  private final Consumer<FitProgress> progress;
  private final BooleanSupplier cancelled;
  private volatile boolean failed;
  private int done;

  MemberRun(int count, Consumer<FitProgress> progress, BooleanSupplier cancelled) {
    for (int i = 0; i < count; i++) {
      members.add(null);
    }
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * The trained members in order, all or, if cancelled, the first and those begun before. If a fit
   * fails, no further one begins, those that run are cancelled, all members are closed, and the
   * failure of the first in order is thrown.
   */
  List<M> all(int atOnce, Fit<M> fit) {
    try {
      if (atOnce == 1 || members.size() == 1) {
        for (int i = 0; i < members.size(); i++) {
          one(i, fit);
        }
      } else {
        parallel(Math.min(atOnce, members.size()), fit);
      }
      return unbroken();
    } catch (RuntimeException | Error e) {
      members.stream().filter(Objects::nonNull).forEach(member -> closeQuietly(member, e));
      throw e;
    }
  }

  private void parallel(int threads, Fit<M> fit) {
    ExecutorService executor = Executors.newFixedThreadPool(threads, MemberRun::thread);
    try {
      List<CompletableFuture<Void>> runs = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        int number = i;
        runs.add(CompletableFuture.runAsync(() -> one(number, fit), executor));
      }
      // waits for every member, also after a failure: none may go on training behind the caller's
      // back
      CompletableFuture<Void> all = CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new));
      all.handle((nothing, failure) -> true).join();
      runs.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    } finally {
      executor.shutdown();
    }
  }

  private void one(int number, Fit<M> fit) {
    boolean leaveOut = failed || (number > 0 && cancelled.getAsBoolean());
    if (leaveOut) {
      return;
    }
    double[] loss = {Double.NaN};
    Task task = new Task(step -> loss[0] = step.loss(), () -> failed || cancelled.getAsBoolean());
    try {
      finished(number, fit.member(number, task), loss[0]);
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    }
  }

  private synchronized void finished(int number, M member, double loss) {
    members.set(number, member);
    progress.accept(new FitProgress(++done, members.size(), loss));
  }

  /**
   * The members up to the first that was left out, so that a member's place still says which
   * learner made it; one after a gap, which cancelling many at once can leave, is closed.
   */
  private List<M> unbroken() {
    List<M> first = new ArrayList<>();
    boolean gap = false;
    for (M member : members) {
      gap |= member == null;
      if (member != null && !gap) {
        first.add(member);
      } else if (member != null) {
        member.close();
      }
    }
    return List.copyOf(first);
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "al4j-committee");
    thread.setDaemon(true);
    return thread;
  }

  private static void closeQuietly(AcquisitionModel member, Throwable failure) {
    try {
      member.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
