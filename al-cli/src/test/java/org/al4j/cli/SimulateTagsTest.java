package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.tags.TagFiles;
import org.al4j.core.tags.TagScheme;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code al simulate} on tagged sentences with a small transformer, budgets in tokens. */
class SimulateTagsTest {
  private static final String QUICK = "updates=4,epochs=1,learning-rate=1e-3";

  @TempDir private Path dir;
  private EmbeddedCheckpoint checkpoint;
  private String out = "";
  private String err = "";

  @BeforeEach
  void writeData() throws IOException {
    checkpoint = new EmbeddedCheckpoint();
    var all = FakeSentences.dataset(90, 5).items();
    TagFiles.writeConll(dir.resolve("train.conll"), all.subList(0, 60), TagScheme.IOB2);
    TagFiles.writeConll(dir.resolve("test.conll"), all.subList(60, 90), TagScheme.IOB2);
  }

  @AfterEach
  void close() throws IOException {
    checkpoint.close();
  }

  private List<String> study(String model, String strategies) {
    return words(
        "simulate --data train.conll --test test.conll --labels tags --seeds 1 --initial 12%tokens"
            + " --batch 10%tokens --rounds 2 --out study --model "
            + model.replace("TINY", "checkpoint=" + checkpoint.dir() + "," + QUICK)
            + " --strategy "
            + strategies);
  }

  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      boolean path =
          !words.isEmpty() && words.get(words.size() - 1).matches("--(data|test|out|resume)");
      words.add(path ? dir.resolve(word).toString() : word);
    }
    return words;
  }

  private int al(List<String> words) {
    StringWriter said = new StringWriter();
    StringWriter errors = new StringWriter();
    int code =
        Al.run(
            new PrintWriter(said, true),
            new PrintWriter(errors, true),
            words.toArray(String[]::new));
    out = said.toString();
    err = errors.toString();
    return code;
  }

  private List<String> rows(String file) throws IOException {
    return Files.readAllLines(dir.resolve("study").resolve(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tagger(dropout-passes=3,TINY)",
        "committee(by=seeds,members=2,TINY)",
        "committee(members=2,TINY)",
        "committee(by=dropout,members=3,TINY)",
      })
  void simulate_committeesAndDropout_serveTheStrategiesOfMembers(String model) throws IOException {
    assertEquals(0, al(study(model, "random,mnlp,token-bald,token-vote-entropy")), err);
    assertTrue(err.contains("spans of 2 types"), err);
    assertTrue(err.matches("(?s).*f1 0\\.\\d{3} with \\d{2,} tokens; about.*"), err);
    assertFalse((out + err).matches("(?s).*(\\d labels\\b|labels saved).*"), out + err);
    assertTrue(out.contains("f1: 1 seed"), out);
    assertEquals(1 + 4 * 2, rows("classes.csv").size());
    String page = Files.readString(dir.resolve("study/report.html"));
    assertTrue(page.contains("Type by type") && page.contains("labelled tokens"), "the page");
    assertTrue(page.contains("<mark style=\"background:rgba("), "spans in colour");
  }

  @Test
  void resume_killedAfterAnyRound_givesTheSameToTheBit() throws IOException {
    assertEquals(0, al(study("tagger(dropout-passes=2,TINY)", "mnlp,token-bald")), err);
    List<String> scores = scores();
    List<String> types = rows("classes.csv");
    Path file = dir.resolve("study/runs/token-bald-seed1/run.jsonl");
    List<String> log = Files.readAllLines(file);
    int[] closed =
        IntStream.range(0, log.size())
            .filter(i -> log.get(i).contains("\"event\":\"closed\""))
            .toArray();
    assertEquals(3, closed.length);
    for (int at : closed) {
      Files.write(file, log.subList(0, at + 1));
      assertEquals(0, al(words("simulate --resume study")), err);
      assertEquals(asked(log), asked(Files.readAllLines(file)), "queries and utilities");
      assertEquals(scores, scores());
      assertEquals(types, rows("classes.csv"));
    }
  }

  /** What was asked, with the utilities. */
  private static List<String> asked(List<String> log) {
    return log.stream()
        .filter(line -> line.contains("\"event\":\"asked\""))
        .map(line -> line.replaceAll(",\"selectSeconds\".*", ""))
        .toList();
  }

  /** Strategy, seed, round, labelled and F1 of each round. */
  private List<String> scores() throws IOException {
    return rows("runs.csv").stream()
        .map(row -> row.replaceAll("^((?:[^,]*,){4}[^,]*),.*", "$1"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a B-X;b                 | bad.conll:2: 1 column where line 1 has 2: 'b'",
        "a;b                     | bad.conll:1: a column of tags is missing, found one column 'a'",
        "a B-X;b PER             | bad.conll:2: word 2 'b': the tag must be O, or B-, I-,",
        "a O;b I-X;c B-Y         | bad.conll:2: word 2 'b'",
      })
  void simulate_badTestData_isOneLineWithFileAndLine(String lines, String message)
      throws IOException {
    Files.writeString(dir.resolve("bad.conll"), lines.replace(';', '\n') + "\n");
    List<String> command = study("tagger(TINY)", "mnlp");
    command.set(command.indexOf("--test") + 1, dir.resolve("bad.conll").toString());
    assertEquals(2, al(command), out);
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.contains(message), err);
    assertTrue(Files.notExists(dir.resolve("study")));
  }

  @Test
  void simulate_illFormedRepaired_isCounted() throws IOException {
    Files.writeString(dir.resolve("bad.conll"), "Both1 PER\nany1 O\nany2 I-PER\nany3 B-PER\n");
    List<String> command = study("tagger(TINY)", "random");
    command.set(command.indexOf("--test") + 1, dir.resolve("bad.conll").toString());
    command.addAll(List.of("--ill-formed", "repair"));
    assertEquals(0, al(command), err);
    assertTrue(err.contains("note: bad.conll: 1 tag of no scheme read as O"), err);
  }

  @Test
  void simulate_typeThatOnlyTheTestPartHas_isToldAndMissed() throws IOException {
    Files.writeString(dir.resolve("new.conll"), "Oslo B-CITY\n\nPER1 B-PER\n");
    List<String> command = study("tagger(TINY)", "random");
    command.set(command.indexOf("--test") + 1, dir.resolve("new.conll").toString());
    assertEquals(0, al(command), err);
    assertTrue(err.contains("classes that the train part lacks: 'B-CITY'"), err);
    assertTrue(
        rows("classes.csv").stream().anyMatch(row -> row.matches("random,1,CITY,1,0,.*,0.0")),
        () -> "not counted");
  }

  @Test
  void simulate_emptySentence_isRefusedOrSkipped() throws IOException {
    Files.writeString(
        dir.resolve("empty.jsonl"),
        "{\"tokens\":[\"PER1\"],\"ner_tags\":[\"B-PER\"]}\n{\"tokens\":[],\"ner_tags\":[]}\n");
    List<String> command = study("tagger(TINY)", "random");
    command.set(command.indexOf("--test") + 1, dir.resolve("empty.jsonl").toString());
    assertEquals(2, al(command), out);
    assertTrue(err.contains("empty.jsonl:2: a sentence must have a word"), err);
    command.addAll(List.of("--empty-sentences", "skip"));
    assertEquals(0, al(command), err);
    assertTrue(err.contains("1 sentence without a word"), err);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model tfidf | learner tfidf does not learn from annotations of kind TagSequence",
        "--strategy margin | strategy margin is for one class a text",
        "--stop bounded-change | --stop must say something about a tag for each word",
        "--initial 0%tokens | --initial",
        "--batch 99%tokens | tokens wanted",
      })
  void simulate_whatDoesNotApply_isOneLine(String options, String message) {
    List<String> command = study("tagger(TINY)", "mnlp");
    String[] option = options.split(" ", -1);
    if (command.contains(option[0])) {
      command.set(command.indexOf(option[0]) + 1, option[1]);
    } else {
      command.addAll(List.of(option));
    }
    assertEquals(2, al(command), out);
    assertTrue(err.lines().reduce((one, two) -> two).orElse("").contains(message), err);
  }
}
