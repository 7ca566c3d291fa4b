package org.al4j.minilm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.io.CacheFolder;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsByNameTest {
  @BeforeAll
  static void cache() {
    TestCache.use();
  }

  @Test
  void providers_here_areBothWithTheirPrefixes() {
    List<String> said = new ArrayList<>();
    Checkpoints.providers().forEach(one -> said.add(one.name() + "|" + one.prefix()));
    assertEquals(List.of("e5-small|query: ", "minilm|"), said);
    assertTrue(Checkpoints.providers().stream().noneMatch(one -> one.summary().contains("\n")));
  }

  /** The names of the folders and the hashes are what runs that are resumed rely on. */
  @ParameterizedTest
  @CsvSource({
    "minilm, minilm-664e9f5abd15, 6, 256, 759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
    "e5-small, e5-small-b4ac869761c7, 12, 512, 7d9092cb25f2bd1c023b7e8d2aa459044a02030ac880e5a59fdaf27af69f1ded"
  })
  void folder_name_isTheSameCheckpointEverywhere(
      String name, String last, int layers, int length, String sha256) throws IOException {
    Path folder = Checkpoints.folder(name);
    assertEquals(CacheFolder.path().resolve("checkpoints").resolve(last), folder);
    assertEquals(folder, Checkpoints.folder(name));
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      assertEquals(sha256, checkpoint.sha256());
      assertEquals(layers, checkpoint.config().layers());
      assertEquals(384, checkpoint.config().hidden());
    }
    String settings = Files.readString(folder.resolve("tokenizer_config.json"));
    assertTrue(settings.contains("\"model_max_length\": " + length), settings);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(
              "README.md", "config.json", "model.onnx", "tokenizer.json", "tokenizer_config.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void isName_folderOfThatName_isAFolder(@TempDir Path dir) throws IOException {
    assertTrue(Checkpoints.isName("minilm"));
    assertFalse(Checkpoints.isName("minilm2"));
    assertFalse(Checkpoints.isName(Files.createDirectory(dir.resolve("minilm")).toString()));
    assertEquals(Checkpoints.miniLm(), Checkpoints.folder("minilm"));
    assertEquals(Checkpoints.e5Small(), Checkpoints.folder("e5-small"));
  }

  @Test
  void recorded_folderOfACacheThatIsGone_isWhereItIsNow(@TempDir Path dir) {
    Path now = Checkpoints.miniLm();
    assertEquals(now, Checkpoints.recorded(now));
    assertEquals(now, Checkpoints.recorded(dir.resolve(now.getFileName())));
    assertEquals(dir.resolve("minilm-mine"), Checkpoints.recorded(dir.resolve("minilm-mine")));
  }

  @Test
  void named_unknownCheckpoint_refusedWithTheNames() {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> Learners.named("transformer", Map.of("checkpoint", "minilmm"), ClassLabel.class));
    assertEquals(
        "minilmm: no such directory; a checkpoint is a directory in Hugging Face layout, or one of"
            + " the names e5-small, minilm",
        refusal.getMessage());
  }

  @Test
  void fit_namedCheckpoint_isFineTuned() {
    List<Labelled<ClassLabel>> train = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String text = i % 2 == 0 ? "the parcel is late" : "what a lovely song";
      ClassLabel label = new ClassLabel(i % 2 == 0 ? "post" : "art");
      train.add(new Labelled<>(Instance.ofText("t" + i, text), label));
    }
    Map<String, String> parameters =
        Map.of("checkpoint", "minilm", "updates", "8", "batch", "4", "learning-rate", "1e-3");
    try (TransformerLearner learner =
        (TransformerLearner) Learners.named("transformer", parameters, ClassLabel.class)) {
      assertEquals(
          "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
          learner.provenance().get("checkpoint.sha256"));
      try (TransformerClassifier model =
          learner.fit(train, FitContext.of(LabelSpace.of("post", "art"), 3))) {
        List<String> said = new ArrayList<>();
        List<Instance> texts =
            List.of(
                Instance.ofText("a", "the letter is late"), Instance.ofText("b", "a lovely tune"));
        model.predict(texts, one -> said.add(one.annotation().name()));
        assertEquals(List.of("post", "art"), said);
      }
    }
  }

  private static <A extends Annotation> Map<String, String> provenance(
      String learner, Map<String, String> parameters, Class<A> kind) {
    try (Learner<A, ? extends ActiveModel<A>> made = Learners.named(learner, parameters, kind)) {
      return made.provenance();
    }
  }

  @Test
  void named_committeeOfANamedCheckpoint_isThatOfItsFolder() {
    Map<String, String> byName =
        Map.of("of", "transformer", "members", "2", "checkpoint", "minilm", "updates", "1");
    Map<String, String> byFolder =
        Map.of(
            "of",
            "transformer",
            "members",
            "2",
            "checkpoint",
            Checkpoints.miniLm().toString(),
            "updates",
            "1");
    Map<String, String> found = provenance("committee", byName, RealValue.class);
    assertFalse(found.isEmpty());
    assertEquals(provenance("committee", byFolder, RealValue.class), found);
  }
}
