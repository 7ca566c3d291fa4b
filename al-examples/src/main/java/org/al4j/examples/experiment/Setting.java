package org.al4j.examples.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.read.LabelFormat;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.tagger.TaggerLearner;
import org.al4j.models.tagger.TaggerOptions;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.strategies.StrategyDescription;
import org.al4j.study.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that the experiments share, and what follows from them. */
public final class Setting {
  @Mixin private RunOptions run = new RunOptions(2);

  @Option(
      names = "--test-size",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Test texts, sampled; the whole test part if it has fewer (default: ${DEFAULT-VALUE}).")
  private int testSize = 2000;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Minimum updates of a transformer's fit; 350 in the paper (default: ${DEFAULT-VALUE}).")
  private int updates = 200;

  @Option(
      names = "--max-length",
      paramLabel = "N",
      defaultValue = "48",
      description = "Longest text of a transformer, in tokens (default: ${DEFAULT-VALUE}).")
  private int maxLength = 48;

  RunOptions run() {
    return run;
  }

  /**
   * The data with a sampled test part, always the same.
   *
   * @param pool how many of the train texts, null for all
   */
  Task<ClassLabel> task(@Nullable Integer pool) {
    return task(pool, LabelFormat.classLabel());
  }

  /** The same with labels of some kind. */
  <A extends Annotation> Task<A> task(@Nullable Integer pool, LabelFormat<A> labels) {
    return withTestSample(run.task(pool, labels), testSize);
  }

  /**
   * The task with so many of its test texts at most, sampled, always the same.
   *
   * @throws InvalidInputException if fewer than 1 are wanted
   */
  public static <A extends Annotation> Task<A> withTestSample(Task<A> task, int wanted) {
    if (wanted < 1) {
      throw new InvalidInputException("--test-size must be at least 1, found " + wanted);
    }
    return task.with(task.name(), task.train(), sample(task.test(), wanted, "test sample"));
  }

  /** The task with so many of its train texts at most, sampled, always the same. */
  public static <A extends Annotation> Task<A> withTrainSample(Task<A> task, int wanted) {
    int all = task.train().size();
    return wanted >= all
        ? task
        : task.with(
            task.name() + " (" + wanted + " of " + all + " train texts)",
            sample(task.train(), wanted, "pool sample"),
            task.test());
  }

  private static <A extends Annotation> List<Labelled<A>> sample(
      List<Labelled<A>> items, int wanted, String stream) {
    int left = items.size();
    if (wanted >= left) {
      return items;
    }
    RandomGenerator random = new Seeds(0).generator(stream, 0);
    List<Labelled<A>> taken = new ArrayList<>();
    for (Labelled<A> item : items) {
      if (random.nextInt(left--) < wanted - taken.size()) {
        taken.add(item);
      }
    }
    return taken;
  }

  /**
   * A learner.
   *
   * @param model a checkpoint's folder or name, fine-tuned as the setting says, or a learner by its
   *     name with its parameters, such as {@code tfidf} or {@code head(checkpoint=minilm)}
   */
  Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner(String model) {
    return learner(model, ClassLabel.class);
  }

  /** The same of some kind of label; of tags, sentences are read in windows, however long. */
  @SuppressWarnings("unchecked") // a learner of classes where the kind is that
  <A extends Annotation> Learner<A, ? extends ActiveModel<A>> learner(String model, Class<A> kind) {
    String name = model.split("\\(", 2)[0];
    if (Learners.provider(name).isPresent() && !Files.isDirectory(Path.of(model))) {
      return named(model, kind);
    }
    Learner<?, ?> made =
        kind == TagSequence.class
            ? TaggerLearner.create(
                Checkpoints.folder(model),
                TaggerOptions.DEFAULT,
                TaggerLearner.plasm().withMinimumUpdates(updates))
            : TransformerLearner.create(
                Checkpoints.folder(model),
                Recipe.plasm().withMinimumUpdates(updates).withMaxLength(maxLength));
    return (Learner<A, ? extends ActiveModel<A>>) made;
  }

  /** A learner by its name with its parameters. */
  static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> named(
      String learner, Class<A> kind) {
    StrategyDescription named = StrategyDescription.parse(learner);
    return Learners.named(named.name(), named.parameters(), kind);
  }
}
