package org.al4j.examples.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RandomGpt2Test {
  @TempDir private Path dir;

  private int write(String name, StringWriter err, String... more) throws IOException {
    Path data = dir.resolve("data.csv");
    Files.writeString(
        data, "text,label\nlow low,a\nlower low,b\nlowest lows,a\nnew newer,b\nnewest,a\n");
    List<String> args = new ArrayList<>(List.of("--data", data.toString(), "--out"));
    args.add(dir.resolve(name).toString());
    args.addAll(List.of("--hidden", "16", "--vocabulary", "270", "--positions", "20"));
    args.addAll(List.of(more));
    CommandLine command = ExperimentProgram.of(new RandomGpt2());
    command.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    return command.execute(args.toArray(String[]::new));
  }

  @Test
  void call_texts_givesAGpt2ThatALearnerStartsFrom() throws IOException {
    assertEquals(0, write("a", new StringWriter()));
    Path written = dir.resolve("a");
    try (Checkpoint checkpoint = Checkpoint.open(written)) {
      ModelConfig config = checkpoint.config();
      assertEquals("gpt2", config.modelType());
      assertEquals(20, config.positions());
      assertEquals(16, config.hidden());
      assertEquals(config.vocabulary(), checkpoint.tokenizerDefinition().vocabularySize());
      assertEquals(config.vocabulary() - 1, config.padId());
      assertArrayEquals(new float[64], checkpoint.tensor("h.1.mlp.c_fc.bias").values());
      assertArrayEquals(new long[] {64, 16}, checkpoint.shape("h.1.mlp.c_proj.weight"));
    }
    Labelled<ClassLabel> low = new Labelled<>(Instance.ofText("1", "low"), new ClassLabel("a"));
    Labelled<ClassLabel> empty = new Labelled<>(Instance.ofText("2", ""), new ClassLabel("b"));
    Recipe recipe = Recipe.plasm().withEpochs(1).withMinimumUpdates(30).withLearningRate(1e-3);
    try (TransformerLearner learner = TransformerLearner.create(written, recipe);
        TransformerClassifier model =
            learner.fit(List.of(low, empty), FitContext.of(LabelSpace.of("a", "b"), 1))) {
      List<ClassLabel> said = new ArrayList<>();
      model.predict(List.of(low.instance(), empty.instance()), one -> said.add(one.annotation()));
      assertEquals(List.of(low.annotation(), empty.annotation()), said);
    }
  }

  @Test
  void call_again_givesTheSameBytesAndOverwritesNothing() throws IOException {
    write("a", new StringWriter());
    write("b", new StringWriter());
    for (String file : List.of("model.safetensors", "vocab.json", "merges.txt", "config.json")) {
      assertEquals(
          -1, Files.mismatch(dir.resolve("a").resolve(file), dir.resolve("b").resolve(file)), file);
    }
    StringWriter err = new StringWriter();
    assertEquals(2, write("a", err));
    assertTrue(
        err.toString().contains("there is a checkpoint; give another --out"), err.toString());
  }

  @Test
  void call_sizesThatNoModelHas_areRefused() throws IOException {
    for (String[] wrong : new String[][] {{"--heads", "3"}, {"--heads", "0"}, {"--heads", "-2"}}) {
      StringWriter err = new StringWriter();
      assertEquals(2, write("c", err, wrong));
      assertTrue(err.toString().contains("--hidden a multiple of --heads"), err.toString());
    }
    StringWriter err = new StringWriter();
    CommandLine command = ExperimentProgram.of(new RandomGpt2()).setErr(new PrintWriter(err));
    String out = dir.resolve("c").toString();
    assertEquals(2, command.execute("--data", "none.csv", "--out", out, "--hidden", "-2"));
    assertTrue(err.toString().contains("--hidden a multiple of --heads"), err.toString());
  }
}
