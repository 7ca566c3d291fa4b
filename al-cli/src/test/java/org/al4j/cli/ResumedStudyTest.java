package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a study is resumed on is what it was started on. */
class ResumedStudyTest {
  private static final String[] WORDS = {"red apple pear", "blue whale seal", "green oak beech"};

  @TempDir private Path dir;
  private Path data = Path.of("");
  private Path test = Path.of("");
  private Path study = Path.of("");
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeData() throws IOException {
    data = Files.write(dir.resolve("train.csv"), rows(0, 60));
    test = Files.write(dir.resolve("test.csv"), rows(60, 90));
    study = dir.resolve("study");
  }

  private static List<String> rows(int from, int to) {
    List<String> rows = new ArrayList<>(List.of("text,label"));
    for (int i = from; i < to; i++) {
      rows.add("text " + i + " " + WORDS[i % 3] + ",class" + i % 3);
    }
    return rows;
  }

  private int al(String... words) {
    err.getBuffer().setLength(0);
    return Al.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
  }

  private int simulate(String strategies) {
    String options =
        "--model tfidf --seeds 1 --initial 6 --batch 4 --rounds 2 --strategy " + strategies;
    List<String> words = new ArrayList<>(List.of("simulate", "--data", data.toString()));
    words.addAll(List.of("--test", test.toString(), "--out", study.toString()));
    words.addAll(List.of(options.split(" ", -1)));
    return al(words.toArray(String[]::new));
  }

  private void assertRefused(String what) throws IOException {
    TreeMap<String, String> before = contents();
    assertEquals(2, al("simulate", "--resume", study.toString()), err::toString);
    assertTrue(err.toString().contains(what), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertEquals(before, contents());
  }

  private TreeMap<String, String> contents() throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(study)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  /** Cuts the last events off the last run, so that there is something to do. */
  private void cutLastRun(String run) throws IOException {
    Path log = study.resolve("runs").resolve(run).resolve("run.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.write(log, lines.subList(0, lines.size() - 3));
  }

  private static void rewrite(Path file, UnaryOperator<String> change) throws IOException {
    Files.writeString(file, change.apply(Files.readString(file)));
  }

  private static String swapLabels(String csv) {
    return csv.replace("class0", "x").replace("class1", "class0").replace(",x", ",class1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"rounds\" : 2           | \"rounds\" : 999999         | pool too small",
        "\"random\"               | \"rondom\"                  | unknown strategy 'rondom'",
        "\"testShare\" : 0.2      | \"testShare\" : 7           | testShare must lie between",
        "\"model\" : \"tfidf\"    | \"model\" : \"tf\\ud800\"   | --model must be",
        "train.csv\"              | train\\ud800.csv\"          | can be the name of no file here",
        "train.csv\"              | nothing.csv\"               | no such file",
      })
  void resume_settingThatCannotBe_namesTheFileThatHasIt(String from, String to, String what)
      throws IOException {
    assertEquals(0, simulate("random"), err::toString);
    Path file = study.resolve("study.json");
    rewrite(file, json -> json.replace(from, to));
    assertRefused(file + ": ");
    assertRefused(what);
  }

  @Test
  void resume_goldLabelsSwapped_isRefused() throws IOException {
    assertEquals(0, simulate("random,margin"), err::toString);
    cutLastRun("margin-seed1");
    rewrite(data, ResumedStudyTest::swapLabels);
    assertRefused("the gold labels of the pool changed since it was started");
  }

  @Test
  void resume_oneGoldLabelThatNobodyAskedFor_isRefused() throws IOException {
    assertEquals(0, simulate("random"), err::toString);
    String log = Files.readString(study.resolve("runs/random-seed1/run.jsonl"));
    assertEquals(14, log.split("\"event\":\"labelled\"", -1).length - 1, "labels given");
    List<String> before = Files.readAllLines(data);
    int refused = 0;
    for (int i = 1; i < before.size(); i++) {
      List<String> after = new ArrayList<>(before);
      after.set(i, before.get(i).replaceAll("class\\d", "class" + i % 3));
      assertTrue(!after.equals(before));
      Files.write(data, after);
      refused += al("simulate", "--resume", study.toString()) == 2 ? 1 : 0;
    }
    assertEquals(60, refused);
  }

  @Test
  void resume_otherTestPart_isRefused() throws IOException {
    assertEquals(0, simulate("random"), err::toString);
    cutLastRun("random-seed1");
    rewrite(test, ResumedStudyTest::swapLabels);
    assertRefused("the test part changed since it was started");
    Files.write(test, rows(60, 89));
    assertRefused("the test part changed since it was started");
    Files.write(test, rows(60, 90));
    assertEquals(0, al("simulate", "--resume", study.toString()), err::toString);
  }

  @Test
  void resume_otherTestFileInTheSettings_isRefused() throws IOException {
    assertEquals(0, simulate("random"), err::toString);
    Path other = Files.write(dir.resolve("other.csv"), rows(90, 120));
    rewrite(study.resolve("study.json"), json -> json.replace(test.toString(), other.toString()));
    assertRefused("the test part changed since it was started");
  }

  @Test
  void resume_fileOfAStrategy_countsByItsRows() throws IOException {
    Path file = Files.write(dir.resolve("reference.csv"), rows(100, 120));
    assertEquals(0, simulate("model-outliers(reference=" + file + ")"), err::toString);
    List<String> rows = Files.readAllLines(file);
    Collections.reverse(rows.subList(1, rows.size()));
    Files.write(file, rows);
    assertEquals(0, al("simulate", "--resume", study.toString()), err::toString);
    rewrite(file, text -> text.replace("whale", "shark"));
    assertRefused("the files that the strategy reads changed since it was started");
  }

  @Test
  void resume_rowsInAnotherOrder_goesOn() throws IOException {
    assertEquals(0, simulate("random,margin"), err::toString);
    String curve = Files.readString(study.resolve("learning-curve.csv"));
    cutLastRun("margin-seed1");
    for (Path file : List.of(data, test)) {
      List<String> rows = Files.readAllLines(file);
      Collections.reverse(rows.subList(1, rows.size()));
      Files.write(file, rows);
    }
    assertEquals(0, al("simulate", "--resume", study.toString()), err::toString);
    assertEquals(curve, Files.readString(study.resolve("learning-curve.csv")));
  }

  @Test
  void resume_studyRecordedBeforeThereWereSuchKeys_goesOn() throws IOException {
    copyOldStudy();
    assertEquals(0, al("simulate", "--resume", study.toString()), err::toString);
    assertEquals(1 + 2 * 3, Files.readAllLines(study.resolve("learning-curve.csv")).size());
  }

  @Test
  void resume_studyRecordedBeforeThereWereSuchKeys_refusesOtherLabels() throws IOException {
    copyOldStudy();
    rewrite(data, ResumedStudyTest::swapLabels);
    assertRefused("the gold labels of the pool changed since it was started: '");
  }

  /** Recorded at commit 8743f2a on the rows of this test; the margin run was broken off. */
  private void copyOldStudy() throws IOException {
    for (String file : List.of("study.json", "random-seed1.jsonl", "margin-seed1.jsonl")) {
      Path to =
          file.endsWith("l")
              ? study.resolve("runs").resolve(file.replace(".jsonl", "/run.jsonl"))
              : study.resolve(file);
      Files.createDirectories(to.getParent());
      try (InputStream in = getClass().getResourceAsStream("old-study/" + file)) {
        Files.write(to, in.readAllBytes());
      }
    }
    rewrite(
        study.resolve("study.json"),
        json -> json.replace("TRAIN", data.toString()).replace("TEST", test.toString()));
  }

  @Test
  void simulate_toldToEnd_saysHowToGoOnAndGoesOn() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Al.class.getName()));
    String options =
        "simulate --model tfidf --strategy random,margin --seeds 500 --initial 6 --batch 4"
            + " --rounds 2";
    command.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of("--data", data.toString(), "--test", test.toString()));
    command.addAll(List.of("--out", study.toString()));
    Process process = new ProcessBuilder(command).start();
    try (BufferedReader lines = process.errorReader()) {
      String line = lines.readLine();
      while (line != null && !line.contains(" rounds, ")) {
        line = lines.readLine();
      }
      assertTrue(line != null, "ended before it was told to");
      process.toHandle().destroy(); // which leaves its output open
      List<String> last = lines.lines().toList();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      if (process.supportsNormalTermination()) {
        String expected = "al simulate: interrupted; go on with: al simulate --resume " + study;
        assertTrue(last.contains(expected), last::toString);
      }
    }
    rewrite(study.resolve("study.json"), json -> json.replace("\"seeds\" : 500", "\"seeds\" : 1"));
    assertEquals(0, al("simulate", "--resume", study.toString()), err::toString);
  }
}
