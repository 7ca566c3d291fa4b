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
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.SupportDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands with a head on the vectors of a checkpoint. */
class HeadCommandsTest {
  @TempDir private Path dir;
  private EmbeddedCheckpoint checkpoint;
  private Path data = Path.of("");

  /** What a command did. */
  private record Outcome(int code, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    checkpoint = new EmbeddedCheckpoint();
    StringBuilder csv = new StringBuilder("text\tlabel\n");
    List<Labelled<ClassLabel>> items = SupportDesk.task().train().subList(0, 80);
    items.forEach(
        item ->
            csv.append(item.instance().text().replaceAll("\\s+", " "))
                .append('\t')
                .append(item.annotation().name())
                .append('\n'));
    data = Files.writeString(dir.resolve("d.tsv"), csv);
  }

  @AfterEach
  void close() throws IOException {
    checkpoint.close();
  }

  private static Outcome al(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Al.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Outcome(code, out.toString(), err.toString());
  }

  private String head() {
    return "head(checkpoint=" + checkpoint.dir() + ",store=" + dir.resolve("store") + ")";
  }

  private Outcome simulate(String strategies, String study) {
    List<String> words = new ArrayList<>(List.of("simulate", "--data", data.toString()));
    words.addAll(List.of("--model", head(), "--strategy", strategies, "--seeds", "1"));
    words.addAll(List.of("--initial", "8", "--batch", "6", "--rounds", "1"));
    words.addAll(List.of("--out", dir.resolve(study).toString()));
    return al(words.toArray(String[]::new));
  }

  @Test
  void simulate_newTexts_tellsOfTheirEmbeddingOnce() {
    Outcome drawn = simulate("random", "a");
    assertEquals(0, drawn.code(), drawn::err);
    assertTrue(drawn.err().contains("16 texts embedded in "), "the test part: " + drawn.err());
    Outcome first = simulate("random,margin", "b");
    assertEquals(0, first.code(), first::err);
    // the first study read 14 texts of the pool, unseen
    assertTrue(first.err().contains("50 texts embedded in "), first::err);
    Outcome again = simulate("random,margin", "c");
    assertFalse(again.err().contains("embedded in"), again::err);
    assertEquals(curve(first), curve(again));
  }

  /** What does not tell seconds. */
  private static String curve(Outcome outcome) {
    return outcome.out().split("seconds per round", 2)[0];
  }

  @Test
  void errors_newTexts_tellsOfTheirEmbedding() {
    Outcome outcome = al("errors", "--data", data.toString(), "--model", head());
    assertEquals(0, outcome.code(), outcome::err);
    assertTrue(outcome.err().contains("80 texts embedded in "), outcome::err);
  }

  @Test
  void simulate_descriptionsByRelativePath_areFoundOnResume() throws IOException {
    Path file = describe(classes());
    Path here = Path.of("").toAbsolutePath();
    String strategy =
        "class-descriptions(descriptions="
            + here.relativize(file)
            + ",checkpoint="
            + here.relativize(checkpoint.dir())
            + ")";
    System.setProperty("al4j.cache", dir.resolve("cache").toString());
    try {
      Outcome outcome = simulate(strategy, "study");
      assertEquals(0, outcome.code(), outcome::err);
      String settings = Files.readString(dir.resolve("study/study.json"));
      assertTrue(settings.contains("(descriptions=" + file + ",checkpoint=" + checkpoint.dir()));
      Outcome resumed = al("simulate", "--resume", dir.resolve("study").toString());
      assertEquals(outcome.out(), resumed.out(), resumed::err);
      // what is described by itself goes by its name
      describe(classes().subList(0, 2));
      Outcome changed = al("simulate", "--resume", dir.resolve("study").toString());
      assertEquals(2, changed.code());
      assertEquals(1, changed.err().lines().count(), changed::err);
      assertEquals(0, simulate(strategy, "names").code());
    } finally {
      System.clearProperty("al4j.cache");
    }
  }

  private List<String> classes() {
    return SupportDesk.task().labels().names();
  }

  private Path describe(List<String> names) throws IOException {
    List<String> lines =
        names.stream().map(name -> name + "\tthe customer writes of " + name).toList();
    return Files.write(dir.resolve("classes.txt"), lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FIRST\\t | line 1: the description of class 'FIRST' is empty; say in a line",
        "nobody\\tof nothing | class 'nobody' is described, but the classes are [",
        "FIRST | line 1: a line must be a class, a tab and what the class is about, found 'FIRST'",
        "FIRST\\ta\\nFIRST\\tb | line 2: class 'FIRST' is described twice",
      })
  void simulate_badDescriptions_areRefusedInALine(String lines, String says) throws IOException {
    String first = classes().get(0);
    Path file =
        Files.writeString(
            dir.resolve("classes.txt"),
            lines.replace("\\t", "\t").replace("\\n", "\n").replace("FIRST", first));
    refused(
        simulate("class-descriptions(descriptions=" + file + ")", "study"),
        says.replace("FIRST", first));
  }

  @Test
  void simulate_noFileOrOneClass_isRefusedInALine() throws IOException {
    String none = dir.resolve("none.txt").toString();
    refused(
        simulate("class-descriptions(descriptions=" + none + ")", "study"),
        "cannot read the descriptions " + none);
    Files.writeString(data, "text\tlabel\n" + "a text\tone\n".repeat(30));
    refused(
        simulate("class-descriptions", "study"), "must have at least two labels, found only [one]");
  }

  private void refused(Outcome outcome, String says) {
    assertEquals(2, outcome.code(), outcome::err);
    assertTrue(outcome.err().contains(says), outcome::err);
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    assertTrue(Files.notExists(dir.resolve("study")));
  }
}
