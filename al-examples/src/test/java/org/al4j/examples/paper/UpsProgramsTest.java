package org.al4j.examples.paper;

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
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.OrderDesk;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.examples.ups.EmbeddingTime;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs at a tiny scale, from the command line to their files. */
class UpsProgramsTest {
  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();

  @Test
  void ups_runAgain_judgesTheSameFromItsFolder() throws IOException {
    String data = classes();
    String[] args = {"--model=tfidf", "--large=tfidf(ngrams=2)", "--rounds=4", "--seeds=2", data};
    String first = printed(SubsamplingExperiment::new, args);
    assertTrue(first.contains("less full scoring: confirmed if"), first);
    assertEquals(9, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
    assertEquals(2, first.lines().filter(line -> line.endsWith("not measured |")).count());
    // times too, which are the record's
    assertEquals(first, printed(SubsamplingExperiment::new, args));
    for (String file : List.of("claims.md", "ups.csv", "ups.svg", "ups.png")) {
      assertTrue(Files.exists(dir.resolve("out").resolve(file)), file);
    }
  }

  @Test
  void ups_ofTags_ranksByMnlpAndNeedsNoLargeModel() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String model =
          "--model=tagger(checkpoint=" + checkpoint.dir() + ",updates=2,epochs=1,batch=8)";
      String[] args = {
        "--labels=tags", model, "--large=none", "--rounds=3", "--seeds=1", sentences()
      };
      String first = printed(SubsamplingExperiment::new, args);
      assertTrue(first.contains("f1 over the run of UPS less full scoring"), first);
      assertFalse(first.contains("large model, full scoring"), first);
      assertEquals(first, printed(SubsamplingExperiment::new, args));
    }
  }

  @Test
  void totalTime_runAgain_judgesTheSameFromItsFolder() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String[] args = {
        "--encoder=" + checkpoint.dir(),
        "--successor=tfidf",
        "--teacher=tfidf",
        "--seeds=2",
        classes()
      };
      String first = printed(TotalTimeExperiment::new, args);
      assertTrue(first.contains("a head on stored vectors of mini-en-2l, with UPS"), first);
      assertEquals(2, first.lines().filter(line -> line.endsWith("it takes 5 seeds |")).count());
      assertEquals(first, printed(TotalTimeExperiment::new, args));
      for (String file : List.of("claims.md", "total-time.svg", "embedding.json", "embeddings")) {
        assertTrue(Files.exists(dir.resolve("out").resolve(file)), file);
      }
    }
  }

  @Test
  void totalTime_vectorsWithoutATime_areMadeAnew() throws IOException {
    Path stale = Files.createDirectories(dir.resolve("embeddings")).resolve("stale");
    Files.writeString(stale, "of a program that was ended");
    EmbeddingTime.clear(dir);
    assertFalse(Files.exists(stale));
    List<List<String>> prepared = new ArrayList<>();
    EmbeddingTime time =
        EmbeddingTime.of(dir, (texts, progress) -> prepared.add(texts), List.of("a", "b"));
    assertEquals(
        time, EmbeddingTime.of(dir, (texts, progress) -> prepared.add(texts), List.of("a", "b")));
    assertEquals(List.of(List.of("a", "b")), prepared);
    Files.createDirectories(stale);
    EmbeddingTime.clear(dir);
    assertTrue(Files.exists(stale)); // its time is known
  }

  @Test
  void totalTime_anotherPoolInTheFolder_isRefusedInOneLine() throws IOException {
    Files.createDirectories(dir.resolve("out"));
    Files.writeString(dir.resolve("out/embedding.json"), "{\"texts\":3,\"seconds\":1.5}");
    StringWriter out = new StringWriter();
    assertEquals(2, run(TotalTimeExperiment::new, out, "--successor=tfidf", classes()));
    assertTrue(
        err.toString().contains("embedding.json is of 3 texts, the pool has"), err::toString);
  }

  private String classes() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text,label"));
    for (Labelled<ClassLabel> item : FakeTexts.dataset(500, 3, 1).items()) {
      lines.add(item.instance().text() + "," + item.annotation().name());
    }
    Files.write(dir.resolve("texts.csv"), lines);
    return "--data=" + dir.resolve("texts.csv");
  }

  private String sentences() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Labelled<TagSequence> item : OrderDesk.task().train().subList(0, 200)) {
      for (int i = 0; i < item.instance().words().size(); i++) {
        lines.add(item.instance().words().get(i) + "\t" + item.annotation().tags().get(i));
      }
      lines.add("");
    }
    Files.write(dir.resolve("sentences.conll"), lines);
    return "--data=" + dir.resolve("sentences.conll");
  }

  /** What is printed, without the machine and its time. */
  private String printed(Supplier<Callable<Integer>> program, String... args) {
    StringWriter printed = new StringWriter();
    assertEquals(0, run(program, printed, args), err::toString);
    return printed.toString().split("\\d+ cores, ", -1)[0];
  }

  private int run(Supplier<Callable<Integer>> program, StringWriter printed, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--out=" + dir.resolve("out"));
    return ExperimentProgram.of(program.get())
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
