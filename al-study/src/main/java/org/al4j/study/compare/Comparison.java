package org.al4j.study.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.Sha256;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.study.StudyProgress;
import org.al4j.study.StudyRunner;
import org.al4j.study.Task;
import org.al4j.study.report.Report;
import org.al4j.study.report.StudyResult;

/**
 * Several learners, several batch sizes, or both, on one task: a study of each, in a folder of its
 * own, with the same seeds, first texts and number of labels. What is recorded in the folder is not
 * done again, and what was interrupted goes on.
 *
 * @param task what is labelled, and the texts to measure on
 * @param plan what is compared
 * @param <A> the kind of annotation
 */
public record Comparison<A extends Annotation>(Task<A> task, ComparisonPlan plan) {
  private static final System.Logger LOG = System.getLogger(Comparison.class.getName());
  private static final int NAME = 60;

  /** What is made for a comparison, and who is told. */
  public interface Maker<A extends Annotation> {
    /** Makes a learner of its description; it is closed after use. */
    Learner<A, ? extends ActiveModel<A>> learner(String model);

    /** Who is told how far a study is; by default nobody. */
    default StudyProgress progress(String study) {
      return StudyProgress.NONE;
    }
  }

  /**
   * Runs what is not finished, and writes a report into each study's folder, and {@code
   * comparison.md} and the curves, {@code comparison.svg}, {@code .png} and {@code .csv}.
   *
   * @throws InvalidInputException if a learner cannot be made or serve a strategy, before any is
   *     trained, or the folder has runs of other data or settings
   */
  public ComparisonResult run(Path dir, Maker<A> maker) throws IOException {
    for (String model : plan.models()) {
      for (int batch : plan.batches()) {
        try (StudyRunner<A> runner = runner(model, batch, maker)) {
          runner.check(folder(dir, model, batch));
        }
      }
    }
    List<ComparisonResult.Row> rows = new ArrayList<>();
    for (String model : plan.models()) {
      for (int batch : plan.batches()) {
        Path folder = folder(dir, model, batch);
        try (StudyRunner<A> runner = runner(model, batch, maker)) {
          StudyResult study = runner.run(folder, maker.progress(model + ", batches of " + batch));
          Report.write(study, folder).ifPresent(Comparison::warn);
          study.results().forEach(one -> rows.add(row(model, batch, one)));
        }
      }
    }
    ComparisonResult result = new ComparisonResult(task.score(), rows);
    AtomicFile.write(dir.resolve("comparison.md"), result.text().getBytes(StandardCharsets.UTF_8));
    Report.writePanels(dir, "comparison", task.score().name(), result.panels())
        .ifPresent(Comparison::warn);
    return result;
  }

  private static void warn(String lacks) {
    LOG.log(System.Logger.Level.WARNING, lacks);
  }

  private StudyRunner<A> runner(String model, int batch, Maker<A> maker) {
    try {
      return new StudyRunner<>(task, plan.study(batch), maker.learner(model));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(model + ": " + e.getMessage(), e);
    }
  }

  /** A name that says which, and a hash where that could be another's. */
  private static Path folder(Path dir, String model, int batch) {
    String plain = model.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-|-$", "");
    if (!plain.equals(model)) {
      String hash = new Sha256().add(model).hex().substring(0, 8);
      plain = plain.substring(0, Math.min(NAME, plain.length())) + "-" + hash;
    }
    return dir.resolve(plain + "-batch" + batch);
  }

  private ComparisonResult.Row row(String model, int batch, StudyResult.StrategyResult one) {
    List<SeedCurve> curves = new ArrayList<>();
    double fit = 0;
    double choose = 0;
    int trainings = 0;
    for (StudyResult.SeedResult run : one.seeds()) {
      curves.add(SeedCurve.of(run.seed(), run.history(), task.score().name()));
      fit += run.history().stream().mapToDouble(Iteration::fitSeconds).sum();
      choose += run.history().stream().mapToDouble(Iteration::selectSeconds).sum();
      trainings = run.history().size();
    }
    String name = String.format(Locale.ROOT, "%s, %d: %s", model, batch, one.strategy());
    int seeds = one.seeds().size();
    return new ComparisonResult.Row(
        new ComparisonResult.Cell(model, batch, one.strategy()),
        new LearningCurve(name, curves),
        trainings,
        fit / seeds,
        choose / seeds);
  }
}
