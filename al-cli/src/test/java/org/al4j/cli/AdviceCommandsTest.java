package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.cli.progress.Progress;
import org.al4j.core.log.Iteration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code al errors}, and what {@code al simulate} tells beside its curves. */
class AdviceCommandsTest {
  private static final String[] WORDS = {"red apple pear plum", "blue whale seal cod"};

  @TempDir private Path dir;
  private Path data = Path.of("");

  /** What a command did. */
  private record Outcome(int code, String out, String err) {}

  /** Text 7 is a fruit that is labelled as sea. */
  @BeforeEach
  void write() throws IOException {
    StringBuilder csv = new StringBuilder("id,text,label\n");
    for (int i = 0; i < 80; i++) {
      csv.append('t').append(i).append(',').append(WORDS[i % 2]).append(' ').append(i);
      csv.append(i % 2 == 0 ? ",fruit\n" : ",sea\n");
    }
    csv.append("wrong,red apple pear plum again,sea\n");
    data = Files.writeString(dir.resolve("d.csv"), csv);
  }

  private static Outcome al(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Al.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Outcome(code, out.toString(), err.toString());
  }

  private Outcome simulate(String... more) {
    List<String> words = new ArrayList<>(List.of("simulate", "--data", data.toString()));
    words.addAll(List.of("--model", "tfidf", "--strategy", "random,margin", "--seeds", "1"));
    words.addAll(List.of("--initial", "6", "--batch", "6", "--rounds", "3"));
    words.addAll(List.of("--out", dir.resolve("study").toString()));
    words.addAll(List.of(more));
    return al(words.toArray(String[]::new));
  }

  @Test
  void errors_wrongLabel_isFirstInTheListAndTheFile() throws IOException {
    Path out = dir.resolve("e.csv");
    Outcome outcome =
        al(
            "errors",
            "--data",
            data.toString(),
            "--model",
            "tfidf",
            "--id-column",
            "id",
            "--out",
            out.toString());

    assertEquals(0, outcome.code(), outcome::err);
    List<String> lines = outcome.out().lines().toList();
    assertTrue(lines.get(0).startsWith("1 of 81 labels are suspected; 1 are"), outcome::out);
    assertTrue(lines.get(1).startsWith("wrong: label sea (0."), outcome::out);
    assertTrue(lines.get(1).endsWith(" models say fruit: red apple pear plum again"), outcome::out);
    List<String> csv = Files.readAllLines(out);
    assertEquals("rank,id,label,suggested,self_confidence,normalised_margin,text", csv.get(0));
    assertTrue(csv.get(1).startsWith("1,wrong,sea,fruit,0."), csv::toString);
    assertEquals(2, csv.size());
    assertEquals(
        1,
        al("errors", "--data", data.toString(), "--model", "tfidf", "--top", "0")
            .out()
            .lines()
            .count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--folds | 1 | --folds must be at least 2, found 1",
        "--folds | 90 | 81 labelled texts cannot be cross-validated: there must be at least --folds",
        "--top | -1 | --top must be at least 0, found -1",
        "--order | any | --order must be self-confidence or normalised-margin, found 'any'",
        "--model | nothing | --model must be a checkpoint folder or name, or a learner such as tfidf",
        "--label-column | id | ",
        "--out | nowhere/e.csv | --out must be a file in an existing folder, found nowhere/e.csv",
      })
  void errors_badInput_isRefusedInALine(String option, String value, String says) {
    List<String> words =
        new ArrayList<>(List.of("errors", "--data", data.toString(), option, value));
    if (!option.equals("--model")) {
      words.addAll(List.of("--model", "tfidf"));
    }
    Outcome outcome = al(words.toArray(String[]::new));
    assertEquals(2, outcome.code(), outcome::err);
    assertTrue(outcome.err().startsWith("al errors: " + (says == null ? "" : says)), outcome::err);
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    assertEquals("", outcome.out());
  }

  @Test
  void simulate_criteriaAndPrice_areToldAndKept() {
    Outcome outcome =
        simulate("--stop", "max-labels(count=12),stable-f(window=1)", "--price", "0.2");
    assertEquals(0, outcome.code(), outcome::err);
    assertTrue(
        outcome.out().contains("random: max-labels(count=12) would have stopped at 12 labels"),
        outcome::out);
    assertTrue(outcome.out().contains("What it would have saved"), outcome::out);
    assertTrue(outcome.err().contains("stop set:   65 texts of the pool"), outcome::err);
    Outcome resumed = al("simulate", "--resume", dir.resolve("study").toString());
    assertEquals(0, resumed.code(), resumed::err);
    assertEquals(outcome.out(), resumed.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--stop | never | unknown stopping criterion 'never'; known: stable-predictions,",
        "--stop | stable-f,stable-f | --stop must name different criteria, found",
        "--stop-set | 0 | --stop-set must be at least 1, found 0",
        "--price | -1 | --price must be a number of at least 0, found -1",
      })
  void simulate_badAdvice_isRefusedAndNothingWritten(String option, String value, String says) {
    Outcome outcome = simulate(option, value);
    assertEquals(2, outcome.code(), outcome::err);
    assertTrue(outcome.err().startsWith("al simulate: " + says), outcome::err);
    assertTrue(Files.notExists(dir.resolve("study")));
  }

  @Test
  void progress_stopSet_tellsWhatFurtherLabelsWouldChange() {
    StringWriter err = new StringWriter();
    Progress progress = Progress.lines(new PrintWriter(err, true), "accuracy", 1000);
    progress.start(2);
    progress.startRun("margin", 1);
    progress.onIteration(new Iteration(0, 20, 900, 0, Map.of("accuracy", 0.5), 0, 0, 0));
    progress.onIteration(
        new Iteration(1, 120, 800, 0, Map.of("accuracy", 0.75, "stop_changed", 0.01), 0, 0, 0));
    assertTrue(
        err.toString()
            .contains(
                "accuracy 0.750 with 120 labels, another 100 labels would change fewer than 1.7 % of"
                    + " the predictions (about 1.0 %); about"),
        err::toString);
  }

  @Test
  void progress_countingTokens_saysTokens() {
    StringWriter err = new StringWriter();
    Progress progress = Progress.lines(new PrintWriter(err, true), "f1", 1000);
    progress.counting("tokens");
    progress.start(2);
    progress.startRun("mnlp", 1);
    progress.onIteration(new Iteration(0, 300, 900, 0, Map.of("f1", 0.5), 0, 0, 0));
    progress.onIteration(
        new Iteration(1, 1300, 800, 0, Map.of("f1", 0.75, "stop_changed", 0.01), 0, 0, 0));
    assertTrue(
        err.toString()
            .contains(
                "f1 0.750 with 1300 tokens, another 1000 tokens would change fewer than 1.7 % of the"
                    + " predictions"),
        err::toString);
  }
}
