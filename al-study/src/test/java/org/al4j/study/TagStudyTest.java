package org.al4j.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.log.Picked;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.Splits;
import org.al4j.core.tags.TagFiles;
import org.al4j.core.tags.TagScheme;
import org.al4j.metrics.PrecisionRecallF1;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.study.report.StudyResult;
import org.al4j.testkit.CountingTagger;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of tagged sentences with a budget of tokens. */
class TagStudyTest {
  @TempDir Path folder;

  private static Study<TagSequence> study(Task<TagSequence> task) {
    return Study.on(task)
        .learner(new CountingTagger())
        .strategies("random")
        .seeds(2)
        .initial("10%tokens")
        .batch("60tokens")
        .rounds(3);
  }

  private Task<TagSequence> task() {
    Dataset<TagSequence> all = FakeSentences.dataset(200, 5);
    return Task.of(
        "made up",
        TagSequence.class,
        new Splits<>(all, Optional.empty(), Optional.empty(), List.of(), List.of()));
  }

  @Test
  void run_tokenBudgets_areKeptWithTheCrossingSentence() throws IOException {
    Task<TagSequence> task = task();
    StudyResult result = study(task).run(folder.resolve("study"));
    int all = task.train().stream().mapToInt(item -> item.instance().words().size()).sum();
    int first = (int) Math.round(0.1 * all);
    List<StudyResult.SeedResult> seeds = result.results().get(0).seeds();
    for (StudyResult.SeedResult run : seeds) {
      assertEquals(
          List.of(first, first + 60, first + 120, first + 180),
          run.history().stream().map(round -> round.labelled()).toList());
      for (int query = 0; query < 4; query++) {
        int wanted = query == 0 ? first : 60;
        int[] words =
            run.queries().get(query).texts().stream()
                .mapToInt(text -> text.text().split(" ").length)
                .toArray();
        int sum = Stream.of(words).flatMapToInt(java.util.Arrays::stream).sum();
        assertTrue(sum >= wanted, sum + " of " + wanted);
        assertTrue(sum - words[words.length - 1] < wanted, "one sentence too many");
      }
    }
    double last = seeds.get(0).history().get(3).scores().getOrDefault("f1", Double.NaN);
    assertTrue(last > 0.3, "F1 " + last);
    assertEquals("tokens", result.recipe().get("counted in"));
    assertTrue(
        RunLog.read(folder.resolve("study/runs/random-seed1")).stream()
            .anyMatch(event -> event instanceof RunEvent.Labelled));
  }

  @Test
  void run_report_hasF1ByTypeAndSpansInColour() throws IOException {
    StudyResult result = study(task()).run(folder.resolve("study"));
    assertEquals(List.of("LOC", "PER"), result.classes().labels());
    assertTrue(result.classes().test().stream().allMatch(count -> count > 5));
    result.results().get(0).seeds().forEach(run -> assertEquals(2, run.perClass().size()));
    String page = Files.readString(folder.resolve("study/report.html"));
    assertTrue(page.contains("Type by type"), "the heading");
    assertTrue(page.contains("<mark style=\"background:rgba("), "spans in colour");
    assertTrue(page.contains("<small>PER</small>"), "their types");
    assertTrue(page.contains("labelled tokens"), "the axis");
    assertTrue(page.matches("(?s).*with all \\d+ tokens\\..*"), "the verdict");
    assertFalse(page.matches("(?s).*\\d labels\\b.*"), "numbers are of tokens");
    assertFalse(result.summary().matches("(?s).*(\\d labels\\b|labels saved).*"), "sentences");
    assertFalse(page.contains("0-4 "), "spans are drawn, not spelt");
    List<String> rows = Files.readAllLines(folder.resolve("study/classes.csv"));
    assertEquals("strategy,seed,type,test_spans,labelled,precision,recall,f1", rows.get(0));
    assertEquals(1 + 2 * 2, rows.size(), "two seeds, two types");
    PrecisionRecallF1 first = result.results().get(0).seeds().get(0).perClass().get(0);
    assertTrue(rows.get(1).startsWith("random,1,LOC," + result.classes().test().get(0) + ","));
    String scores = first.precision() + "," + first.recall() + "," + first.f1();
    assertTrue(rows.get(1).endsWith("," + scores), rows.get(1));
  }

  @Test
  void run_pickedCsv_hasTagsConfidenceAndLossOfEveryQueryByAModel() throws IOException {
    StudyResult result = study(task()).run(folder.resolve("study"));
    List<String> rows = Files.readAllLines(folder.resolve("study/picked.csv"));
    assertEquals("strategy,seed,round,id,label,utility,predicted,confidence,loss", rows.get(0));
    int expected = 0;
    for (StudyResult.SeedResult run :
        result.results().stream().flatMap(r -> r.seeds().stream()).toList()) {
      assertEquals(run.queries().size(), run.picked().size());
      for (int query = 1; query < run.picked().size(); query++) {
        for (Picked one : run.picked().get(query)) {
          assertTrue(one.loss().getAsDouble() >= 0, one::toString);
          assertTrue(one.confidence().getAsDouble() <= 1, one::toString);
          expected++;
        }
      }
    }
    assertEquals(1 + expected, rows.size());
    String page = Files.readString(folder.resolve("study/report.html"));
    assertTrue(page.contains("confidence in what was selected / loss of it"), "the table");
    assertTrue(page.contains("random: share of each class in what was selected"), "the shares");
  }

  @Test
  void run_markupEmojiAndRightToLeft_areDrawnWhereTheyStand() throws IOException {
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> words =
          i % 2 == 0
              ? List.of(
                  "\u05d4\u05d2\u05d9\u05e2", "\u05d3\u05e0\u05d9", "\u05db\u05d4\u05df", "" + i)
              : List.of("\ud83d\ude00<b>", "Ann", "<i>&amp;", "" + i);
      List<String> tags = List.of("O", "B-PER", "I-PER", "O");
      items.add(new Labelled<>(Instance.ofWords("i" + i, words), new TagSequence(tags)));
    }
    Dataset<TagSequence> all = new Dataset<>(items, LabelSpace.of("O", "B-PER", "I-PER"));
    study(
            Task.of(
                "odd <letters>",
                TagSequence.class,
                new Splits<>(all, Optional.empty(), Optional.empty(), List.of(), List.of())))
        .batch("20tokens")
        .rounds(2)
        .run(folder.resolve("study"));
    String page = Files.readString(folder.resolve("study/report.html"));
    String mark = "<mark style=\"background:rgba(230,159,0,.35)\">";
    String type = " <small>PER</small></mark> ";
    assertTrue(
        page.contains(
            "<span dir=\"auto\">\u05d4\u05d2\u05d9\u05e2 "
                + mark
                + "\u05d3\u05e0\u05d9 \u05db\u05d4\u05df"
                + type),
        "right to left, as it is stored");
    assertTrue(
        page.contains("\ud83d\ude00&lt;b&gt; " + mark + "Ann &lt;i&gt;&amp;amp;" + type),
        "escaped");
    assertFalse(page.contains("<b>"), "no markup of a text");
  }

  @Test
  void run_again_goesOnWithItsNotes() throws IOException {
    Path dir = folder.resolve("study");
    StudyResult first = study(task()).run(dir);
    StudyResult again = study(task()).run(dir);
    assertEquals(first.results(), again.results());
  }

  @Test
  void run_stopSet_tellsWhereCriteriaOverWordsAndSpansFire() throws IOException {
    StudyResult result =
        study(task())
            .rounds(5)
            .stopping(
                "stable-predictions(window=2,kappa=0.5)", "stable-f(window=2,threshold=0.6)",
                "unchanged-predictions(share=0.9)", "max-labels(count=1)")
            .stopSet(30)
            .run(folder.resolve("study"));
    for (StudyResult.SeedResult run : result.results().get(0).seeds()) {
      assertEquals(30, run.advice().stopSet());
      List<Map<String, Double>> scores =
          run.history().stream().map(round -> round.scores()).toList();
      assertFalse(scores.get(0).containsKey(StopSet.KAPPA));
      assertEquals(
          List.of(
              first(
                  scores,
                  two -> (score(two, 0, StopSet.KAPPA) + score(two, 1, StopSet.KAPPA)) / 2 >= .5),
              first(
                  scores,
                  two ->
                      score(two, 0, StopSet.DELTA_F) < .6 && score(two, 1, StopSet.DELTA_F) < .6)),
          run.advice().stops().subList(0, 2).stream().map(stop -> stop.round()).toList());
      assertEquals(OptionalInt.of(1), run.advice().stops().get(2).round());
      assertEquals(OptionalInt.of(0), run.advice().stops().get(3).round());
    }
    assertEquals("30 texts of the pool", result.recipe().get("stop set"));
    assertTrue(
        Files.readString(folder.resolve("study/report.html")).contains("<h2>When to stop</h2>"));
  }

  /** The first round from 2 on of which a rule holds, by the scores of it and of the one before. */
  private static OptionalInt first(
      List<Map<String, Double>> scores, Predicate<List<Map<String, Double>>> rule) {
    return IntStream.range(2, scores.size())
        .filter(round -> rule.test(scores.subList(round - 1, round + 1)))
        .findFirst();
  }

  private static double score(List<Map<String, Double>> rounds, int round, String name) {
    return rounds.get(round).getOrDefault(name, Double.NaN);
  }

  @Test
  void run_criterionOfClasses_isRefused() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> study(task()).stopping("bounded-change").run(folder.resolve("study")))
            .getMessage();
    assertEquals(
        "stop must say something about a tag for each word, but bounded-change bounds the F of"
            + " classes, which says nothing of spans; take stable-f or stable-predictions",
        message);
  }

  @Test
  void read_conllFile_isATask() {
    Path file = folder.resolve("a.conll");
    TagFiles.writeConll(file, FakeSentences.dataset(80, 5).items(), TagScheme.IOB1);
    Task<TagSequence> task = Task.read(file, LabelFormat.tags());
    assertEquals(80, task.train().size() + task.test().size());
    assertEquals("f1", task.score().name());
    assertTrue(task.notes().toString().contains("IOB1"), task.notes().toString());
  }

  @Test
  void of_sentencesWithoutSpans_isRefused() {
    Dataset<TagSequence> none =
        new Dataset<>(
            List.of(
                new Labelled<>(Instance.ofWords("1", List.of("a")), new TagSequence(List.of("O")))),
            LabelSpace.of("O"));
    Splits<TagSequence> splits =
        new Splits<>(none, Optional.empty(), Optional.empty(), List.of(), List.of());
    String message =
        assertThrows(InvalidInputException.class, () -> Task.of("x", TagSequence.class, splits))
            .getMessage();
    assertTrue(message.contains("must have a sentence with a span"), message);
  }

  @Test
  void run_policyOfClasses_namesTheUtilityToTake() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> study(task()).strategies("ups+mnlp").run(folder.resolve("study")))
            .getMessage();
    assertEquals(
        "strategy ups+mnlp ranks candidates by a utility for one class a text (kind class), but the"
            + " labels are a tag for each word (kind tags); name one for those, such as"
            + " ups(utility=mnlp)",
        message);
  }

  @Test
  void run_tokensBeyondThePool_isRefused() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> study(task()).batch("50%tokens").run(folder.resolve("study")))
            .getMessage();
    assertTrue(message.contains("tokens wanted"), message);
  }
}
