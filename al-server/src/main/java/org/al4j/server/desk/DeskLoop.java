package org.al4j.server.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Models;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.ProjectFolder;
import org.al4j.strategies.Strategies;

/** Makes the loop of a project. */
final class DeskLoop {
  private DeskLoop() {}

  /** The loop, which goes on where it was. It does not close the learner. */
  static <A extends Annotation, M extends ActiveModel<A>> ActiveLearning<A> open(
      ProjectFolder project, AnnotationForm<A> form, Learner<A, M> learner, Pool<A> pool) {
    Choosing choosing = project.settings().choosing();
    Budget ahead = Budget.items(choosing.ahead());
    StoppingCriterion never = (history, now) -> Optional.empty();
    return ActiveLearning.builder(pool, project.labels())
        .learner(learner)
        .initial(Strategies.random(), ahead)
        .strategy(choosing.queryStrategy(form.kind()))
        .budget(ahead)
        .judgements(
            project.settings().sharing().wanted(),
            project.settings().sharing().most(),
            project.settings().sharing().rule())
        .stopping(never)
        .seed(choosing.seed())
        .keepModel(folder -> load(folder, form.kind()))
        .runDirectory(project.run())
        .build();
  }

  private static <A extends Annotation> ActiveModel<A> load(Path folder, Class<A> kind) {
    try {
      return Models.load(folder, kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
