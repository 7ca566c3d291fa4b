package org.al4j.examples.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.study.Task;
import org.al4j.testkit.FakeSentences;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PLASM's two programs at a tiny scale, from the command line to their files. */
class PlasmProgramsTest {
  private static final String TAGGER =
      "bilstm-crf(updates=1,epochs=1,hidden=8,feed-forward=8,word-width=8,char-filters=4";

  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeData() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text,label"));
    for (Labelled<ClassLabel> item : FakeTexts.dataset(400, 3, 1).items()) {
      lines.add(item.instance().text() + "," + item.annotation().name());
    }
    Files.write(dir.resolve("texts.csv"), lines);
    List<String> sentences = new ArrayList<>();
    for (Labelled<TagSequence> item : FakeSentences.dataset(350, 1).items()) {
      for (int i = 0; i < item.instance().words().size(); i++) {
        sentences.add(item.instance().words().get(i) + " " + item.annotation().tags().get(i));
      }
      sentences.add("");
    }
    Files.write(dir.resolve("sentences.conll"), sentences);
  }

  @Test
  void mismatch_runAgain_judgesTheSameFromItsFolder() {
    String[] args = {
      "--teacher=tfidf", "--student=tfidf(ngrams=2)", "--other=tfidf(c=5)", "--seeds=2"
    };
    String first = printed(MismatchExperiment::new, "texts.csv", args);
    assertEquals(4, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
    assertTrue(first.contains("| tfidf on labels of tfidf(ngrams=2) |"), first);
    assertTrue(first.contains("| acquisition by | training s | scoring s | both s |"), first);
    assertTrue(first.indexOf("judged by accuracy over the run") < first.indexOf("| labels |"));
    assertEquals(first, printed(MismatchExperiment::new, "texts.csv", args));
    requireFiles("plasm-mismatch");
  }

  @Test
  void mismatch_tags_countsTokensAndJudgesF1() {
    String[] args = {
      "--labels=tags",
      "--teacher=" + TAGGER + ")",
      "--student=" + TAGGER + ",dropout=0)",
      "--other=" + TAGGER + ",best=1)",
      "--seeds=1"
    };
    String first = printed(MismatchExperiment::new, "sentences.conll", args);
    assertTrue(first.contains("300 tokens first, 3 rounds of 300 by MNLP"), first);
    assertTrue(first.contains("judged by f1 over the run"), first);
    assertEquals(4, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
  }

  @Test
  void plasm_runAgain_judgesTheSameFromItsFolder() {
    String[] args = {
      "--teacher=tfidf",
      "--student=tfidf(ngrams=2)",
      "--weak=tfidf(c=0.01)",
      "--successors=tfidf(c=5),tfidf(c=2)",
      "--seeds=2"
    };
    String first = printed(PlasmClaims::new, "texts.csv", args);
    assertEquals(9, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
    assertTrue(first.contains("| tfidf(c=2), and the teacher's pseudo-labels |"), first);
    assertEquals(first, printed(PlasmClaims::new, "texts.csv", args));
    requireFiles("plasm");
  }

  @Test
  void plasm_tagsOnSomeRows_judgesThese() {
    String[] args = {
      "--labels=tags",
      "--teacher=" + TAGGER + ")",
      "--student=" + TAGGER + ",dropout=0)",
      "--weak=" + TAGGER + ",best=2)",
      "--successors=" + TAGGER + ",best=1)",
      "--rows=itself,student,pseudo,confident",
      "--seeds=1"
    };
    String first = printed(PlasmClaims::new, "sentences.conll", args);
    assertEquals(4, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
    assertEquals(4, first.lines().filter(line -> line.endsWith("not measured |")).count());
  }

  @Test
  void programs_badArguments_areRefusedInOneLine() {
    assertRefused(
        MismatchExperiment::new,
        "--student must be given where --teacher is no checkpoint, found 'tfidf'",
        "--teacher=tfidf");
    assertRefused(
        MismatchExperiment::new,
        "--labels must be class or tags, found 'words'",
        "--labels=words",
        "--teacher=tfidf");
    String[] given = {"--teacher=tfidf", "--student=tfidf(ngrams=2)", "--weak=tfidf"};
    assertRefused(
        PlasmClaims::new,
        "--weak must be given where --teacher is no checkpoint, found 'tfidf'",
        given[0],
        given[1]);
    assertRefused(
        PlasmClaims::new,
        "--rows must be all, or of itself, student, pseudo, confident, tracin, by-student,"
            + " by-itself, by-weak, found 'some'",
        given[0],
        given[1],
        given[2],
        "--rows=some");
    assertRefused(
        PlasmClaims::new,
        "--rows with tracin needs a teacher that offers GRADIENT_NORM, found committee(members=2)",
        "--teacher=committee(members=2)",
        given[1],
        given[2]);
  }

  @Test
  void student_ofACheckpoint_hasHalfItsLayersAndIsMadeOnce() throws IOException {
    Task<ClassLabel> all = Task.read(dir.resolve("texts.csv"));
    Task<ClassLabel> task = all.with("few", all.train().subList(0, 40), all.test());
    Path out = dir.resolve("student");
    try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint();
        ClaimModels<ClassLabel> models = new ClaimModels<>(task, new ClaimModels.Fit(1, 8, 0, 0))) {
      models.student(embedded.dir().toString(), 1, out);
      String config = Files.readString(out.resolve("config.json"));
      assertTrue(config.matches("(?s).*\"n_layers\" ?: ?1\\b.*"), config);
      var time = Files.getLastModifiedTime(out.resolve("model.safetensors"));
      models.student(embedded.dir().toString(), 1, out);
      assertEquals(time, Files.getLastModifiedTime(out.resolve("model.safetensors")));
      assertEquals("student", models.open(out.toString()).title());
    }
  }

  private void requireFiles(String name) {
    for (String file : List.of("claims.md", name + ".csv", name + ".svg", name + ".png")) {
      assertTrue(Files.exists(dir.resolve("out").resolve(file)), file);
    }
  }

  private void assertRefused(Supplier<Callable<Integer>> program, String line, String... args) {
    err.getBuffer().setLength(0);
    assertEquals(2, run(program, new StringWriter(), "texts.csv", args), err::toString);
    assertTrue(err.toString().startsWith(line), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  /** What a program prints, without the machine and its time. */
  private String printed(Supplier<Callable<Integer>> program, String data, String... args) {
    StringWriter out = new StringWriter();
    assertEquals(0, run(program, out, data, args), err::toString);
    return out.toString().split("\\d+ cores, ", -1)[0];
  }

  private int run(
      Supplier<Callable<Integer>> program, StringWriter out, String data, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", dir.resolve(data).toString()));
    all.addAll(List.of("--out", dir.resolve("out").toString()));
    return ExperimentProgram.of(program.get())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
