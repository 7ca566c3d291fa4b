package org.al4j.core.loop.internal.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.Fits;
import org.al4j.core.settings.Settings;

/**
 * Trains a round's models: one that is both, or an acquisition model and a successor of another
 * kind.
 */
public interface LearnerPair<A extends Annotation> {
  /** The models of a round; they may be one object. */
  record Models<A extends Annotation>(AcquisitionModel acquisition, SuccessorModel<A> successor)
      implements AutoCloseable {
    /** Whether one of the models is one of the others. */
    boolean shares(Models<A> others) {
      return acquisition == others.acquisition || successor == others.successor;
    }

    @Override
    public void close() {
      try {
        acquisition.close();
      } finally {
        successor.close();
      }
    }
  }

  /** The round of a fit and what follows from it. */
  record Turn(Seeds seeds, int round, double rateFactor) {}

  /** What a fit is told. */
  record Task<A extends Annotation>(
      List<Labelled<A>> labelled,
      LabelSpace labels,
      Turn turn,
      Consumer<FitProgress> progress,
      BooleanSupplier cancelled) {
    private <M> FitContext<A, M> context(String role, Optional<M> previous) {
      long seed = turn.seeds().seed(role, turn.round());
      return new FitContext<>(
          labels, seed, previous, List.of(), progress, cancelled, turn.rateFactor());
    }
  }

  Set<Output> offers();

  String describe();

  /** As {@link Learner#settings}; empty where a learner has none. */
  Map<String, String> settings();

  Map<String, String> provenance();

  /** Whether the models that are looked at and used are two. */
  default boolean isPair() {
    return false;
  }

  /** As {@link Learner#view}, of the learner whose models are looked at. */
  Optional<AcquisitionModel> view();

  /** Whether all its learners go on from their models before. */
  boolean startsWarm();

  /** Whether none of its learners computes by ND4J. */
  boolean computesInJava();

  /**
   * Trains a round's models.
   *
   * @param previous models of this trainer to start from, left open
   */
  Models<A> fit(Task<A> task, Optional<Models<A>> previous);

  @SuppressWarnings("unchecked") // a trainer is handed models of its own only
  private static <M> Optional<M> own(Optional<?> previous) {
    return (Optional<M>) previous;
  }

  /** One learner whose models are looked at and used. */
  static <A extends Annotation, M extends AcquisitionModel & SuccessorModel<A>>
      LearnerPair<A> single(Learner<A, M> learner) {
    return new LearnerPair<>() {
      @Override
      public Set<Output> offers() {
        return learner.offers();
      }

      @Override
      public String describe() {
        return learner.describe();
      }

      @Override
      public Map<String, String> settings() {
        return learner.settings();
      }

      @Override
      public Map<String, String> provenance() {
        return learner.provenance();
      }

      @Override
      public Optional<AcquisitionModel> view() {
        return learner.view();
      }

      @Override
      public boolean startsWarm() {
        return learner.startsWarm();
      }

      @Override
      public boolean computesInJava() {
        return learner.computesInJava();
      }

      @Override
      public Models<A> fit(Task<A> task, Optional<Models<A>> previous) {
        Optional<M> before = own(previous.map(Models::acquisition));
        M model = Fits.fit(learner, task.labelled(), task.context("fit", before));
        return new Models<>(model, model);
      }
    };
  }

  /** One learner for the models that are looked at, another for the models that are used. */
  static <A extends Annotation, M extends AcquisitionModel, S extends SuccessorModel<A>>
      LearnerPair<A> pair(Learner<A, M> acquisition, Learner<A, S> successor) {
    return new LearnerPair<>() {
      @Override
      public Set<Output> offers() {
        return acquisition.offers();
      }

      @Override
      public String describe() {
        return acquisition.describe() + " -> " + successor.describe();
      }

      @Override
      public Map<String, String> settings() {
        return Settings.named("pair")
            .with("acquisition", acquisition)
            .with("successor", successor)
            .toMap();
      }

      @Override
      public Map<String, String> provenance() {
        Map<String, String> all = new HashMap<>();
        acquisition.provenance().forEach((key, value) -> all.put("acquisition." + key, value));
        successor.provenance().forEach((key, value) -> all.put("successor." + key, value));
        return all;
      }

      @Override
      public boolean isPair() {
        return true;
      }

      @Override
      public Optional<AcquisitionModel> view() {
        return acquisition.view();
      }

      @Override
      public boolean startsWarm() {
        return acquisition.startsWarm() && successor.startsWarm();
      }

      @Override
      public boolean computesInJava() {
        return acquisition.computesInJava() && successor.computesInJava();
      }

      @Override
      public Models<A> fit(Task<A> task, Optional<Models<A>> previous) {
        Optional<M> before = own(previous.map(Models::acquisition));
        Optional<S> successorBefore = own(previous.map(Models::successor));
        M first = Fits.fit(acquisition, task.labelled(), task.context("fit", before));
        try {
          FitContext<A, S> context = task.context("fit-successor", successorBefore);
          return new Models<>(first, Fits.fit(successor, task.labelled(), context));
        } catch (Throwable e) {
          first.close();
          throw e;
        }
      }
    };
  }
}
