package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands make of people's files. */
class DataCommandsTest {
  private static final String[] WORDS = {"red apple pear", "blue whale seal"};

  @TempDir private Path dir;

  /** What a command did. */
  private record Outcome(int code, String out, String err) {}

  @Test
  void simulate_oddFile_saysWhatIsInIt() throws IOException {
    StringBuilder csv = new StringBuilder("Satz;Art;Quelle\n");
    for (int i = 0; i < 40; i++) {
      csv.append("sch\u00f6n ").append(i).append(' ').append(WORDS[i % 2]).append(";c");
      csv.append(i % 2).append(";web\n");
    }
    csv.append("noch eins;;web\nschlecht;C1;web\nschlecht;C1;web\nschlecht;c1;web\n");
    Path file = dir.resolve("daten.CSV");
    Files.write(file, csv.toString().getBytes(Charset.forName("windows-1252")));

    Outcome refused = simulate(file, "--text-column", "satz", "--label-column", "art");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("--encoding windows-1252"), refused::err);
    assertEquals(1, refused.err().lines().count(), refused::err);
    assertTrue(Files.notExists(dir.resolve("study")));

    Outcome outcome =
        simulate(
            file, "--text-column", "satz", "--label-column", "art", "--encoding", "windows-1252");
    assertEquals(0, outcome.code(), outcome::err);
    assertEquals(
        List.of(
            "note: daten.CSV: columns separated by semicolon, as its header shows",
            "note: daten.CSV: the text is column 'Satz'",
            "classes:    C1 2, c0 20, c1 21",
            "note: 1 of 44 train texts have no label and are left out",
            "warning: classes 'C1' (2 texts) and 'c1' (21 texts) differ in upper and lower case"
                + " only",
            "warning: 2 of 44 texts are equal to another one; 1 texts occur with different labels"),
        outcome.err().lines().limit(6).toList());
    Outcome resumed = al("simulate", "--resume", dir.resolve("study").toString());
    assertEquals(0, resumed.code(), resumed::err);
  }

  @Test
  void simulate_equalTexts_stayOnOneSideOfTheSplit() throws IOException {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 90; i++) {
      csv.append("text ")
          .append(i / 3)
          .append(' ')
          .append(WORDS[i % 2])
          .append(i % 3 == 0 ? " " : "");
      csv.append(",c").append(i % 2).append('\n');
    }
    Path file = Files.writeString(dir.resolve("d.csv"), csv);
    Outcome kept = simulate(file);
    assertEquals(0, kept.code(), kept::err);
    assertTrue(kept.err().contains("warning: 30 of 90 texts are equal to another one"), kept::err);
    Outcome once = simulate(file, "--duplicates", "once", "--out", dir.resolve("o").toString());
    assertEquals(0, once.code(), once::err);
    assertTrue(
        once.err().contains("note: d.csv: 30 rows with the text of another one are left out"),
        once::err);
    assertEquals(2, simulate(file, "--duplicates", "twice").code());
  }

  @Test
  void score_anyForm_givesLabelAndProbabilitiesByName() throws IOException {
    saveModel();
    Path texts = Files.writeString(dir.resolve("t.csv"), "body;key\nred apple;k1\nwhale;k2\n");
    Path out = dir.resolve("s.jsonl");
    Outcome outcome = score(texts, out, "--text-column", "body", "--id-column", "KEY");
    assertEquals(0, outcome.code(), outcome::err);
    List<String> lines = Files.readAllLines(out);
    assertTrue(
        lines.get(0).startsWith("{\"id\":\"k1\",\"label\":\"fruit\",\"probabilities\":{\"fruit\":"),
        lines::toString);
    assertTrue(lines.get(1).startsWith("{\"id\":\"k2\",\"label\":\"sea\""), lines::toString);

    Path unknown = Files.writeString(dir.resolve("t.dat"), "red apple\n");
    Outcome refused = score(unknown, out);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("unknown format; known: .csv, .tsv"), refused::err);
    assertEquals(lines, Files.readAllLines(out));
  }

  @Test
  void score_outIsTheInputByALink_isRefused() throws IOException {
    saveModel();
    Path texts = Files.writeString(dir.resolve("t.txt"), "red apple\n");
    Path link = link("l.txt", texts);
    Outcome outcome = score(texts, link);
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("--out must not be the --texts file"), outcome::err);
    assertEquals("red apple\n", Files.readString(texts));
  }

  @Test
  void score_outIsALinkOrADevice_isFollowed() throws IOException {
    saveModel();
    Path texts = Files.writeString(dir.resolve("t.txt"), "red apple\n");
    Path link = link("l.jsonl", Path.of("real.jsonl"));
    assertEquals(0, score(texts, link).code());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(1, Files.readAllLines(dir.resolve("real.jsonl")).size());
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no /dev/null");
    assertEquals(0, score(texts, device).code());
    assertTrue(Files.exists(device) && !Files.isRegularFile(device));
  }

  private void saveModel() throws IOException {
    List<Labelled<ClassLabel>> labelled = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      labelled.add(
          new Labelled<>(
              Instance.ofText("i" + i, WORDS[i % 2]),
              new ClassLabel(i % 2 == 0 ? "fruit" : "sea")));
    }
    try (TfidfClassifier model =
        TfidfLearner.create().fit(labelled, FitContext.of(LabelSpace.of("fruit", "sea"), 1))) {
      model.save(dir.resolve("model"));
    }
  }

  private Path link(String name, Path target) {
    try {
      return Files.createSymbolicLink(dir.resolve(name), target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no symbolic links here: " + e);
      throw new AssertionError(e);
    }
  }

  private Outcome score(Path texts, Path out, String... more) {
    List<String> words = new ArrayList<>(List.of("score", "--checkpoint"));
    words.addAll(List.of(dir.resolve("model").toString(), "--texts", texts.toString()));
    words.addAll(List.of("--out", out.toString()));
    words.addAll(List.of(more));
    return al(words.toArray(String[]::new));
  }

  private Outcome simulate(Path data, String... more) {
    List<String> words = new ArrayList<>(List.of("simulate", "--data", data.toString()));
    words.addAll(List.of("--model", "tfidf", "--strategy", "margin", "--seeds", "1"));
    words.addAll(List.of("--initial", "6", "--batch", "2", "--rounds", "1"));
    if (!List.of(more).contains("--out")) {
      words.addAll(List.of("--out", dir.resolve("study").toString()));
    }
    words.addAll(List.of(more));
    return al(words.toArray(String[]::new));
  }

  private static Outcome al(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Al.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Outcome(code, out.toString(), err.toString());
  }
}
