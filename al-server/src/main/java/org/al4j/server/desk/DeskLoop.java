package org.al4j.server.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Provenance;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Models;
import org.al4j.core.people.Qualification;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.text.TextPreparer;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.Choosing;
import org.al4j.server.project.ProjectFolder;
import org.al4j.strategies.Strategies;

/** Makes the loop of a project. */
final class DeskLoop {
  private static final int PREPARED_AT_ONCE = 256;

  private DeskLoop() {}

  /** Has what is computed of each text once computed before a model wants it. */
  static void prepare(Learner<?, ?> learner, Iterable<Instance> all, Consumer<Runnable> executor) {
    TextPreparer.of(learner)
        .ifPresent(
            preparer -> {
              List<String> texts = new ArrayList<>();
              all.forEach(one -> texts.add(one.text()));
              for (int i = 0; i < texts.size(); i += PREPARED_AT_ONCE) {
                List<String> some = texts.subList(i, Math.min(texts.size(), i + PREPARED_AT_ONCE));
                executor.accept(() -> preparer.prepare(some, done -> {}));
              }
            });
  }

  /** The texts by which people or models are measured, which nobody gets to label. */
  static <A extends Annotation> Set<String> beside(ProjectFolder project, AnnotationForm<A> form) {
    return Stream.concat(project.gold(form).stream(), project.evaluation(form).stream())
        .map(one -> one.instance().text())
        .collect(Collectors.toSet());
  }

  /** The loop, which goes on where it was. The learner is closed only if there is none. */
  static <A extends Annotation, M extends ActiveModel<A>> ActiveLearning<A> open(
      ProjectFolder project, AnnotationForm<A> form, Learner<A, M> learner, Pool<A> pool) {
    try {
      return build(project, form, learner, pool);
    } catch (RuntimeException e) {
      learner.close();
      throw e;
    }
  }

  private static <A extends Annotation, M extends ActiveModel<A>> ActiveLearning<A> build(
      ProjectFolder project, AnnotationForm<A> form, Learner<A, M> learner, Pool<A> pool) {
    Choosing choosing = project.settings().choosing();
    Budget ahead = Budget.items(choosing.ahead());
    StoppingCriterion never = (history, now) -> Optional.empty();
    ActiveLearningBuilder<A> builder = ActiveLearning.builder(pool, project.labels());
    List<Labelled<A>> gold = project.gold(form);
    if (!gold.isEmpty()) {
      builder.qualification(new Qualification<>(gold, 0, project.plan().goldEvery(), 0));
    }
    return builder
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
        .keepModel(folder -> load(folder, form.kind(), project.labels()))
        .configuration(Map.of(Provenance.GROWING_LABELS, "at the end"))
        .runDirectory(project.run())
        .build();
  }

  private static <A extends Annotation> ActiveModel<A> load(
      Path folder, Class<A> kind, LabelSpace labels) {
    try {
      ActiveModel<A> model = Models.load(folder, kind);
      if (model.labels().size() > 0 && !model.labels().equals(labels)) {
        model.close();
        throw new InvalidInputException("it knows the labels of before only: " + model.labels());
      }
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
