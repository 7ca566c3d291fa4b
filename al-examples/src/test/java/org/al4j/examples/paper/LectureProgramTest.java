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
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program at a tiny scale, from the command line to its files. */
class LectureProgramTest {
  @TempDir private Path dir;

  @Test
  void lecture_runAgain_judgesTheSameFromItsFolder() throws IOException {
    writeTexts();
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String head =
          "head(checkpoint="
              + checkpoint.dir()
              + ",members=2,max-length=8,store="
              + dir
              + "/store)";
      String first = run("--model", head);
      assertEquals(27, first.lines().filter(row -> row.matches("\\| .* \\d\\.\\d{3} \\|")).count());
      assertEquals(28, first.lines().filter(row -> row.endsWith("it takes 5 seeds |")).count());
      assertEquals(1, first.lines().filter(row -> row.startsWith("not run: variance ")).count());
      assertEquals(first, run("--model", head));
    }
    for (String file : List.of("claims.md", "lecture.csv", "lecture.svg", "simplex.png")) {
      assertTrue(Files.exists(dir.resolve("out").resolve(file)), file);
    }
    try (Stream<Path> pictures = Files.list(dir.resolve("out/picked"))) {
      assertEquals(2 * 27, pictures.count());
    }
  }

  @Test
  void lecture_learnerWithoutEmbeddings_runsTheOthersAndSaysWhy() throws IOException {
    writeTexts();
    String printed = run("--model=tfidf");
    assertTrue(printed.contains("not run: badge needs [EMBEDDING], which tfidf"), printed);
    assertFalse(Files.exists(dir.resolve("out/picked")));
  }

  private void writeTexts() throws IOException {
    List<String> lines = new ArrayList<>(List.of("text,label"));
    for (Labelled<ClassLabel> item : FakeTexts.dataset(600, 3, 1).items()) {
      lines.add(item.instance().text() + "," + item.annotation().name());
    }
    Files.write(dir.resolve("texts.csv"), lines);
  }

  /** What it prints, without the machine and its time. */
  private String run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", dir.resolve("texts.csv").toString(), "--seeds=1"));
    all.addAll(List.of("--out", dir.resolve("out").toString()));
    assertEquals(
        0,
        ExperimentProgram.of(new LectureExperiment())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new)),
        err::toString);
    return out.toString().split("\\d+ cores, ", -1)[0];
  }
}
