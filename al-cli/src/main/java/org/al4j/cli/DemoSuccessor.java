package org.al4j.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.RunLabels;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.metrics.Score;
import org.al4j.study.Task;

/**
 * A transformer fine-tuned on the labels that a run with a quick model collected: the strong model
 * at the end of the loop.
 *
 * @param labels how many it learnt from
 * @param measure what it is scored by
 * @param score on the test texts
 * @param seconds of the fit
 */
record DemoSuccessor(int labels, Score measure, double score, double seconds) {
  /** The best of four that were tried on the demo's texts. */
  private static final Map<String, String> RECIPE =
      Map.of("updates", "250", "batch", "16", "learning-rate", "1e-4", "max-length", "48");

  /**
   * Fine-tunes a checkpoint.
   *
   * @param run the folder of the run whose labels it learns from
   */
  static DemoSuccessor of(Task<ClassLabel> task, Path run, String checkpoint) {
    List<Labelled<ClassLabel>> labelled =
        RunLabels.of(run, task.pool(), ClassLabel.class).dataset(task.labels()).items();
    Map<String, String> recipe = new HashMap<>(RECIPE);
    recipe.put("checkpoint", checkpoint);
    try (var learner = Learners.named("transformer", recipe, ClassLabel.class)) {
      return fitted(learner, task, labelled);
    }
  }

  private static <M extends ActiveModel<ClassLabel>> DemoSuccessor fitted(
      Learner<ClassLabel, M> learner, Task<ClassLabel> task, List<Labelled<ClassLabel>> labelled) {
    long start = System.nanoTime();
    try (M model = learner.fit(labelled, FitContext.of(task.labels(), 1))) {
      double seconds = (System.nanoTime() - start) / 1e9;
      double score =
          task.evaluator()
              .evaluate(model, task.labels())
              .getOrDefault(task.score().name(), Double.NaN);
      return new DemoSuccessor(labelled.size(), task.score(), score, seconds);
    }
  }

  /**
   * What came out, in a line.
   *
   * @param loop the score of the loop's last model on the same labels
   */
  String summary(double loop) {
    return String.format(
        Locale.ROOT,
        "successor: the encoder fine-tuned once on the %d labels that margin chose has %s %.3f,"
            + " after %.0f s; the loop's last head has %.3f, after milliseconds",
        labels,
        measure.name(),
        score,
        seconds,
        loop);
  }
}
