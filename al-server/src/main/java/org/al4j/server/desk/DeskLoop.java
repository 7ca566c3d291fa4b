package org.al4j.server.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.al4j.core.data.Annotation;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Models;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.ProjectFolder;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.StrategyDescription;

/** Makes the loop of a project. */
final class DeskLoop {
  private DeskLoop() {}

  /** The learner that a project names; whoever asked closes it. */
  static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> learner(
      String model, Class<A> kind) {
    if (Checkpoints.isName(model) || isFolder(model)) {
      return Learners.named("transformer", Map.of("checkpoint", model), kind);
    }
    StrategyDescription learner = StrategyDescription.parse(model);
    return Learners.named(learner.name(), learner.parameters(), kind);
  }

  private static boolean isFolder(String model) {
    try {
      return Files.isDirectory(Path.of(model));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The loop, which goes on where it was. It does not close the learner. */
  static <A extends Annotation, M extends ActiveModel<A>> ActiveLearning<A> open(
      ProjectFolder project, AnnotationForm<A> form, Learner<A, M> learner, Pool<A> pool) {
    Choosing choosing = project.settings().choosing();
    Budget ahead = Budget.items(choosing.ahead());
    StoppingCriterion never = (history, now) -> java.util.Optional.empty();
    return ActiveLearning.builder(pool, project.labels())
        .learner(learner)
        .initial(Strategies.random(), ahead)
        .strategy(Strategies.named(choosing.strategy(), form.kind()))
        .budget(ahead)
        .judgements(
            project.settings().sharing().wanted(),
            project.settings().sharing().most(),
            project.settings().sharing().rule())
        .stopping(never)
        .seed(choosing.seed())
        .keepModel(folder -> DeskLoop.<A, M>load(folder, form.kind()))
        .runDirectory(project.run())
        .build();
  }

  @SuppressWarnings("unchecked") // what the learner's models have saved
  private static <A extends Annotation, M extends ActiveModel<A>> M load(
      Path folder, Class<A> kind) {
    try {
      return (M) Models.load(folder, kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
