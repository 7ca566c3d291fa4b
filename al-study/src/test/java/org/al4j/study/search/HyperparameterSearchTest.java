package org.al4j.study.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.read.Splits;
import org.al4j.metrics.CrossValidation;
import org.al4j.metrics.Score;
import org.al4j.strategies.StrategyDescription;
import org.al4j.study.Study;
import org.al4j.study.Task;
import org.al4j.study.report.StudyResult;
import org.al4j.study.search.SearchResult.Tried;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperparameterSearchTest {
  private static final Task<ClassLabel> TASK =
      Task.of(
          "texts",
          ClassLabel.class,
          new Splits<>(
              FakeTexts.dataset(150, 3, 3),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of()));

  @TempDir private Path dir;

  private static Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner(String text) {
    StrategyDescription named = StrategyDescription.parse(text);
    return Learners.named(named.name(), named.parameters(), ClassLabel.class);
  }

  private static SearchResult search(List<String> learners, int folds, long seed, int count) {
    List<Labelled<ClassLabel>> first =
        HyperparameterSearch.first(TASK, new TinyLearner(), count, seed);
    return new HyperparameterSearch(learners, folds, seed)
        .run(TASK, first, HyperparameterSearchTest::learner, tried -> {});
  }

  @Test
  void first_ofASeed_isWhatAStudyBeginsWith() throws Exception {
    StudyResult study =
        Study.on(TASK)
            .learner(new TinyLearner())
            .strategies("random")
            .firstSeed(4)
            .seeds(1)
            .initial(12)
            .batch(4)
            .rounds(1)
            .run(dir);
    assertEquals(
        study.results().get(0).seeds().get(0).queries().get(0).texts().stream()
            .map(StudyResult.QueriedText::text)
            .collect(Collectors.toSet()),
        HyperparameterSearch.first(TASK, new TinyLearner(), 12, 4).stream()
            .map(item -> item.instance().text())
            .collect(Collectors.toSet()));
  }

  /** Where folds are of one size, the mean over them is the accuracy over all together. */
  @Test
  void run_equalFolds_haveTheMeanOfCrossValidation() {
    List<Labelled<ClassLabel>> first = HyperparameterSearch.first(TASK, new TinyLearner(), 60, 2);
    SearchResult found =
        new HyperparameterSearch(List.of("tfidf(c=0.01)"), 5, 2)
            .run(TASK, first, HyperparameterSearchTest::learner, tried -> {});
    try (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> tfidf = learner("tfidf(c=0.01)")) {
      assertEquals(
          CrossValidation.of(tfidf, 5)
              .scores(first, TASK.labels(), 2)
              .get(CrossValidation.ACCURACY),
          found.ranked().get(0).mean(),
          1e-12);
    }
  }

  @Test
  void run_severalLearners_ranksThemAsOftenAlike() {
    List<String> learners = SearchSpace.parse("tfidf(c=0.0001|1|100)").grid();
    SearchResult found = search(learners, 4, 1, 48);
    assertEquals(3, found.ranked().size());
    assertEquals(4, found.ranked().get(0).folds().size());
    for (int i = 1; i < 3; i++) {
      assertTrue(found.ranked().get(i - 1).mean() >= found.ranked().get(i).mean());
    }
    SearchResult again = search(learners, 4, 1, 48);
    assertEquals(
        found.ranked().stream().map(Tried::folds).toList(),
        again.ranked().stream().map(Tried::folds).toList());
  }

  @Test
  void run_badLearnerOrTooFewTexts_isRefusedBeforeTraining() {
    List<String> told = new ArrayList<>();
    List<Labelled<ClassLabel>> first = HyperparameterSearch.first(TASK, new TinyLearner(), 12, 1);
    InvalidInputException bad =
        assertThrows(
            InvalidInputException.class,
            () ->
                new HyperparameterSearch(List.of("tfidf", "tfidf(c=-1)"), 3, 1)
                    .run(
                        TASK,
                        first,
                        HyperparameterSearchTest::learner,
                        tried -> told.add(tried.learner())));
    assertTrue(bad.getMessage().startsWith("tfidf(c=-1): "), bad.getMessage());
    assertEquals(List.of(), told);
    assertEquals(
        "folds 40 cannot be made of 12 labelled texts: each needs one, and two classes two each;"
            + " give a larger initial or fewer folds",
        assertThrows(InvalidInputException.class, () -> search(List.of("tfidf"), 40, 1, 12))
            .getMessage());
    assertEquals(
        "folds must be at least 2, found 1",
        assertThrows(InvalidInputException.class, () -> search(List.of("tfidf"), 1, 1, 12))
            .getMessage());
    assertEquals(
        "initial must lie between 1 and the 120 train texts, found 121",
        assertThrows(InvalidInputException.class, () -> search(List.of("tfidf"), 2, 1, 121))
            .getMessage());
  }

  /** Standard error of .7 .8 .9: .1 / sqrt 3; its interval t(2) = 4.303 times that. */
  @Test
  void text_madeUpFolds_tellsWhatIsWithinOneStandardError() {
    SearchResult found =
        new SearchResult(
            Score.higher("accuracy"),
            60,
            List.of(
                new Tried("a(x=1|2)", 0, List.of(.5, .5, .5), 1),
                new Tried("b", 1, List.of(.75, .75, .75), 2),
                new Tried("c", 2, List.of(.7, .8, .9), 3)));
    assertEquals("c", found.best());
    assertEquals(.057735, found.ranked().get(0).standardError(), 1e-6);
    assertEquals(
        """
        | | learner | accuracy, mean of 3 folds | 95 % interval |
        |---:|---|---:|---:|
        | 1 | c | 0.8000 | 0.5516 to 1.0484 |
        | 2 | b | 0.7500 | 0.7500 to 0.7500 |
        | 3 | a(x=1\\|2) | 0.5000 | 0.5000 to 0.5000 |

        best: c; 2 of 3 are within one standard error (0.0577) of it, which 60 labels cannot tell\
         apart; the first of these that was tried: b
        """,
        found.text());
  }

  @Test
  void ranked_errors_haveTheLowestFirst() {
    SearchResult found =
        new SearchResult(
            Score.lower("rmse"),
            9,
            List.of(new Tried("a", 0, List.of(2., 2.), 0), new Tried("b", 1, List.of(1., 1.), 0)));
    assertEquals("b", found.best());
    assertTrue(found.text().contains("best: b; no other is within one standard error of it"));
  }
}
