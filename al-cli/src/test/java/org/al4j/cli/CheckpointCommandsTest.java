package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.SupportDesk;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.study.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on real checkpoints: the embedded one, and what becomes of it. */
class CheckpointCommandsTest {
  @TempDir private Path dir;

  /** What a command did. */
  private record Outcome(int code, String out, String err) {}

  @Test
  void score_savedClassifier_givesTheModelsNumbersInOrder() throws IOException {
    Task<ClassLabel> task = SupportDesk.task();
    List<Labelled<ClassLabel>> labelled = task.train().subList(0, 12);
    List<double[]> expected = new ArrayList<>();
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint();
        TransformerLearner learner =
            TransformerLearner.create(
                checkpoint.dir(), Recipe.plasm().withEpochs(1).withMinimumUpdates(3));
        TransformerClassifier model = learner.fit(labelled, FitContext.of(task.labels(), 1))) {
      model.save(dir.resolve("saved"));
      model.predict(
          () -> labelled.stream().map(Labelled::instance).iterator(),
          prediction -> expected.add(prediction.probabilities()));
    }
    Files.write(
        dir.resolve("texts.txt"), labelled.stream().map(item -> item.instance().text()).toList());

    Outcome outcome =
        al(
            "score",
            "--checkpoint",
            "saved",
            "--texts",
            "texts.txt",
            "--out",
            "scores.jsonl",
            "--embedding");

    assertEquals(0, outcome.code(), outcome::err);
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    List<String> lines = Files.readAllLines(dir.resolve("scores.jsonl"));
    assertEquals(12, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(i));
      assertEquals(Integer.toString(i + 1), line.get("id").asText());
      assertEquals(6, line.get("logits").size());
      assertEquals(128, line.get("embedding").size());
      double[] probabilities = new double[6];
      Arrays.setAll(
          probabilities, c -> line.get("probabilities").get(task.labels().name(c)).asDouble());
      assertArrayEquals(expected.get(i), probabilities, 1e-6);
    }
  }

  @Test
  void score_longTexts_areCountedInOneLine() throws IOException {
    Task<ClassLabel> task = SupportDesk.task();
    Recipe recipe = Recipe.plasm().withEpochs(1).withMinimumUpdates(1).withMaxLength(8);
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint();
        TransformerLearner learner = TransformerLearner.create(checkpoint.dir(), recipe);
        TransformerClassifier model =
            learner.fit(task.train().subList(0, 6), FitContext.of(task.labels(), 1))) {
      model.save(dir.resolve("saved"));
    }
    String longer = "the invoice was wrong and nobody answered me\n";
    Files.writeString(dir.resolve("texts.txt"), longer + "hello\n" + longer);
    Outcome outcome =
        al("score", "--checkpoint", "saved", "--texts", "texts.txt", "--out", "scores.jsonl");
    assertEquals(0, outcome.code(), outcome::err);
    assertEquals(
        "warning: 2 of 3 texts were longer than 8 tokens and lost their end",
        outcome.err().lines().findFirst().orElseThrow());
    assertEquals(2, outcome.err().lines().count(), outcome::err);
  }

  @Test
  void score_savedTfidf_isScoredAndHasNoEmbedding() throws IOException {
    Task<ClassLabel> task = SupportDesk.task();
    try (TfidfClassifier model =
        TfidfLearner.create().fit(task.train().subList(0, 60), FitContext.of(task.labels(), 1))) {
      model.save(dir.resolve("saved"));
    }
    Files.writeString(dir.resolve("texts.txt"), "I was billed twice\n");
    String[] score = {
      "score", "--checkpoint", "saved", "--texts", "texts.txt", "--out", "scores.jsonl"
    };
    Outcome outcome = al(score);
    assertEquals(0, outcome.code(), outcome::err);
    JsonNode line = new ObjectMapper().readTree(Files.readString(dir.resolve("scores.jsonl")));
    assertEquals(6, line.get("probabilities").size());
    JsonNode best = line.get("probabilities").get(line.get("label").asText());
    line.get("probabilities")
        .forEach(other -> assertTrue(best.asDouble() >= other.asDouble(), line::toString));
    String[] embedding = Arrays.copyOf(score, score.length + 1);
    embedding[score.length] = "--embedding";
    refused(al(embedding), "offers [LOGITS, PROBABILITIES, GRADIENT_NORM] only");
  }

  @Test
  void score_encoderWithoutClassifier_isRefusedWithAWayToMakeOne() throws IOException {
    unpack("encoder");
    Files.writeString(dir.resolve("texts.txt"), "hello\n");
    Outcome outcome =
        al("score", "--checkpoint", "encoder", "--texts", "texts.txt", "--out", "scores.jsonl");
    refused(outcome, "classifier.weight");
    refused(outcome, "train one");
    assertTrue(Files.notExists(dir.resolve("scores.jsonl")));
  }

  @Test
  void simulate_truncatedWeights_areRefusedAndNothingIsWritten() throws IOException {
    Path weights = unpack("encoder").resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 1000));
    refused(simulate(), "model.safetensors");
    assertTrue(Files.notExists(dir.resolve("study")));
  }

  @Test
  void simulate_vocabularyBeyondTheEmbedding_isRefusedAndNothingIsWritten() throws IOException {
    Path vocabulary = unpack("encoder").resolve("vocab.txt");
    Files.writeString(vocabulary, "onemoreword\n", StandardOpenOption.APPEND);
    refused(simulate(), "onemoreword");
    assertTrue(Files.notExists(dir.resolve("study")));
  }

  @Test
  void simulate_checkpoint_runsToTheEnd() throws IOException {
    unpack("encoder");
    Outcome outcome = simulate();
    assertEquals(0, outcome.code(), outcome::err);
    assertTrue(outcome.err().contains("encoder (distilbert, 2 x 128)"), outcome::err);
    assertFalse(outcome.err().contains("lost their end"), outcome::err);
    assertTrue(Files.exists(dir.resolve("study/report.html")));
  }

  @Test
  void simulate_longTexts_areCountedOnceEach() throws IOException {
    String transformer = "checkpoint=" + unpack("encoder") + ",max-length=5,updates=1,epochs=1)";
    String warning = "warning: 20 of 20 texts were longer than 5 tokens and lost their end";
    Outcome one = simulate("transformer(" + transformer, "study");
    assertEquals(0, one.code(), one::err);
    assertEquals(List.of(warning), one.err().lines().filter(warning::equals).toList());
    Outcome two = simulate("committee(of=transformer,members=2," + transformer, "committee");
    assertEquals(0, two.code(), two::err);
    assertEquals(List.of(warning), two.err().lines().filter(warning::equals).toList());
  }

  private Outcome simulate() throws IOException {
    return simulate(dir.resolve("encoder").toString(), "study");
  }

  private Outcome simulate(String model, String out) throws IOException {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 20; i++) {
      csv.append(i % 2 == 0 ? "a red apple " : "a blue whale ")
          .append(i)
          .append(",c")
          .append(i % 2)
          .append('\n');
    }
    Files.writeString(dir.resolve("data.csv"), csv);
    return al(
        "simulate",
        "--data",
        "data.csv",
        "--model",
        model,
        "--strategy",
        "margin",
        "--seeds",
        "1",
        "--initial",
        "4",
        "--batch",
        "2",
        "--rounds",
        "1",
        "--out",
        out);
  }

  private Path unpack(String name) throws IOException {
    Path target = Files.createDirectory(dir.resolve(name));
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint();
        Stream<Path> files = Files.list(checkpoint.dir())) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }

  private static void refused(Outcome outcome, String message) {
    assertEquals(2, outcome.code(), outcome::toString);
    assertEquals(1, outcome.err().lines().count(), outcome::err);
    assertTrue(outcome.err().contains(message), outcome::err);
  }

  private Outcome al(String... words) {
    for (int i = 1; i < words.length; i++) {
      if (words[i - 1].matches("--(data|out|checkpoint|texts)")) {
        words[i] = dir.resolve(words[i]).toString();
      }
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Al.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Outcome(code, out.toString(), err.toString());
  }
}
