package org.al4j.study.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.read.Splits;
import org.al4j.metrics.Score;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.StrategyDescription;
import org.al4j.study.StudyProgress;
import org.al4j.study.Task;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final Task<ClassLabel> TASK =
      Task.of(
          "texts",
          ClassLabel.class,
          new Splits<>(
              FakeTexts.dataset(120, 3, 3),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of()));

  @TempDir private Path dir;
  private final List<String> studies = new ArrayList<>();

  private final Comparison.Maker<ClassLabel> maker =
      new Comparison.Maker<>() {
        @Override
        public Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner(String model) {
          StrategyDescription named = StrategyDescription.parse(model);
          return Learners.named(named.name(), named.parameters(), ClassLabel.class);
        }

        @Override
        public StudyProgress progress(String study) {
          studies.add(study);
          return StudyProgress.NONE;
        }
      };

  private static ComparisonPlan plan(List<String> models, Integer... batches) {
    return new ComparisonPlan(models, List.of(batches), List.of("random", "margin"), 3, 10, 34);
  }

  /** Without times. */
  private static String untimed(ComparisonResult result) {
    return result.text().replaceAll("\\| \\d+\\.\\d \\| \\d+\\.\\d\\d \\|", "|");
  }

  @Test
  void run_twoModelsAndBatches_hasThemAllAndGoesOn() throws IOException {
    Comparison<ClassLabel> comparison =
        new Comparison<>(TASK, plan(List.of("tfidf", "tfidf(ngrams=2)"), 4, 12));
    ComparisonResult result = comparison.run(dir, maker);
    assertEquals(8, result.rows().size());
    assertEquals(List.of(10, 22, 34), result.labels());
    assertEquals(
        List.of(7, 7, 3, 3, 7, 7, 3, 3),
        result.rows().stream().map(ComparisonResult.Row::trainings).toList());
    // with the same first texts, one learner begins alike, whatever the size of batches
    assertEquals(
        result.rows().get(0).curve().points().get(0), result.rows().get(2).curve().points().get(0));
    assertEquals(
        List.of(
            "tfidf, batches of 4",
            "tfidf, batches of 12",
            "tfidf(ngrams=2), batches of 4",
            "tfidf(ngrams=2), batches of 12"),
        studies);
    assertEquals(untimed(result), untimed(comparison.run(dir, maker)));
    for (String file :
        List.of("comparison.md", "comparison.svg", "comparison.csv", "tfidf-batch4/report.html")) {
      assertTrue(Files.exists(dir.resolve(file)), file);
    }
  }

  @Test
  void run_modelThatIsRefused_isNamedBeforeAnythingIsTrained() {
    Comparison<ClassLabel> comparison =
        new Comparison<>(TASK, plan(List.of("tfidf", "tfidf(c=0)"), 4));
    String message =
        assertThrows(InvalidInputException.class, () -> comparison.run(dir, maker)).getMessage();
    assertTrue(message.startsWith("tfidf(c=0): "), message);
    assertEquals(List.of(), studies);
  }

  @Test
  void plan_thatDoesNotAddUp_isRefused() {
    assertEquals(
        "batches must divide the 24 labels between initial 10 and total 34, as 1, 2, 3, 4, 6, 8,"
            + " 12, 24 do, found 7",
        refusal(() -> plan(List.of("tfidf"), 4, 7)));
    assertEquals(
        "batches must be different ones, at least one, found [4, 4]",
        refusal(() -> plan(List.of("tfidf"), 4, 4)));
    assertEquals(
        "models must be different ones, at least one, found []", refusal(() -> plan(List.of(), 4)));
    assertEquals(
        "total must be more than initial, and initial at least 1, found 10 and 10",
        refusal(() -> new ComparisonPlan(List.of("x"), List.of(1), List.of("random"), 1, 10, 10)));
  }

  private static String refusal(Executable made) {
    return assertThrows(InvalidInputException.class, made).getMessage();
  }

  /** Areas: of .5 .7 it is .6, of .5 .9 it is .7, of .7 .9 it is .8. */
  @Test
  void text_madeUpCurves_hasDifferencesToRandomAndToTheFirst() {
    ComparisonResult result =
        new ComparisonResult(
            Score.higher("accuracy"),
            List.of(
                row("small", "random", .5, .7),
                row("small", "margin", .5, .9),
                row("large", "random", .5, .9),
                row("large", "margin", .7, .9)));
    assertEquals(
        """
        | model | batch | strategy | accuracy with 10 | accuracy with 20 |
        |---|---:|---|---:|---:|
        | small | 10 | random | 0.500 | 0.700 |
        | small | 10 | margin | 0.500 | 0.900 |
        | large | 10 | random | 0.500 | 0.900 |
        | large | 10 | margin | 0.700 | 0.900 |

        | model | batch | strategy | accuracy over the run | less random | less the first model |\
         trainings | training s | choosing s |
        |---|---:|---|---:|---:|---:|---:|---:|---:|
        | small | 10 | random | 0.600 |  |  | 2 | 1.5 | 0.25 |
        | small | 10 | margin | 0.700 | +0.100 |  | 2 | 1.5 | 0.25 |
        | large | 10 | random | 0.700 |  | +0.100 | 2 | 1.5 | 0.25 |
        | large | 10 | margin | 0.800 | +0.100 | +0.100 | 2 | 1.5 | 0.25 |
        """,
        result.text());
    assertEquals(List.of("random", "margin"), List.copyOf(result.panels().keySet()));
    assertEquals("large, margin", result.panels().get("margin").get(1).name());
  }

  private static ComparisonResult.Row row(
      String model, String strategy, double first, double last) {
    return new ComparisonResult.Row(
        new ComparisonResult.Cell(model, 10, strategy),
        new LearningCurve(model, List.of(new SeedCurve(1, List.of(10, 20), List.of(first, last)))),
        2,
        1.5,
        .25);
  }
}
