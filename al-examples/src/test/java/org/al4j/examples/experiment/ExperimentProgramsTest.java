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
    StringWriter out = new StringWriter();
    assertEquals(0, run(program, out, args), err::toString);
    String[] parts = out.toString().split("wall time", -1);
    assertEquals(2, parts.length);
    return parts[0];
  }

  private int run(Supplier<Callable<Integer>> program, StringWriter out, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (all.stream().noneMatch(arg -> arg.startsWith("--data="))) {
      all.addAll(List.of("--data", dir.resolve("texts.csv").toString()));
    }
    all.addAll(List.of("--out", dir.resolve("out").toString()));
    return ExperimentProgram.of(program.get())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  /** Of the rows below the head. */
  private static List<String> firstColumn(String table) {
    return table
        .lines()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.split("\\|", -1)[1].strip())
        .toList();
  }
}
