package org.al4j.core.loop;

import java.util.Optional;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.internal.model.ModelKeeper;
import org.al4j.core.loop.internal.run.Lessons;
import org.al4j.core.loop.internal.run.Promise;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.pool.Pool;

/** Makes choices that can be undone: a candidate policy must not remember what came to nothing. */
record Chooser<A extends Annotation>(
    LoopSettings<A> settings, RunLog log, Seeds seeds, ModelKeeper<A> models) {
  /** Gives the candidate policy the memory back that it has now. */
  Runnable undo() {
    Optional<byte[]> memory =
        Promise.kept(
            settings.policy().state(), "candidate policy " + settings.policy().describe(), "state");
    return () -> memory.ifPresent(settings.policy()::restore);
  }

  /** A choice that fails leaves no trace in the policy, so that it can be made again. */
  Choice.Outcome choose(
      int round, Pool<A> pool, Choice.Known known, Lessons<A> lessons, Runnable undo) {
    Optional<AcquisitionModel> model =
        models.after(lessons).map(held -> held.models().acquisition());
    boolean chosen = false;
    try {
      Choice.Outcome outcome = new Choice<>(settings, log, seeds, known).choose(round, pool, model);
      chosen = true;
      return outcome;
    } finally {
      if (!chosen) {
        undo.run();
      }
    }
  }
}
