package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/** What computes a model besides the engine, and what it is written down as. */
class ScoringCommandsTest {
  @TempDir private Path dir;

  private record Outcome(int code, String out, String err) {}

  private Outcome al(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Al.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Outcome(code, out.toString(), err.toString());
  }

  private String path(String name) {
    return dir.resolve(name).toString();
  }

  private void save() throws IOException {
    Task<ClassLabel> task = SupportDesk.task();
    List<Labelled<ClassLabel>> labelled = task.train().subList(0, 12);
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint();
        TransformerLearner learner =
            TransformerLearner.create(
                checkpoint.dir(), Recipe.plasm().withEpochs(1).withMinimumUpdates(3));
        TransformerClassifier model = learner.fit(labelled, FitContext.of(task.labels(), 1))) {
      model.save(dir.resolve("saved"));
    }
    Files.writeString(dir.resolve("texts.txt"), "I was billed twice\nhello\n");
  }

  private Outcome score(String folder, String backend) {
    return al(
        "score",
        "--checkpoint=" + path(folder),
        "--texts=" + path("texts.txt"),
        "--out=" + path("scores.jsonl"),
        "--score-with=" + backend);
  }

  @Test
  void score_withABackend_saysWhatThatSays() throws IOException {
    save();
    Outcome outcome = score("saved", "even");
    assertEquals(0, outcome.code(), outcome::err);
    List<String> lines = Files.readAllLines(dir.resolve("scores.jsonl"));
    assertEquals(2, lines.size());
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    line.get("probabilities").forEach(one -> assertEquals(1 / 6.0, one.asDouble(), 1e-6));
  }

  @Test
  void score_withABackendThatIsNotThere_isRefusedInOneLine() throws IOException {
    save();
    Outcome outcome = score("saved", "onnx");
    assertEquals(2, outcome.code());
    assertEquals(
        "al score: --score-with: no scoring backend is called 'onnx'; there are engine and [even];"
            + " onnx, onnx-int8 and onnx-int7 are in al-onnx",
        outcome.err().strip());
    assertFalse(Files.exists(dir.resolve("scores.jsonl")));
  }

  @Test
  void score_ofAModelThatNoBackendComputes_isRefusedInOneLine() throws IOException {
    saveTfidf();
    Outcome outcome = score("tfidf", "even");
    assertEquals(2, outcome.code());
    assertEquals(
        "al score: --score-with: even scores transformers and their taggers, found TfidfClassifier;"
            + " leave it to the engine",
        outcome.err().strip());
  }

  private void saveTfidf() throws IOException {
    Task<ClassLabel> task = SupportDesk.task();
    try (TfidfClassifier model =
        TfidfLearner.create().fit(task.train().subList(0, 60), FitContext.of(task.labels(), 1))) {
      model.save(dir.resolve("tfidf"));
    }
    Files.writeString(dir.resolve("texts.txt"), "I was billed twice\n");
  }

  private String[] simulate(String model, String backend) throws IOException {
    List<String> rows = new ArrayList<>(List.of("text,label"));
    for (Labelled<ClassLabel> one : SupportDesk.task().train().subList(0, 80)) {
      rows.add(one.instance().text().replace(",", " ") + "," + one.annotation().name());
    }
    Files.write(dir.resolve("data.csv"), rows);
    return new String[] {
      "simulate",
      "--data=" + path("data.csv"),
      "--model=" + model,
      "--score-with=" + backend,
      "--strategy=least-confidence",
      "--seeds=1",
      "--initial=20",
      "--batch=5",
      "--rounds=1",
      "--out=" + path("study")
    };
  }

  @Test
  void simulate_withABackend_selectsByItAndRecordsItAndGoesOn() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String model =
          "transformer(checkpoint=" + checkpoint.dir() + ",epochs=1,updates=2,max-length=8)";
      Outcome outcome = al(simulate(model, "even"));
      assertEquals(0, outcome.code(), outcome::err);
      assertTrue(Files.readString(dir.resolve("study/study.json")).contains("\"even\""));
      String log = log();
      assertTrue(log.contains("\"settings.learner.scoring\":\"even\""), log);
      assertTrue(log.contains("\"utility\":0.8333"), "1 - 1/6 of each: " + log);
      Outcome again = al("simulate", "--resume", path("study"));
      assertEquals(0, again.code(), again::err);
      assertEquals(log, log());
    }
  }

  private String log() throws IOException {
    try (var files = Files.walk(dir.resolve("study"))) {
      Path log = files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      return Files.readString(log).replace(" ", "");
    }
  }

  @Test
  void simulate_ofAModelThatNoBackendComputes_isRefusedAndLeavesNothing() throws IOException {
    Outcome outcome = al(simulate("tfidf", "even"));
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().startsWith("al simulate: --score-with: even scores"), outcome.err());
    assertFalse(Files.exists(dir.resolve("study")));
  }

  @Test
  void exportOnnx_aClassifier_isAFileWithItsClasses() throws IOException {
    save();
    for (String precision : List.of("float", "int8", "int7")) {
      Outcome outcome =
          al(
              "export-onnx",
              path("saved"),
              "--out=" + path(precision + ".onnx"),
              "--precision=" + precision);
      assertEquals(0, outcome.code(), outcome::err);
      byte[] file = Files.readAllBytes(dir.resolve(precision + ".onnx"));
      String text = new String(file, StandardCharsets.ISO_8859_1);
      String first = SupportDesk.task().labels().name(0);
      for (String name : Arrays.asList("input_ids", "attention_mask", "logits", first)) {
        assertTrue(text.contains(name), name + " in " + precision);
      }
      assertEquals(!precision.equals("float"), text.contains("MatMulInteger"), precision);
    }
    long whole = Files.size(dir.resolve("float.onnx"));
    assertTrue(Files.size(dir.resolve("int8.onnx")) < whole, "integers are smaller");
  }

  @Test
  void exportOnnx_badInput_isRefusedInOneLineAndLeavesNothing() throws IOException {
    saveTfidf();
    assertEquals(
        "al export-onnx: "
            + path("tfidf")
            + ": transformers and their taggers can be exported, found TfidfClassifier",
        refusal("export-onnx", path("tfidf"), "--out=" + path("x.onnx")));
    assertEquals(
        "al export-onnx: --precision must be float, int8 or int7, found 'int4'",
        refusal("export-onnx", path("tfidf"), "--out=" + path("x.onnx"), "--precision=int4"));
    assertEquals(
        "al export-onnx: --out must be a file in an existing folder, found " + path("no/x.onnx"),
        refusal("export-onnx", path("tfidf"), "--out=" + path("no/x.onnx")));
    assertFalse(Files.exists(dir.resolve("x.onnx")));
  }

  private String refusal(String... args) {
    Outcome outcome = al(args);
    assertEquals(2, outcome.code(), outcome::err);
    return outcome.err().strip();
  }
}
