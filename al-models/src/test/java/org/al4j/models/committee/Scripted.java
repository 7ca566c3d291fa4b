package org.al4j.models.committee;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;

/**
 * A tiny learner that records how it is used, can fail at a given fit, and whose models count their
 * closing.
 */
final class Scripted implements Learner<ClassLabel, ActiveModel<ClassLabel>> {
  final AtomicInteger begun = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();
  final AtomicInteger warm = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final TinyLearner learner = new TinyLearner();
  private final int failing;
  private final int millis;

  /**
   * A learner.
   *
   * @param failing the fit that fails, from 1; 0 for none
   * @param millis how long a fit takes at least
   */
  Scripted(int failing, int millis) {
    this.failing = failing;
    this.millis = millis;
  }

  @Override
  public String describe() {
    return "scripted";
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("checkpoint", "abc");
  }

  @Override
  public Set<Output> offers() {
    return learner.offers();
  }

  @Override
  public ActiveModel<ClassLabel> fit(
      List<Labelled<ClassLabel>> labelled,
      FitContext<ClassLabel, ActiveModel<ClassLabel>> context) {
    int number = begun.incrementAndGet();
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      Thread.sleep(millis);
      if (number == failing) {
        throw new IllegalStateException("fit " + number + " failed");
      }
      context.previous().ifPresent(model -> warm.incrementAndGet());
      FitContext<ClassLabel, TinyClassifier> inner =
          new FitContext<>(
              context.labels(),
              context.seed(),
              Optional.empty(),
              List.of(),
              context.progress(),
              context.cancelled());
      return new Watched(learner.fit(labelled, inner), closed);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      running.decrementAndGet();
    }
  }
}
