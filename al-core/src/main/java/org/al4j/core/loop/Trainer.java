package org.al4j.core.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/**
 * Trains a round's models: one that is both, or an acquisition model and a successor of another
 * kind.
 */
interface Trainer<A extends Annotation> {
  /** The models of a round; they may be one object. */
  record Models<A extends Annotation>(AcquisitionModel acquisition, SuccessorModel<A> successor)
      implements AutoCloseable {
    @Override
    public void close() {
      acquisition.close();
      successor.close();
    }
  }

  /** What a fit is told. */
  record Task<A extends Annotation>(
      List<Labelled<A>> labelled,
      LabelSpace labels,
      Seeds seeds,
      int round,
      Consumer<FitProgress> progress) {
    private <M> FitContext<A, M> context(String role) {
      long seed = seeds.seed(role, round);
      return new FitContext<>(labels, seed, Optional.empty(), List.of(), progress, () -> false);
    }
  }

  Set<Output> offers();

  String describe();

  Map<String, String> provenance();

  Models<A> fit(Task<A> task);

  /** One learner whose models are looked at and used. */
  static <A extends Annotation, M extends AcquisitionModel & SuccessorModel<A>> Trainer<A> single(
      Learner<A, M> learner) {
    return new Trainer<>() {
      @Override
      public Set<Output> offers() {
        return learner.offers();
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
      public Models<A> fit(Task<A> task) {
        M model = learner.fit(task.labelled(), task.context("fit"));
        return new Models<>(model, model);
      }
    };
  }

  /** One learner for the models that are looked at, another for the models that are used. */
  static <A extends Annotation, M extends AcquisitionModel, S extends SuccessorModel<A>>
      Trainer<A> pair(Learner<A, M> acquisition, Learner<A, S> successor) {
    return new Trainer<>() {
      @Override
      public Set<Output> offers() {
        return acquisition.offers();
      }

      @Override
      public String describe() {
        return acquisition.describe() + " -> " + successor.describe();
      }

      @Override
      public Map<String, String> provenance() {
        Map<String, String> all = new HashMap<>();
        acquisition.provenance().forEach((key, value) -> all.put("acquisition." + key, value));
        successor.provenance().forEach((key, value) -> all.put("successor." + key, value));
        return all;
      }

      @Override
      public Models<A> fit(Task<A> task) {
        M first = acquisition.fit(task.labelled(), task.context("fit"));
        try {
          return new Models<>(first, successor.fit(task.labelled(), task.context("fit-successor")));
        } catch (RuntimeException e) {
          first.close();
          throw e;
        }
      }
    };
  }
}
