package org.al4j.models.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.text.TextPreparer;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsPrepared;
import org.al4j.models.Fixtures;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadEncoderTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(24, 3, 5);

  @TempDir private Path dir;

  private Path checkpoint(String name) throws IOException {
    Path from = Fixtures.path("models/distilbert/seqcls");
    Path to = Files.createDirectories(dir.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
    return to;
  }

  private HeadEncoder encoder(Path checkpoint) {
    return HeadEncoder.of(checkpoint.toString()).withStore(dir.resolve("store"));
  }

  private static HeadModel<ClassLabel> fit(HeadLearner learner) {
    return learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1));
  }

  private static float[] logits(ActiveModel<?> model) {
    List<Float> all = new ArrayList<>();
    model.forward(
        DATA.corpus(),
        Set.of(Output.LOGITS),
        block -> {
          for (float value : block.floats(Output.LOGITS)) {
            all.add(value);
          }
        });
    float[] logits = new float[all.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = all.get(i);
    }
    return logits;
  }

  @Test
  void fit_allTextsKept_doesNotLoadTheEncoder() throws IOException {
    Path checkpoint = checkpoint("a");
    float[] first;
    try (HeadLearner learner = HeadLearner.of(encoder(checkpoint), HeadOptions.DEFAULT);
        HeadModel<ClassLabel> model = fit(learner)) {
      first = logits(model);
      assertEquals(24, TextReader.of(learner).texts(), "each text once");
    }
    try (HeadLearner learner = HeadLearner.of(encoder(checkpoint), HeadOptions.DEFAULT);
        HeadModel<ClassLabel> model = fit(learner)) {
      assertArrayEquals(first, logits(model));
      assertEquals(0, TextReader.of(learner).texts());
      assertTrue(TextReader.of(learner).maxLength() > 0, "known without loading");
    }
  }

  /** As a temperature, a committee and a kill leave it. */
  @Test
  void prepare_throughWrappers_goesOnWhereItEnded() throws IOException {
    String folder = checkpoint("a").toString();
    String store = dir.resolve("store").toString();
    List<String> texts = DATA.items().stream().map(item -> item.instance().text()).toList();
    Map<String, String> head = Map.of("checkpoint", folder, "store", store, "temperature", "2");
    List<TextsPrepared> told = new ArrayList<>();
    try (var learner = Learners.named("head", head, ClassLabel.class)) {
      TextPreparer.of(learner).orElseThrow().prepare(texts.subList(0, 10), told::add);
      assertEquals(new TextsPrepared(10, 10, 10), told.get(told.size() - 1));
    }
    Map<String, String> committee =
        Map.of("of", "head", "checkpoint", folder, "store", store, "members", "3");
    try (var learner = Learners.named("committee", committee, ClassLabel.class)) {
      told.clear();
      TextPreparer.of(learner).orElseThrow().prepare(texts, told::add);
      assertEquals(new TextsPrepared(11, 24, 1), told.get(0));
      assertEquals(15, told.size(), "once for the three members: 14 texts, and the end");
      assertEquals(14, TextReader.of(learner).texts());
    }
    Map<String, String> unkept = Map.of("checkpoint", folder, "store", "off");
    try (var learner = Learners.named("head", unkept, ClassLabel.class)) {
      told.clear();
      TextPreparer.of(learner).orElseThrow().prepare(texts, told::add);
      assertEquals(List.of(), told);
    }
    assertTrue(TextPreparer.of(Learners.named("tfidf", Map.of(), ClassLabel.class)).isEmpty());
  }

  @Test
  void load_encoderOfAFolder_isReadFromItsCopy() throws IOException {
    Path checkpoint = checkpoint("a");
    Path saved = dir.resolve("model");
    float[] before;
    try (HeadLearner learner =
            HeadLearner.of(encoder(checkpoint).withoutStore(), HeadOptions.DEFAULT);
        HeadModel<ClassLabel> model = fit(learner)) {
      model.save(saved);
      before = logits(model);
    }
    Files.move(checkpoint, dir.resolve("elsewhere"));
    try (ActiveModel<ClassLabel> loaded = Models.load(saved, ClassLabel.class)) {
      assertArrayEquals(before, logits(loaded));
      loaded.save(dir.resolve("again"));
    }
    assertEquals(
        Files.readString(saved.resolve("head.json")),
        Files.readString(dir.resolve("again/head.json")));
  }

  @Test
  void load_encoderWithOtherWeights_isRefused() throws IOException {
    Path saved = dir.resolve("model");
    try (HeadLearner learner =
            HeadLearner.of(encoder(checkpoint("a")).withoutStore(), HeadOptions.DEFAULT);
        HeadModel<ClassLabel> model = fit(learner)) {
      model.save(saved);
    }
    Path weights = saved.resolve("encoder/model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 3] ^= 1;
    Files.write(weights, bytes);
    String message =
        assertThrows(InvalidInputException.class, () -> Models.load(saved).close()).getMessage();
    assertTrue(message.contains("are others by now"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void load_embedderOfYourOwn_isAskedForAndCompared() throws IOException {
    Path saved = dir.resolve("model");
    try (HeadModel<ClassLabel> model = fit(HeadLearner.of(new WordVectorEmbedder(6)))) {
      model.save(saved);
      String message =
          assertThrows(InvalidInputException.class, () -> Models.load(saved).close()).getMessage();
      assertTrue(message.endsWith("give what embeds with HeadModel.load(dir, embedder)"), message);
      try (HeadModel<?> loaded = HeadModel.load(saved, new WordVectorEmbedder(6))) {
        assertArrayEquals(logits(model), logits(loaded));
      }
      assertThrows(
          InvalidInputException.class, () -> HeadModel.load(saved, new WordVectorEmbedder(7)));
    }
  }

  @Test
  void close_learner_closesWhatEmbedsAndModelsDoNot() {
    WordVectorEmbedder embedder = new WordVectorEmbedder(6);
    HeadLearner learner = HeadLearner.of(embedder);
    fit(learner).close();
    assertFalse(embedder.isClosed());
    learner.close();
    assertTrue(embedder.isClosed());
  }

  @Test
  void named_everyParameter_isRead() throws IOException {
    Map<String, String> parameters =
        Map.of(
            "checkpoint", checkpoint("a").toString(),
            "pooling", "first-token",
            "max-length", "16",
            "prefix", "query: ",
            "store", dir.resolve("kept").toString(),
            "precision", "single",
            "c", "cv",
            "members", "2",
            "temperature", "2");
    try (var learner = Learners.named("head", parameters, ClassLabel.class)) {
      Map<String, String> settings = learner.settings();
      assertEquals("2.0", settings.get("temperature"));
      assertEquals("cross-validation", settings.get("learner.c"));
      assertEquals("2", settings.get("learner.members"));
      assertEquals("SINGLE", settings.get("learner.embedder.precision"));
      assertEquals("FIRST_TOKEN", settings.get("learner.embedder.source.pooling"));
      assertEquals("query: ", settings.get("learner.embedder.source.prefix"));
      assertEquals("16", settings.get("learner.embedder.source.maxLength"));
      assertTrue(learner.offers().contains(Output.MEMBER_PROBABILITIES));
    }
  }

  @Test
  void named_wrongParameter_isRefusedInOneLine() {
    String folder = Fixtures.path("models/distilbert/seqcls").toString();
    for (Map<String, String> wrong :
        List.of(
            Map.of("c", "0"),
            Map.of("c", "much"),
            Map.of("members", "1"),
            Map.of("max-length", "2"),
            Map.of("store", ""),
            Map.of("precision", "double"),
            Map.of("threshold", "0.5"),
            Map.of("checkpoint", dir.resolve("none").toString()))) {
      Map<String, String> all = new HashMap<>(Map.of("checkpoint", folder));
      all.putAll(wrong);
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> Learners.named("head", all, ClassLabel.class).close(),
                  wrong.toString())
              .getMessage();
      assertEquals(1, message.lines().count(), message);
    }
  }
}
