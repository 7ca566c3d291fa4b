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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlTest {
  private static final String SIMULATE =
      "simulate --data train.csv --model tfidf --strategy random,margin --seeds 2 --initial 6"
          + " --batch 4 --rounds 2 --out study";

  @TempDir private Path dir;
  private Path data = Path.of("");

  /** What a command did. */
  private record Outcome(int code, String out, String err) {}

  @BeforeEach
  void writeData() throws IOException {
    data = dir.resolve("train.csv");
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      String[] words = {"red apple pear", "blue whale seal", "green oak beech"};
      csv.append("text ")
          .append(i)
          .append(' ')
          .append(words[i % 3])
          .append(",class")
          .append(i % 3)
          .append('\n');
    }
    Files.writeString(data, csv);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data train.csv    | --data missing.csv       | missing.csv",
        "--data train.csv    | --data empty.csv         | empty.csv",
        "--data train.csv    | --data train.csv --text-column body | body",
        "random,margin       | random,clever            | unknown strategy 'clever'; known"
            + " strategies: ",
        "random,margin       | random,random            | different strategies",
        "random,margin       | badge                    | needs [EMBEDDING], which learner",
        "random,margin       | badge                    | does not offer; it offers [LOGITS,"
            + " PROBABILITIES, GRADIENT_NORM]; learners that offer it: cnn,"
            + " head, setfit, transformer",
        "random,margin       | vote-entropy             | learners that offer it: cnn,"
            + " committee, head, transformer",
        "--model tfidf       | --model nowhere          | --model must be a checkpoint folder or name, or a"
            + " learner such as tfidf or committee(of=tfidf,members=5), found 'nowhere'; learners:"
            + " bilstm-crf, cnn, committee, head, ridge, setfit, tagger, tfidf, transformer",
        "--model tfidf       | --model committee(by=x)  | committee: by must be",
        "--model tfidf       | --model tfidf(c=1        | --model must be",
        "--rounds 2          | --rounds 2 --start warm  | --start must be scratch, warm-new or"
            + " warm-all, found 'warm'",
        "--rounds 2          | --rounds 2 --rate-decay 0.9 | --rate-decay: the rate falls over",
        "--rounds 2          | --rounds 2 --start warm-all | training warm on all labels needs a"
            + " learner that goes on from the model before, which TF-IDF",
        "--initial 6         | --initial 50             | initial 50 + 2 rounds x 4 = 58 instances"
            + " wanted, 48 in the pool",
        "--batch 4           | --batch 0                | --batch must be at least 1, found 0",
        "--rounds 2          | --rounds -1              | --rounds must be at least 1, found -1",
        "--seeds 2           | --seeds two              | 'two' is not an int",
        "--rounds 2          | --rounds 2 --test-share 1 | --test-share must lie between 0 and 1,"
            + " found 1.0",
        "--rounds 2          | --rounds 2 --fast        | --fast",
        "--model tfidf       | ''                       | --model",
        "--out study         | --out train.csv          | --out must be a folder",
        "simulate            | dream                    | dream",
        "simulate            | ''                       | --data",
      })
  void simulate_badInput_isRefusedInOneLineAndWritesNothing(
      String part, String instead, String message) throws IOException {
    Files.writeString(dir.resolve("empty.csv"), "");
    List<String> before = tree();

    Outcome outcome = al(SIMULATE.replace(part.strip(), instead));

    assertEquals(2, outcome.code(), outcome::toString);
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    assertTrue(outcome.err().contains(message), outcome::err);
    assertEquals("", outcome.out());
    assertEquals(before, tree());
  }

  @Test
  void simulate_tinyData_writesReportAndTables() throws IOException {
    Outcome outcome = al(SIMULATE);

    assertEquals(0, outcome.code(), outcome::err);
    assertTrue(outcome.out().lines().findFirst().orElse("").contains("random"), outcome::out);
    assertTrue(outcome.out().contains("accuracy: mean of 2 seeds"), outcome::out);
    assertTrue(outcome.out().contains("less random's"), outcome::out);
    assertFalse(outcome.out().contains("+-"), outcome::out);
    assertTrue(
        outcome.out().strip().endsWith(dir.resolve("study/report.html").toString()), outcome::out);
    Path study = dir.resolve("study");
    for (String file :
        List.of(
            "study.json",
            "report.html",
            "learning-curve.svg",
            "learning-curve.png",
            "learning-curve.csv",
            "runs/random-seed1/run.jsonl",
            "runs/margin-seed2/run.jsonl")) {
      assertTrue(Files.size(study.resolve(file)) > 0, file);
    }
    assertEquals(1 + 2 * 3, Files.readAllLines(study.resolve("learning-curve.csv")).size());
  }

  @Test
  void simulate_committeeWithSubsampling_reportsThePasses() throws IOException {
    Outcome outcome =
        al(
            SIMULATE
                .replace("tfidf", "committee(of=tfidf,members=3)")
                .replace("random,margin", "random,ups(gamma=0.3,full=0)+vote-entropy"));

    assertEquals(0, outcome.code(), outcome::err);
    assertTrue(
        outcome.out().contains("mean over 2 seeds: made / saved by subsampling"), outcome::out);
    String page = Files.readString(dir.resolve("study/report.html"));
    assertTrue(page.contains("made / saved by subsampling"), "the page has the passes");
    assertTrue(page.contains("committee of 3 by bagging (TF-IDF"), "the page has the committee");
    List<String> rows =
        outcome.out().substring(outcome.out().indexOf("forward passes")).lines().toList();
    assertEquals("1  42 / 0", rows.get(2).strip().replaceAll(" {3,}", "  "));
    assertTrue(rows.get(3).strip().startsWith("2 "), outcome::out);
    assertTrue(rows.get(4).contains("all") && rows.get(4).contains("x fewer"), outcome::out);
  }

  @Test
  void simulate_whileLabelling_hasTheSameRoundsAndSaysSo() throws IOException {
    Outcome outcome = al(SIMULATE + " --train-while-labelling");

    assertEquals(0, outcome.code(), outcome::err);
    assertEquals(1 + 2 * 3, Files.readAllLines(dir.resolve("study/learning-curve.csv")).size());
    RunEvent.Started started =
        (RunEvent.Started) RunLog.read(dir.resolve("study/runs/margin-seed1")).get(0);
    assertEquals(
        "prepared while the one before is labelled",
        started.provenance().identity().get("queries"));
    assertTrue(outcome.err().contains("from scratch, while people label"), outcome::err);
    assertEquals(0, al("simulate --resume study").code());
  }

  @Test
  void simulate_sharedFirstFit_strategiesStartEqual() throws IOException {
    al(SIMULATE);

    assertEquals(
        asked(dir.resolve("study/runs/random-seed1")).get(0),
        asked(dir.resolve("study/runs/margin-seed1")).get(0));
    List<String> rows = Files.readAllLines(dir.resolve("study/runs.csv"));
    List<String> first =
        rows.stream().filter(row -> row.matches("\\w+,1,0,.*")).map(AlTest::score).toList();
    assertEquals(2, first.size());
    assertEquals(first.get(0), first.get(1));
  }

  @Test
  void simulate_folderInUse_isRefusedWithTheWayToResume() throws IOException {
    al(SIMULATE);
    List<String> before = tree();

    Outcome outcome = al(SIMULATE);

    assertEquals(2, outcome.code());
    assertEquals(1, outcome.err().lines().count());
    assertTrue(outcome.err().contains("al simulate --resume"), outcome::err);
    assertEquals(before, tree());
  }

  @Test
  void resume_tornLogsAndMissingRun_givesTheUndisturbedSelectionsAndReport() throws IOException {
    al(SIMULATE);
    al(SIMULATE.replace("--out study", "--out whole"));
    Path study = dir.resolve("study");
    cut(study.resolve("runs/margin-seed1/run.jsonl"), 0.5);
    cut(study.resolve("runs/random-seed2/run.jsonl"), 0.8);
    try (Stream<Path> files = Files.walk(study.resolve("runs/margin-seed2"))) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    Files.delete(study.resolve("report.html"));

    Outcome outcome = al("simulate --resume study");

    assertEquals(0, outcome.code(), outcome::err);
    for (String run : List.of("random-seed1", "random-seed2", "margin-seed1", "margin-seed2")) {
      assertEquals(
          asked(dir.resolve("whole/runs").resolve(run)),
          asked(study.resolve("runs").resolve(run)),
          run);
    }
    assertEquals(
        Files.readString(dir.resolve("whole/learning-curve.csv")),
        Files.readString(study.resolve("learning-curve.csv")));
    assertTrue(Files.exists(study.resolve("report.html")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --train-while-labelling"})
  void resume_anyEvent_givesTheUndisturbedNotes(String more) throws IOException {
    al(SIMULATE.replace("random,margin --seeds 2", "margin --seeds 1 --first-seed 3") + more);
    Path run = dir.resolve("study/runs/margin-seed3");
    Map<String, String> whole = notes(run);
    assertEquals(Set.of("confusion.json", "query-1.json", "query-2.json"), whole.keySet());
    List<String> lines = Files.readAllLines(run.resolve("run.jsonl"));
    for (int kept = 1; kept < lines.size(); kept++) {
      if (!isQuery(lines.get(kept - 1)) && !isQuery(lines.get(kept))) {
        continue; // nothing that has a note is near
      }
      // as after a crash right behind an event, before the note that belongs to it
      Files.writeString(run.resolve("run.jsonl"), String.join("\n", lines.subList(0, kept)) + "\n");
      long asked = lines.subList(0, kept).stream().filter(AlTest::isQuery).count();
      if (isQuery(lines.get(kept - 1)) && asked > 1) {
        Files.delete(run.resolve("notes/query-" + (asked - 1) + ".json"));
      }
      if (kept < lines.size() - 1) {
        Files.writeString(run.resolve("notes/confusion.json"), "of an earlier round");
      }

      Outcome outcome = al("simulate --resume study");

      assertEquals(0, outcome.code(), outcome::err);
      assertEquals(whole, notes(run), "resumed after " + kept + " events");
    }
  }

  @Test
  void resume_studyWithoutNotes_leavesOutWhatItLacks() throws IOException {
    al(SIMULATE);
    for (String run : List.of("random-seed1", "margin-seed1", "random-seed2", "margin-seed2")) {
      Path notes = dir.resolve("study/runs").resolve(run).resolve("notes");
      for (String name : notes(notes.getParent()).keySet()) {
        Files.delete(notes.resolve(name));
      }
      Files.delete(notes);
    }

    Outcome outcome = al("simulate --resume study");

    assertEquals(0, outcome.code(), outcome::err);
    String page = Files.readString(dir.resolve("study/report.html"));
    assertTrue(page.contains("Left out for random, margin"), "the page says what is missing");
    assertTrue(page.contains("What the model said is not known"), "of the queries too");
  }

  @Test
  void resume_noStudy_isRefused() throws IOException {
    Outcome outcome = al("simulate --resume nothing");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("nothing to resume"), outcome::err);
    assertFalse(Files.exists(dir.resolve("nothing")));
  }

  @Test
  void resume_changedData_isRefused() throws IOException {
    al(SIMULATE);
    Files.writeString(data, Files.readString(data).replace("whale", "shark"));

    Outcome outcome = al("simulate --resume study");

    assertEquals(2, outcome.code(), outcome::err);
    assertTrue(outcome.err().contains("data.sha256"), outcome::err);
  }

  @Test
  void score_missingInputs_areRefusedAndWriteNothing() throws IOException {
    Files.writeString(dir.resolve("texts.txt"), "hello\n");
    Files.writeString(dir.resolve("none.txt"), "");
    Files.createDirectory(dir.resolve("folder"));
    List<String> before = tree();
    for (String command :
        List.of(
            "score --checkpoint folder --texts missing.txt --out o.jsonl",
            "score --checkpoint folder --texts none.txt --out o.jsonl",
            "score --checkpoint missing --texts texts.txt --out o.jsonl",
            "score --checkpoint folder --texts texts.txt --out o.jsonl",
            "score --checkpoint folder --texts texts.txt --out nowhere/o.jsonl",
            "score --checkpoint folder --texts texts.txt --out texts.txt")) {
      Outcome outcome = al(command);
      assertEquals(2, outcome.code(), () -> command + ": " + outcome);
      assertEquals(1, outcome.err().lines().count(), outcome::err);
      assertEquals(before, tree(), command);
    }
  }

  @Test
  void help_everyCommand_exitsWithZeroAndNothingOnStderr() throws IOException {
    for (String command :
        List.of(
            "--help",
            "--version",
            "demo --help",
            "simulate --help",
            "score --help",
            "adapt --help",
            "distil --help")) {
      Outcome outcome = al(command);
      assertEquals(0, outcome.code());
      assertEquals("", outcome.err());
      assertFalse(outcome.out().isBlank());
    }
  }

  /** Runs a command whose words after an option of a path name files in the test's folder. */
  private Outcome al(String command) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : command.strip().split(" +", -1)) {
      boolean path =
          !words.isEmpty()
              && words.get(words.size() - 1).matches("--(data|test|out|resume|checkpoint|texts)");
      words.add(path ? dir.resolve(word).toString() : word);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Al.run(
            new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static List<List<String>> asked(Path run) {
    return RunLog.read(run).stream()
        .filter(RunEvent.Asked.class::isInstance)
        .map(
            event -> ((RunEvent.Asked) event).items().stream().map(RunEvent.AskedItem::id).toList())
        .toList();
  }

  private static boolean isQuery(String line) {
    return line.contains("\"event\":\"asked\"");
  }

  private static Map<String, String> notes(Path run) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.resolve("notes"))) {
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return all;
  }

  /** Cuts a file in the middle of a line. */
  private static void cut(Path file, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = (int) (bytes.length * share);
    int cut =
        IntStream.iterate(end, i -> i - 1)
            .filter(i -> bytes[i] != '\n' && bytes[i - 1] != '\n')
            .findFirst()
            .orElseThrow();
    Files.write(file, Arrays.copyOf(bytes, cut));
  }

  private static String score(String row) {
    return row.split(",", -1)[4];
  }
}
