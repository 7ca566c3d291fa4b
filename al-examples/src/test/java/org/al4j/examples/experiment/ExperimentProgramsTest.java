package org.al4j.examples.experiment;

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
import org.al4j.core.tags.TagFiles;
import org.al4j.core.tags.TagScheme;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.testkit.FakeSentences;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentProgramsTest {
  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();
  private String out = "out";

  @BeforeEach
  void writeData() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text,label"));
    for (Labelled<ClassLabel> item : FakeTexts.dataset(300, 3, 1).items()) {
      lines.add(item.instance().text() + "," + item.annotation().name());
    }
    Files.write(dir.resolve("texts.csv"), lines);
  }

  @Test
  void upsExperiment_runAgain_printsTheSameTableFromItsFolder() {
    String[] args = {
      "--model", "tfidf", "--share", "0.05", "--rounds", "4", "--full", "0:2", "--test-size", "40"
    };
    String first = table(UpsExperiment::new, args);
    assertEquals(List.of("full scoring", "UPS", "random subsample"), firstColumn(first));
    long printed = err.toString().lines().filter(line -> line.contains(" rounds, ")).count();
    assertEquals(30, printed);
    assertEquals(first, table(UpsExperiment::new, args));
    assertEquals(
        printed, err.toString().lines().filter(line -> line.contains(" rounds, ")).count());
    assertTrue(Files.exists(dir.resolve("out/learning-curve.csv")));
  }

  @Test
  void plasmExperiment_runAgain_printsTheSameTableFromItsFolder() {
    String[] args = {
      "--student=tfidf",
      "--teacher=tfidf",
      "--successors=tfidf",
      "--pool=200",
      "--initial=20",
      "--batch=10",
      "--rounds=2",
      "--test-size=40"
    };
    String first = table(PlasmExperiment::new, args);
    assertEquals(List.of("TF-IDF", "TF-IDF", "TF-IDF", "TF-IDF", "TF-IDF"), firstColumn(first));
    assertTrue(first.contains("| 160 / 160 |"), first);
    assertEquals(first, table(PlasmExperiment::new, args));
  }

  @Test
  void plasmExperiment_tagsInTokens_measuresSpansOfAnyTagger() throws IOException {
    TagFiles.writeConll(
        dir.resolve("texts.csv.conll"), FakeSentences.dataset(160, 4).items(), TagScheme.IOB2);
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String quick = "tagger(checkpoint=" + checkpoint.dir() + ",updates=4,learning-rate=1e-3";
      String committee = "committee(members=2," + quick.substring("tagger(".length()) + ")";
      String[] args = {
        "--labels=tags",
        "--student=" + quick + ")",
        "--teacher=" + quick + ",crf=true)",
        "--successors=" + quick + ",dropout-passes=2)," + committee,
        "--pool=100",
        "--initial=10%tokens",
        "--batch=5%tokens",
        "--rounds=1",
        "--seeds=1",
        "--test-size=20",
        "--data=" + dir.resolve("texts.csv.conll")
      };
      String first = table(PlasmExperiment::new, args);
      assertEquals(10, firstColumn(first).size());
      assertTrue(first.contains("| f1 | f1 - itself (win/tie/loss) |"), first);
      assertTrue(first.contains("pseudo: spans"), first);
      assertEquals(first, table(PlasmExperiment::new, args));
    }
  }

  /** The ablations among them: the student and the successor as teachers. */
  @Test
  void plasmExperiment_allRows_areThoseOfClasses() {
    String[] args = {
      "--student=tfidf",
      "--teacher=tfidf",
      "--successors=tfidf",
      "--rows=all",
      "--drop=0.25",
      "--pool=120",
      "--initial=20",
      "--batch=10",
      "--rounds=1",
      "--seeds=1",
      "--test-size=20"
    };
    List<String> kept = column(table(PlasmExperiment::new, args), 3);
    assertEquals(List.of("", "", "", "90 / 90", "67 / 90", "67 / 90", "90 / 90", "90 / 90"), kept);
  }

  /** CNN-BiLSTM-CRF as successor and as teacher, a transformer as teacher and as student. */
  @Test
  void plasmExperiment_allRowsOfTags_workWithTaggersOfEveryKind() throws IOException {
    TagFiles.writeConll(
        dir.resolve("texts.csv.conll"), FakeSentences.dataset(120, 4).items(), TagScheme.IOB2);
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String tagger = "tagger(checkpoint=" + checkpoint.dir() + ",updates=4,epochs=2";
      String recurrent = "bilstm-crf(word-width=8,hidden=8,feed-forward=8,updates=4,epochs=2)";
      String[] args = {
        "--labels=tags",
        "--student=" + tagger + ")",
        "--teacher=" + tagger + ",crf=true)",
        "--successors=" + recurrent,
        "--rows=all",
        "--drop=0.25",
        "--pool=40",
        "--initial=10",
        "--batch=5",
        "--rounds=1",
        "--seeds=1",
        "--test-size=10",
        "--data=" + dir.resolve("texts.csv.conll")
      };
      List<String> sources = column(table(PlasmExperiment::new, args), 1);
      assertEquals(8, sources.size());
      assertEquals("student + pseudo-labels of small self-influence", sources.get(5));
      assertEquals("student + all pseudo-labels of the successor", sources.get(7));
      args[2] = "--teacher=" + recurrent;
      args[3] = "--successors=" + tagger + ")";
      args[4] = "--rows=pseudo,confident,tracin";
      out = "out-recurrent";
      assertEquals(sources.subList(3, 6), column(table(PlasmExperiment::new, args), 1));
    }
  }

  @Test
  void plasmExperiment_rowsThatCannotBe_areRefusedBeforeAnythingIsTrained() {
    String[] args = {
      "--student=tfidf",
      "--teacher=committee(of=tfidf,members=2)",
      "--successors=tfidf",
      "--rows=itself,nobody",
      "--pool=100",
      "--initial=20",
      "--batch=10"
    };
    assertEquals(2, run(PlasmExperiment::new, new StringWriter(), args));
    assertEquals(
        "--rows must be all, or of random, itself, student, pseudo, confident, tracin, by-student,"
            + " by-itself, found 'nobody'",
        err.toString().strip());
    err.getBuffer().setLength(0);
    args[3] = "--rows=tracin";
    assertEquals(2, run(PlasmExperiment::new, new StringWriter(), args));
    assertTrue(
        err.toString().startsWith("--rows with tracin needs a teacher that offers GRADIENT_NORM"),
        err::toString);
    assertEquals(1, err.toString().lines().count());
    err.getBuffer().setLength(0);
    args[3] = "--drop=1.5";
    assertEquals(2, run(PlasmExperiment::new, new StringWriter(), args));
    assertEquals("--drop must lie in [0, 1], found 1.5", err.toString().strip());
  }

  @Test
  void plasmExperiment_wrongKindOrAmount_isRefusedInOneLine() {
    assertEquals(
        2,
        run(
            PlasmExperiment::new,
            new StringWriter(),
            "--student=tfidf",
            "--teacher=tfidf",
            "--labels=numbers"));
    assertEquals("--labels must be class or tags, found 'numbers'", err.toString().strip());
    err.getBuffer().setLength(0);
    assertEquals(
        2,
        run(
            PlasmExperiment::new,
            new StringWriter(),
            "--student=tfidf",
            "--teacher=tfidf",
            "--pool=100",
            "--initial=2%tokens"));
    assertTrue(err.toString().contains("--initial and --batch must both be"), err::toString);
  }

  @Test
  void upsExperiment_unknownVariant_isRefusedInOneLine() {
    assertEquals(
        2, run(UpsExperiment::new, new StringWriter(), "--model=tfidf", "--variants=most"));
    assertEquals(
        "--variants must be of full, ups, random, top, found 'most'", err.toString().strip());
  }

  @Test
  void experiments_withoutWhatTheyAreAbout_areRefusedInOneLine() {
    assertEquals(2, run(PlasmExperiment::new, new StringWriter(), "--student", "tfidf"));
    assertEquals(
        "Missing required option: '--teacher=DIR|tfidf'; see --help", err.toString().strip());
  }

  private String table(Supplier<Callable<Integer>> program, String... args) {
    StringWriter printed = new StringWriter();
    assertEquals(0, run(program, printed, args), err::toString);
    String[] parts = printed.toString().split("wall time", -1);
    assertEquals(2, parts.length);
    return parts[0];
  }

  private int run(Supplier<Callable<Integer>> program, StringWriter printed, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (all.stream().noneMatch(arg -> arg.startsWith("--data="))) {
      all.addAll(List.of("--data", dir.resolve("texts.csv").toString()));
    }
    all.addAll(List.of("--out", dir.resolve(out).toString()));
    return ExperimentProgram.of(program.get())
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private static List<String> firstColumn(String table) {
    return column(table, 0);
  }

  /** Of the rows below the head. */
  private static List<String> column(String table, int number) {
    return table
        .lines()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.split("\\|", -1)[number + 1].strip())
        .toList();
  }
}
