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
import org.al4j.core.model.FitProgress;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.SupportDesk;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.distil.Distillation;
import org.al4j.models.distil.DistillationSettings;
import org.al4j.models.distil.DistillationWatcher;
import org.al4j.models.distil.StudentLayers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistilCommandTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private List<String> texts = List.of();

  @BeforeEach
  void writeTexts() throws IOException {
    texts =
        SupportDesk.task().train().subList(0, 30).stream()
            .map(item -> item.instance().text())
            .toList();
    Files.write(dir.resolve("texts.txt"), texts);
  }

  private int distil(EmbeddedCheckpoint teacher, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "distil",
                "--teacher",
                teacher.dir().toString(),
                "--texts",
                dir.resolve("texts.txt").toString(),
                "--out",
                dir.resolve("out").toString(),
                "--layers",
                "1",
                "--batch",
                "8",
                "--max-length",
                "16"));
    words.addAll(List.of(more));
    return Al.run(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  @Test
  void distil_texts_printsLossesAndMakesACheckpoint() throws IOException {
    try (EmbeddedCheckpoint teacher = new EmbeddedCheckpoint()) {
      assertEquals(0, distil(teacher, "--loss", "pooled=1,cosine=0.5,hidden"), err::toString);
    }
    assertTrue(
        out.toString()
            .matches(
                "layers 1; held-out loss \\d+\\.\\d{4} before, \\d+\\.\\d{4} after.*"
                    + " \\(28 texts, 2 held out\\)\\R"),
        out::toString);
    assertTrue(err.toString().contains("before: held-out loss"), err::toString);
    assertTrue(err.toString().contains("epoch 1: loss"), err::toString);
    try (Checkpoint student = Checkpoint.open(dir.resolve("out"))) {
      assertEquals(1, student.config().layers());
    }
  }

  @Test
  void distil_unfinishedRun_saysHowToGoOnAndDoes() throws IOException {
    try (EmbeddedCheckpoint teacher = new EmbeddedCheckpoint()) {
      DistillationSettings usual = DistillationSettings.DEFAULT;
      new Distillation(
              teacher.dir(),
              usual
                  .withLayers(StudentLayers.evenly(1))
                  .withTraining(usual.training().withBatch(8).withMaxLength(16)))
          .run(texts, dir.resolve("out"), false, new AfterOne());
      assertEquals(2, distil(teacher));
      assertTrue(err.toString().contains("give --resume, or delete it"), err::toString);
      assertEquals(2, distil(teacher, "--seed", "4", "--resume"));
      assertTrue(err.toString().contains("seed 0, this one has 4"), err::toString);
      assertFalse(Files.exists(dir.resolve("out")));
      assertEquals(0, distil(teacher, "--resume"), err::toString);
      assertFalse(Files.exists(dir.resolve("out.training")));
    }
  }

  /** Cancels after the first update. */
  private static final class AfterOne implements DistillationWatcher {
    private boolean updated;

    @Override
    public void update(FitProgress progress) {
      updated = true;
    }

    @Override
    public boolean cancelled() {
      return updated;
    }
  }

  @Test
  void distil_badInput_oneLineAndNothingWritten() throws IOException {
    try (EmbeddedCheckpoint teacher = new EmbeddedCheckpoint()) {
      assertEquals(2, distil(teacher, "--loss", "pool=1"));
      assertTrue(err.toString().contains("--loss: no loss 'pool'; there are"), err::toString);
      assertEquals(2, distil(teacher, "--loss", "pooled=x"));
      assertTrue(err.toString().contains("--loss must be a name and a number"), err::toString);
      assertEquals(2, distil(teacher, "--loss", "pooled=1,pooled=2"));
      assertEquals(2, distil(teacher, "--temperature", "0"));
      assertTrue(err.toString().contains("--temperature must be a positive"), err::toString);
      assertEquals(2, distil(teacher, "--loss", "kl"));
      assertTrue(err.toString().contains("need a teacher with a head"), err::toString);
      Files.write(dir.resolve("texts.txt"), List.of("one text"));
      assertEquals(2, distil(teacher));
      assertTrue(err.toString().contains("takes 2 different texts"), err::toString);
    }
    assertEquals(6, err.toString().lines().count(), err::toString);
    try (var files = Files.list(dir)) {
      assertEquals(1, files.count());
    }
  }
}
