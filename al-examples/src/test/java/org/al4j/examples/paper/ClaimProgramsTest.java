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
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs at a tiny scale, from the command line to their files. */
class ClaimProgramsTest {
  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeData() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text,label"));
    for (Labelled<ClassLabel> item : FakeTexts.dataset(500, 3, 1).items()) {
      lines.add(item.instance().text() + "," + item.annotation().name());
    }
    Files.write(dir.resolve("texts.csv"), lines);
  }

  @Test
  void transferExperiment_runAgain_judgesTheSameFromItsFolder() throws IOException {
    String[] args = {"--labels=12,30", "--updates=2", "--seeds=3"};
    String first = claims(TransferExperiment::new, args);
    assertEquals(
        List.of("random weights", "pre-trained", "head"),
        firstColumn(first.substring(0, first.indexOf("| seconds to train"))));
    assertTrue(first.contains("judged by accuracy of pre-trained less random weights"), first);
    assertEquals(2, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
    String unlearnt = "| 0 | cannot be told: not measured |"; // two updates from random weights
    assertEquals(1, first.lines().filter(line -> line.endsWith(unlearnt)).count());
    assertEquals(first, claims(TransferExperiment::new, args));
    for (String file : List.of("claims.md", "transfer.csv", "transfer.svg", "transfer.png")) {
      assertTrue(Files.exists(dir.resolve("out").resolve(file)), file);
    }
  }

  @Test
  void transferExperiment_badSizesOrScale_isRefusedInOneLine() {
    assertEquals(2, run(TransferExperiment::new, new StringWriter(), "--labels=30,12"));
    assertEquals(
        "--labels must be two or more ascending numbers from 1 on, found [30, 12]",
        err.toString().strip());
    err.getBuffer().setLength(0);
    assertEquals(2, run(TransferExperiment::new, new StringWriter(), "--scale=large"));
    assertEquals("--scale must be quick, medium or paper, found 'large'", err.toString().strip());
    err.getBuffer().setLength(0);
    assertEquals(2, run(TransferExperiment::new, new StringWriter(), "--labels=12,501"));
    assertTrue(err.toString().contains("--labels 501 is more than the"), err::toString);
  }

  @Test
  void reuseExperiment_runAgain_judgesTheSameFromItsFolder() {
    String[] args = {
      "--successor=tfidf",
      "--kin=tfidf(ngrams=2)",
      "--foreign=committee(of=tfidf,members=2)",
      "--seeds=2"
    };
    String first = claims(ReuseExperiment::new, args);
    assertEquals(
        List.of("random", "itself", args[1].substring(6), args[2].substring(10)),
        firstColumn(first.substring(0, first.indexOf("| seconds, labels of"))));
    assertTrue(first.contains("less on its own, not REU: confirmed if"), first);
    assertEquals(2, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
    assertEquals(first, claims(ReuseExperiment::new, args));
    assertTrue(Files.exists(dir.resolve("out/reuse.svg")));
  }

  @Test
  void warmStartExperiment_runAgain_judgesTheSameFromItsFolder() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String quick = ",updates=0,epochs=1,batch=50,max-length=8)";
      String[] args = {
        "--model=transformer(checkpoint=" + checkpoint.dir() + quick,
        "--seeds=2",
        "--strategies=margin",
        "--optimizers=adamw,adafactor"
      };
      String first = claims(WarmStartExperiment::new, args);
      assertEquals(
          List.of("scratch, random", "scratch, margin", "warm-new, random", "warm-new, margin"),
          firstColumn(first.substring(0, first.indexOf("| peak of, by"))));
      assertTrue(first.contains("trained by adafactor:"), first);
      assertTrue(first.contains("| warm-new, margin, F1 | "), first);
      assertEquals(4, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
      assertEquals(first, claims(WarmStartExperiment::new, args));
      assertTrue(Files.exists(dir.resolve("out/warm-start.svg")));
    }
  }

  @Test
  void reuseExperiment_nobodyWhoAcquiresOrUnknownScore_isRefusedInOneLine() {
    assertEquals(
        2, run(ReuseExperiment::new, new StringWriter(), "--successor=tfidf", "--foreign="));
    assertEquals("--kin, --students or --foreign must name who acquires", err.toString().strip());
    err.getBuffer().setLength(0);
    assertEquals(2, run(ReuseExperiment::new, new StringWriter(), "--score=rouge"));
    assertEquals(
        "--score must be one of [accuracy, balanced_accuracy, macro_f1], found rouge",
        err.toString().strip());
  }

  /** What a program that judges claims prints, without the machine and its time. */
  private String claims(Supplier<Callable<Integer>> program, String... args) {
    StringWriter printed = new StringWriter();
    assertEquals(0, run(program, printed, args), err::toString);
    return printed.toString().split("\\d+ cores, ", -1)[0];
  }

  private int run(Supplier<Callable<Integer>> program, StringWriter printed, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", dir.resolve("texts.csv").toString()));
    all.addAll(List.of("--out", dir.resolve("out").toString()));
    return ExperimentProgram.of(program.get())
        .setOut(new PrintWriter(printed, true))
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
