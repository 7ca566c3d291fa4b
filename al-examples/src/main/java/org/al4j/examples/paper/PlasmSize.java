package org.al4j.examples.paper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.experiment.Cells;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquiredLabels;
import org.al4j.study.settings.QueryAmount;
import org.al4j.study.settings.QuerySizes;
import org.jspecify.annotations.Nullable;

/**
 * How large the experiments of PLASM are.
 *
 * @param amount labelled at random first, and in each round
 * @param rounds after the first
 * @param every of how many rounds one is measured with pseudo-labels, counted from the last
 * @param pool texts at most, null for all
 * @param test texts at most
 * @param fit of transformers
 * @param epochs of a student that is distilled
 * @param drop the share of pseudo-labels that filters drop; empty for the teacher's error
 */
record PlasmSize(
    String amount,
    int rounds,
    int every,
    @Nullable Integer pool,
    int test,
    ClaimModels.Fit fit,
    int epochs,
    OptionalDouble drop) {
  private static final OptionalDouble FIFTH = OptionalDouble.of(0.2);

  static PlasmSize of(ExperimentScale scale, boolean tags) {
    return switch (scale) {
      case QUICK ->
          new PlasmSize(
              tags ? "300tokens" : "60",
              3,
              2,
              tags ? 800 : 1200,
              tags ? 200 : 600,
              new ClaimModels.Fit(tags ? 250 : 350, 32, 1e-3, 0),
              10,
              FIFTH);
      case MEDIUM ->
          new PlasmSize(
              tags ? "600tokens" : "60",
              4,
              2,
              1200,
              1000,
              new ClaimModels.Fit(120, 40, 0, 1e-4),
              3,
              FIFTH);
      case PAPER ->
          new PlasmSize(
              tags ? "2%tokens" : "1%",
              15,
              1,
              null,
              Integer.MAX_VALUE,
              new ClaimModels.Fit(350, 256, 0, 0),
              3,
              OptionalDouble.empty());
    };
  }

  /** A model of another kind than a transformer. */
  static String other(ExperimentScale scale, boolean tags) {
    if (!tags) {
      return "tfidf";
    }
    return switch (scale) {
      case QUICK -> "bilstm-crf(updates=150,epochs=2,hidden=64)";
      case MEDIUM -> "bilstm-crf(updates=500)";
      case PAPER -> "bilstm-crf";
    };
  }

  QuerySizes sizes(Task<? extends Annotation> task) {
    return QuerySizes.of(
        QueryAmount.of("initial", amount),
        QueryAmount.of("batch", amount),
        rounds,
        task.train().stream().map(Labelled::instance).toList());
  }

  /**
   * Where a teacher's student is that was distilled here; where one is given it is not looked at.
   */
  static Path studentFolder(Path out, String teacher, @Nullable String student) {
    if (student == null && !ClaimModels.isCheckpoint(teacher)) {
      throw new InvalidInputException(
          "--student must be given where --teacher is no checkpoint, found '" + teacher + "'");
    }
    return out.resolve("checkpoints").resolve("student-of-" + ClaimModels.title(teacher));
  }

  /**
   * What differs from the paper.
   *
   * @param student where one was given, else null
   */
  List<String> substitutions(Task<? extends Annotation> task, @Nullable String student) {
    boolean tags = task.kind() == TagSequence.class;
    QuerySizes sizes = sizes(task);
    List<String> all = new ArrayList<>();
    all.add(
        task.name()
            + ", "
            + task.train().size()
            + " texts and "
            + task.test().size()
            + " test texts, for "
            + (tags ? "CoNLL-2003" : "AG News"));
    all.add(
        sizes.first()
            + " "
            + sizes.counted()
            + " first, "
            + rounds
            + " rounds of "
            + sizes.batch()
            + " by "
            + (tags ? "MNLP" : "least confidence")
            + ", for 15 rounds of "
            + (tags ? "2 %" : "1 %"));
    all.add(fit.words() + (tags ? "" : ", texts cut at " + fit.tokens() + " tokens"));
    if (student == null) {
      all.add(
          "a student of half its teacher's layers, distilled here in at most "
              + epochs
              + " passes over the texts, for DistilBERT");
    }
    return all;
  }

  /** What acquisitions took, means over seeds, as a table. */
  static String seconds(Map<String, ? extends List<? extends AcquiredLabels<?>>> byModel) {
    List<List<String>> rows = new ArrayList<>();
    byModel.forEach(
        (model, seeds) -> {
          double all = seeds.stream().mapToDouble(x -> x.seconds()).average().orElseThrow();
          double scoring =
              seeds.stream().mapToDouble(x -> x.scoringSeconds()).average().orElseThrow();
          rows.add(
              List.of(
                  model,
                  Cells.number("%.1f", all - scoring),
                  Cells.number("%.1f", scoring),
                  Cells.number("%.1f", all)));
        });
    return Cells.table(List.of("acquisition by", "training s", "scoring s", "both s"), rows);
  }
}
