package org.al4j.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.SaveMode;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jFilesTest {
  private static final List<Labelled<ClassLabel>> ITEMS = SmallNetworks.texts().items();
  private static final LabelSpace LABELS = SmallNetworks.texts().labels();
  private static final List<Instance> XS = SmallNetworks.instances(SmallNetworks.texts());

  @TempDir Path dir;

  private static Dl4jLearner<ClassLabel> over(TextFeatures features) {
    return Dl4jLearner.of(
            SmallNetworks.perceptron((int) features.shape()[0], SmallNetworks.softmax(3)), features)
        .withUpdates(SmallNetworks.FEW);
  }

  private static Map<Output, float[]> rows(ActiveModel<?> model) {
    return Dl4jLearnerTest.rows(model, XS);
  }

  private static void assertSame(ActiveModel<?> expected, ActiveModel<?> found) {
    Map<Output, float[]> rows = rows(expected);
    Map<Output, float[]> again = rows(found);
    assertEquals(rows.keySet(), again.keySet());
    rows.forEach((output, row) -> assertArrayEquals(row, again.get(output), output.name()));
    assertEquals(expected.labels(), found.labels());
    assertEquals(expected.kind(), found.kind());
  }

  /** Saves a model of the learner, reads it back, and compares every output bit by bit. */
  private void assertComesBack(Dl4jLearner<ClassLabel> learner) throws IOException {
    try (learner;
        Dl4jModel<ClassLabel> model = learner.fit(ITEMS, FitContext.of(LABELS, 1))) {
      model.save(dir.resolve("model"));
      try (ActiveModel<ClassLabel> loaded = Models.load(dir.resolve("model"), ClassLabel.class)) {
        assertSame(model, loaded);
        loaded.save(dir.resolve("again"));
      }
      for (String file : List.of("dl4j.json", "configuration.json", "model.safetensors")) {
        assertArrayEquals(
            Files.readAllBytes(dir.resolve("model").resolve(file)),
            Files.readAllBytes(dir.resolve("again").resolve(file)),
            file);
      }
    }
  }

  @Test
  void load_tfidf_givesEveryOutputBitByBit() throws IOException {
    assertComesBack(SmallNetworks.learner());
  }

  @Test
  void load_ownFeaturesWithAFormat_givesEveryOutputBitByBit() throws IOException {
    assertComesBack(over(new GivenLength(10)));
  }

  @Test
  void load_embeddingsOfAModel_givesEveryOutputBitByBit() throws IOException {
    Dl4jLearner<ClassLabel> first = SmallNetworks.learner();
    Dl4jModel<ClassLabel> inner = first.fit(ITEMS, FitContext.of(LABELS, 5));
    TextFeatures features = TextFeatures.embeddings("perceptron", inner);
    assertArrayEquals(new long[] {8}, features.shape());
    assertComesBack(over(features));
  }

  @Test
  @SuppressWarnings("unchecked") // the provider's
  void load_cnnOverAFileOrDrawnVectors_givesEveryOutputBitByBit() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40; i += 2) {
      lines.append("any").append(i).append(" 0.1 ").append(i / 40.0).append(" -1\n");
    }
    Path file = Files.writeString(dir.resolve("vectors.txt"), lines);
    for (Map<String, String> vectors :
        List.of(Map.of("vectors", file.toString(), "unknown", "skip"), Map.of("width", "6"))) {
      Map<String, String> parameters = new TreeMap<>(vectors);
      parameters.putAll(Map.of("filters", "4", "epochs", "1", "updates", "6"));
      Path folder = dir.resolve("model" + vectors.size());
      try (var learner = Learners.named("cnn", parameters, ClassLabel.class);
          Dl4jModel<ClassLabel> model =
              ((Dl4jLearner<ClassLabel>) learner).fit(ITEMS, FitContext.of(LABELS, 1))) {
        model.save(folder);
        try (ActiveModel<?> loaded = Models.load(folder)) {
          assertSame(model, loaded);
        }
      }
    }
  }

  @Test
  void load_committeeOfCnns_givesEveryOutputBitByBitAndIsReplaced() throws IOException {
    Map<String, String> parameters =
        Map.of(
            "of", "cnn", "members", "2", "width", "6", "filters", "4", "epochs", "1", "updates",
            "6");
    Path folder = dir.resolve("model");
    try (var learner = Learners.named("committee", parameters, ClassLabel.class);
        ActiveModel<ClassLabel> model = fit(learner);
        var tfidf = TfidfLearner.create().fit(ITEMS, FitContext.of(LABELS, 1))) {
      model.save(folder);
      try (ActiveModel<?> loaded = Models.load(folder)) {
        assertSame(model, loaded);
      }
      tfidf.save(folder, SaveMode.REPLACE);
      assertEquals("tfidf", Models.description(folder).format());
    }
  }

  private static <M extends ActiveModel<ClassLabel>> M fit(Learner<ClassLabel, M> learner) {
    return learner.fit(ITEMS, FitContext.of(LABELS, 1));
  }

  @Test
  void load_numbers_givesThemInTheirUnit() throws IOException {
    var data = FakeTexts.numbers(60, 13);
    TextFeatures features = TextFeatures.tfidf(SmallNetworks.instances(data), 60);
    try (Dl4jLearner<RealValue> learner =
            Dl4jLearner.of(
                    SmallNetworks.perceptron((int) features.shape()[0], SmallNetworks.number()),
                    features,
                    RealValue.class)
                .withUpdates(SmallNetworks.FEW);
        Dl4jModel<RealValue> model =
            learner.fit(data.items(), FitContext.of(LabelSpace.none(), 1))) {
      model.save(dir.resolve("model"));
      try (ActiveModel<?> loaded = Models.load(dir.resolve("model"))) {
        assertSame(model, loaded);
      }
    }
  }

  @Test
  void load_aFileWithOtherNumbersOrLabels_isRefusedByItsField() throws IOException {
    Path folder = dir.resolve("model");
    try (var learner = over(TextFeatures.tfidf(SmallNetworks.instances(SmallNetworks.texts()), 8));
        Dl4jModel<ClassLabel> model = learner.fit(ITEMS, FitContext.of(LABELS, 1))) {
      model.save(folder);
    }
    Path file = folder.resolve("dl4j.json");
    String saved = Files.readString(file);
    Map<String, String> changes =
        Map.of(
            "\"mean\":0.0", "dl4j.json: mean must be a number, found \"x\"",
            "\"deviation\":1.0", "dl4j.json: deviation must be a number above 0, found \"x\"",
            "\"dropoutPasses\":10",
                "dl4j.json: dropoutPasses must be 0 or more, whole, found \"x\"");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      String field = change.getKey();
      assertTrue(saved.contains(field), saved);
      String changed = field.substring(0, field.indexOf(':')) + ":\"x\"";
      Files.writeString(file, saved.replace(field, changed));
      assertEquals(folder + ": not a saved network: " + change.getValue(), refusal(folder));
    }
    String names = saved.substring(saved.indexOf("\"labels\":["), saved.indexOf("],") + 1);
    Files.writeString(file, saved.replace(names, "\"labels\":[\"a\",\"a\"]"));
    assertTrue(refusal(folder).startsWith(folder + ": not a saved network: "), refusal(folder));
  }

  private static String refusal(Path folder) {
    return assertThrows(InvalidInputException.class, () -> Models.load(folder)).getMessage();
  }

  @Test
  void load_featuresWithoutAFormat_areAskedForAndCompared() throws IOException {
    record Plain(int scale) implements TextFeatures {
      @Override
      public long[] shape() {
        return new GivenLength(scale).shape();
      }

      @Override
      public List<FloatTable> read(List<Instance> xs) {
        return new GivenLength(scale).read(xs);
      }
    }
    Path folder = dir.resolve("model");
    try (Dl4jLearner<ClassLabel> learner = over(new Plain(10));
        Dl4jModel<ClassLabel> model = learner.fit(ITEMS, FitContext.of(LABELS, 1))) {
      model.save(folder);
      String asked =
          assertThrows(InvalidInputException.class, () -> Models.load(folder)).getMessage();
      assertTrue(asked.endsWith("give them with Dl4jModel.load(dir, features)"), asked);
      try (Dl4jModel<?> loaded = Dl4jModel.load(folder, new Plain(10))) {
        assertSame(model, loaded);
      }
      String other =
          assertThrows(InvalidInputException.class, () -> Dl4jModel.load(folder, new Plain(11)))
              .getMessage();
      assertTrue(other.contains("scale=10") && other.contains("scale=11"), other);
    }
  }

  @Test
  void load_encoder_isThatOfTheSameWeights() throws IOException {
    Path checkpoint = Path.of("../../shared/checkpoints/mini-en-2l").toAbsolutePath().normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(checkpoint), () -> "skipped: no checkpoint at " + checkpoint);
    assertComesBack(over(TextFeatures.encoder(checkpoint, Pooling.MEAN)));
    Path file = dir.resolve("model/features/encoder.json");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"sha256\":\"..", "\"sha256\":\"zz"));
    String message =
        assertThrows(InvalidInputException.class, () -> Models.load(dir.resolve("model")))
            .getMessage();
    assertTrue(message.contains("has other weights by now"), message);
  }

  @Test
  void save_replacingOtherModelsAndReplacedByThem_leavesOneModel() throws IOException {
    Path folder = dir.resolve("model");
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner();
        Dl4jModel<ClassLabel> model = learner.fit(ITEMS, FitContext.of(LABELS, 1));
        var tfidf = TfidfLearner.create().fit(ITEMS, FitContext.of(LABELS, 1))) {
      model.save(folder);
      assertThrows(InvalidInputException.class, () -> model.save(folder));
      model.save(folder, SaveMode.REPLACE);
      tfidf.save(folder, SaveMode.REPLACE);
      assertEquals("tfidf", Models.description(folder).format());
      model.save(folder, SaveMode.REPLACE);
      try (ActiveModel<?> loaded = Models.load(folder)) {
        assertInstanceOf(Dl4jModel.class, loaded);
        assertSame(model, loaded);
      }
    }
  }

  @Test
  void load_damagedFiles_areRefusedByName() throws IOException {
    Path folder = dir.resolve("model");
    try (Dl4jLearner<ClassLabel> learner = SmallNetworks.learner();
        Dl4jModel<ClassLabel> model = learner.fit(ITEMS, FitContext.of(LABELS, 1))) {
      model.save(folder);
    }
    for (String[] change :
        new String[][] {
          {"dl4j.json", "\"class-2\"", "\"class-2\",\"class-3\""},
          {"dl4j.json", "single_label_classification", "something"},
          {"dl4j.json", "\"featuresFormat\":\"tfidf\"", "\"featuresFormat\":\"other\""},
          {"dl4j.json", "{", "["},
          {"configuration.json", "\"nout\":8", "\"nout\":9"},
          {"configuration.json", "DenseLayer", "DanseLayer"},
          {"configuration.json", "ActivationSoftmax", "ActivationTanH"},
          {"features/tfidf-vectors.json", "any1", "any"}
        }) {
      Path file = folder.resolve(change[0]);
      String before = Files.readString(file);
      assertTrue(before.contains(change[1]), change[1] + " in " + before);
      Files.writeString(file, before.replace(change[1], change[2]));
      String message =
          assertThrows(InvalidInputException.class, () -> Models.load(folder), change[2])
              .getMessage();
      assertTrue(message.contains(folder.toString()), message);
      assertEquals(1, message.lines().count(), message);
      Files.writeString(file, before);
    }
    Models.load(folder).close();
  }
}
