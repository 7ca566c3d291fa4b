package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.transformer.TransformerLearner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints by name on the command line. */
class NamedCheckpointsTest {
  @TempDir Path dir;

  @BeforeAll
  static void cache() {
    if (System.getProperty("al4j.cache", "").isBlank()) {
      System.setProperty("al4j.cache", Path.of("target", "cache").toAbsolutePath().toString());
    }
  }

  private static Map<String, String> provenance(String model) {
    try (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner =
        ModelOption.of(model, ClassLabel.class)) {
      return learner.provenance();
    }
  }

  @Test
  void of_nameOrParameter_isTheTransformerOfItsFolder() {
    Map<String, String> expected;
    try (TransformerLearner learner = TransformerLearner.create(Checkpoints.miniLm())) {
      expected = learner.provenance();
    }
    assertEquals(expected, provenance("minilm"));
    assertEquals(expected, provenance("transformer(checkpoint=minilm)"));
  }

  @Test
  void absolute_name_staysOneAndAFolderDoesNot() {
    assertEquals("minilm", ModelOption.absolute("minilm"));
    String named = "committee(of=transformer+tfidf,transformer.checkpoint=e5-small)";
    assertEquals(named, ModelOption.absolute(named));
    String here = Path.of("src").toAbsolutePath().toString();
    assertEquals(here, ModelOption.absolute("src"));
    assertEquals(
        "transformer(checkpoint=" + here + ",updates=5)",
        ModelOption.absolute("transformer(checkpoint=src,updates=5)"));
  }

  private static String refusal(String model) {
    return assertThrows(
            InvalidInputException.class,
            () -> ModelOption.of(ModelOption.absolute(model), ClassLabel.class))
        .getMessage();
  }

  @Test
  void of_unknownName_refusedWithThoseThatThereAre() {
    String found = refusal("minilmm");
    assertTrue(found.endsWith("; checkpoints: e5-small, minilm"), found);
    assertEquals(
        "minilmm: no such directory; a checkpoint is a directory in Hugging Face layout, or one of"
            + " the names e5-small, minilm",
        refusal("transformer(checkpoint=minilmm)"));
  }

  /** It is an encoder: what a text is about, and not what class it has. */
  @Test
  void score_encoderByName_refusedAndNothingIsWritten() throws IOException {
    Path texts = Files.writeString(dir.resolve("texts.txt"), "a text\n");
    Path out = dir.resolve("scores.jsonl");
    StringWriter err = new StringWriter();
    int code =
        Al.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            "score",
            "--checkpoint",
            "minilm",
            "--texts",
            texts.toString(),
            "--out",
            out.toString());
    assertEquals(2, code);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("minilm-664e9f5abd15"), err::toString);
    assertFalse(Files.exists(out));
  }
}
