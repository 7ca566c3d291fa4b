package org.al4j.examples.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.distil.DistillationLoss;
import org.al4j.models.distil.DistillationSettings;
import org.al4j.models.distil.StudentLayers;
import org.al4j.models.distil.StudentSchedule;
import org.al4j.models.tagger.TaggerLearner;
import org.al4j.models.tagger.TaggerOptions;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.strategies.StrategyDescription;
import org.al4j.study.Task;

/**
 * Models that a program of claims names, opened once and closed together.
 *
 * @param task what they learn
 * @param fit how checkpoints are fine-tuned
 * @param opened by {@link #open}
 */
record ClaimModels<A extends Annotation>(Task<A> task, Fit fit, List<Named<A>> opened)
    implements AutoCloseable {
  private static final int SMALL = 256;
  private static final int MOST_TEXTS = 20_000;
  private static final double STUDENT_RATE = 5e-4;
  private static final int STUDENT_BATCH = 16;

  /**
   * How checkpoints are fine-tuned.
   *
   * @param updates of a fit at least
   * @param tokens where a text is cut; sentences with tags are read in windows, however long
   * @param small the peak learning rate of models at most 256 wide; 0 for the recipe's
   * @param large that of wider ones
   */
  record Fit(int updates, int tokens, double small, double large) {
    /** In a sentence. */
    String words() {
      return "fits of at least "
          + updates
          + " updates"
          + (small > 0 ? " at " + small + " up to a width of 256" : "")
          + (large > 0 ? " at " + large + " above a width of 256" : "");
    }
  }

  /**
   * A learner and what tables call it.
   *
   * @param title of a checkpoint its folder's last part
   */
  record Named<A extends Annotation>(String title, Learner<A, ? extends ActiveModel<A>> learner) {
    /** A name of a folder. */
    String folder() {
      return title.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    }
  }

  ClaimModels(Task<A> task, Fit fit) {
    this(task, fit, new ArrayList<>());
  }

  /** Whether a name is a checkpoint's, and not a learner's with its parameters. */
  static boolean isCheckpoint(String model) {
    return Learners.provider(model.split("\\(", 2)[0]).isEmpty()
        || Files.isDirectory(Path.of(model));
  }

  /** What tables call a model. */
  static String title(String model) {
    Path last = isCheckpoint(model) ? Path.of(model).getFileName() : null;
    return last == null ? model : last.toString();
  }

  /** The learner of a checkpoint, by folder or name, or a learner by name with its parameters. */
  Named<A> open(String model) {
    Named<A> named = new Named<>(title(model), learner(model));
    opened.add(named);
    return named;
  }

  @SuppressWarnings("unchecked") // a learner of the task's kind
  private Learner<A, ? extends ActiveModel<A>> learner(String model) {
    if (!isCheckpoint(model)) {
      StrategyDescription named = StrategyDescription.parse(model);
      return Learners.named(named.name(), named.parameters(), task.kind());
    }
    Path folder = Checkpoints.folder(model);
    Learner<?, ?> made =
        task.kind() == TagSequence.class
            ? TaggerLearner.create(
                folder, TaggerOptions.DEFAULT, recipe(folder, TaggerLearner.plasm()))
            : TransformerLearner.create(
                folder, recipe(folder, Recipe.plasm().withMaxLength(fit.tokens())));
    return (Learner<A, ? extends ActiveModel<A>>) made;
  }

  private Recipe recipe(Path folder, Recipe usual) {
    Recipe recipe = usual.withMinimumUpdates(fit.updates());
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      return recipe.withLearningRate(
          checkpoint.config().hidden() > SMALL ? fit.large() : fit.small());
    }
  }

  /**
   * A student with half of a checkpoint's layers, taught on the task's texts, which need no labels
   * for it; made once for a folder.
   *
   * @param teacher a checkpoint, by folder or name
   * @return its folder
   * @throws org.al4j.core.InvalidInputException if that has a student that was taught otherwise
   */
  Path student(String teacher, int epochs, Path out) {
    Path folder = Checkpoints.folder(teacher);
    StudentSchedule schedule =
        StudentSchedule.DEFAULT
            .withEpochs(epochs)
            .withLearningRate(STUDENT_RATE)
            .withBatch(STUDENT_BATCH)
            .withMaxLength(fit.tokens());
    List<Instance> texts =
        task.train().stream().<Instance>map(Labelled::instance).limit(MOST_TEXTS).toList();
    DistillationSettings settings =
        DistillationSettings.DEFAULT
            .withLayers(StudentLayers.evenly(layers(folder) / 2))
            .withLosses(Map.of(DistillationLoss.COSINE, 1.0))
            .withTraining(schedule);
    TaughtOnce.student(folder, settings, texts, out);
    return out;
  }

  private static int layers(Path folder) {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      return checkpoint.config().layers();
    }
  }

  @Override
  public void close() {
    opened.forEach(one -> one.learner().close());
    opened.clear();
  }
}
