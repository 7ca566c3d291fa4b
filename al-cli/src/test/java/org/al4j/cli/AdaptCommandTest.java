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
import org.al4j.models.adapt.Adaptation;
import org.al4j.models.adapt.AdaptationSettings;
import org.al4j.models.adapt.AdaptationWatcher;
import org.al4j.models.checkpoint.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptCommandTest {
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

  private int adapt(EmbeddedCheckpoint checkpoint, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "adapt",
                "--checkpoint",
                checkpoint.dir().toString(),
                "--texts",
                dir.resolve("texts.txt").toString(),
                "--out",
                dir.resolve("out").toString(),
                "--epochs",
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
  void adapt_texts_printsPerplexitiesAndMakesACheckpoint() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      assertEquals(0, adapt(checkpoint), err::toString);
    }
    assertTrue(
        out.toString()
            .matches(
                "held-out perplexity \\d+\\.\\d\\d before, \\d+\\.\\d\\d after.* \\(28 texts, 2 held"
                    + " out\\)\\R"),
        out::toString);
    assertTrue(err.toString().contains("before: held-out loss"), err::toString);
    assertTrue(err.toString().contains("epoch 1: loss"), err::toString);
    Checkpoint.open(dir.resolve("out")).close();
  }

  @Test
  void adapt_unfinishedRun_saysHowToGoOnAndDoes() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      AdaptationSettings settings =
          AdaptationSettings.DEFAULT.withEpochs(1).withBatch(8).withMaxLength(16);
      new Adaptation(checkpoint.dir(), settings)
          .run(texts, dir.resolve("out"), false, new Impatient());
      assertEquals(2, adapt(checkpoint));
      assertTrue(err.toString().contains("give --resume, or delete it"), err::toString);
      assertEquals(2, adapt(checkpoint, "--seed", "4", "--resume"));
      assertTrue(err.toString().contains("seed 0, this one has 4"), err::toString);
      assertFalse(Files.exists(dir.resolve("out")));
      assertEquals(0, adapt(checkpoint, "--resume"), err::toString);
      assertFalse(Files.exists(dir.resolve("out.training")));
    }
  }

  /** Cancels after the first update. */
  private static final class Impatient implements AdaptationWatcher {
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
  void adapt_badInput_oneLineAndNothingWritten() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      assertEquals(2, adapt(checkpoint, "--patience", "0"));
      assertTrue(err.toString().contains("--patience must be at least 1"), err::toString);
      Files.write(dir.resolve("texts.txt"), List.of("one text"));
      assertEquals(2, adapt(checkpoint));
      assertTrue(err.toString().contains("takes 2 different texts"), err::toString);
    }
    assertEquals(2, err.toString().lines().count(), err::toString);
    try (var files = Files.list(dir)) {
      assertEquals(1, files.count());
    }
  }
}
