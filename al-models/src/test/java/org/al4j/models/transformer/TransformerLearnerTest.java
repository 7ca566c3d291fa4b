package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Output;
import org.al4j.core.text.TextsRead;
import org.al4j.models.Fixtures;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fitting, scoring and saving, on the fixtures' tiny DistilBERT. */
class TransformerLearnerTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");
  private static TransformerLearner learner;
  private static List<String> words;

  @BeforeAll
  static void open() throws IOException {
    Path checkpoint = Fixtures.path("models/distilbert/seqcls");
    words =
        Files.readAllLines(checkpoint.resolve("vocab.txt")).stream()
            .filter(word -> !word.startsWith("[") && !word.startsWith("##"))
            .toList();
    learner = TransformerLearner.create(checkpoint, recipe(), 4);
  }

  @AfterAll
  static void close() {
    learner.close();
    learner.close();
  }

  @Test
  void provenance_names_theCheckpointByItsHashesAndTheWholeRecipe() {
    Map<String, String> all = new TreeMap<>(learner.provenance());
    assertEquals(64, all.remove("checkpoint.files.sha256").length());
    assertEquals(
        Map.of(
            "checkpoint.sha256",
            "250b994867d85de7808a29e35b10edc760b38e7a757ea8b83d44e3a7d3caf302",
            "recipe",
            recipe().toString()),
        all);
  }

  @Test
  void provenance_vocabularyOrConfigurationChanged_isAnother(@TempDir Path dir) throws IOException {
    Path source = Fixtures.path("models/distilbert/seqcls");
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, dir.resolve(file.getFileName()));
      }
    }
    String same = filesHash(dir);
    assertEquals(learner.provenance().get("checkpoint.files.sha256"), same);
    List<String> vocabulary = Files.readAllLines(dir.resolve("vocab.txt"));
    Collections.swap(vocabulary, vocabulary.size() - 1, vocabulary.size() - 2);
    Files.write(dir.resolve("vocab.txt"), vocabulary);
    String swapped = filesHash(dir);
    assertNotEquals(same, swapped);
    Files.writeString(
        dir.resolve("config.json"), Files.readString(source.resolve("config.json")) + " ");
    assertNotEquals(swapped, filesHash(dir));
  }

  private static String filesHash(Path checkpoint) throws IOException {
    try (TransformerLearner other = TransformerLearner.create(checkpoint, recipe(), 4)) {
      return other.provenance().get("checkpoint.files.sha256");
    }
  }

  private static Recipe recipe() {
    return Recipe.plasm()
        .withMinimumUpdates(20)
        .withBatchSize(4)
        .withEpochs(2)
        .withLearningRate(1e-3);
  }

  private static List<Instance> texts(int n) {
    Random random = new Random(n);
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(30); k > 0; k--) {
        text.append(words.get(random.nextInt(words.size()))).append(' ');
      }
      texts.add(Instance.ofText("t" + i, text.toString()));
    }
    return texts;
  }

  private static List<Labelled<ClassLabel>> labelled(int n) {
    List<Labelled<ClassLabel>> all = new ArrayList<>();
    for (Instance text : texts(n)) {
      all.add(new Labelled<>(text, new ClassLabel(LABELS.name(text.text().length() % 3))));
    }
    return all;
  }

  private static TransformerClassifier fit(List<Labelled<ClassLabel>> labelled, long seed) {
    return learner.fit(labelled, FitContext.of(LABELS, seed));
  }

  private static List<float[]> rows(
      TransformerClassifier model, Output output, List<Instance> texts) {
    List<float[]> rows = new ArrayList<>();
    List<Instance> seen = new ArrayList<>();
    model.forward(
        texts,
        Set.of(output),
        outputs -> {
          assertEquals(seen.size(), outputs.first());
          seen.addAll(outputs.instances());
          rows.addAll(Arrays.asList(outputs.get(output).toFloatMatrix()));
        });
    assertEquals(texts, seen);
    return rows;
  }

  private static void assertRows(List<float[]> want, List<float[]> got, float tolerance) {
    assertEquals(want.size(), got.size());
    for (int i = 0; i < want.size(); i++) {
      assertArrayEquals(want.get(i), got.get(i), tolerance);
    }
  }

  @Test
  void fit_sameSeed_sameBits() {
    try (TransformerClassifier one = fit(labelled(11), 5);
        TransformerClassifier two = fit(labelled(11), 5);
        TransformerClassifier other = fit(labelled(11), 6)) {
      List<float[]> logits = rows(one, Output.LOGITS, texts(40));
      assertRows(logits, rows(two, Output.LOGITS, texts(40)), 0);
      assertNotEquals(logits.get(0)[0], rows(other, Output.LOGITS, texts(40)).get(0)[0]);
    }
  }

  @Test
  void fit_otherOrderOfTheList_sameBits() {
    List<Labelled<ClassLabel>> shuffled = new ArrayList<>(labelled(11));
    Collections.shuffle(shuffled, new Random(1));
    try (TransformerClassifier one = fit(labelled(11), 5);
        TransformerClassifier two = fit(shuffled, 5)) {
      assertRows(rows(one, Output.LOGITS, texts(40)), rows(two, Output.LOGITS, texts(40)), 0);
    }
  }

  @Test
  void fit_manyUpdates_areCountedAndLossFalls() {
    List<FitProgress> steps = new ArrayList<>();
    List<Labelled<ClassLabel>> data = labelled(12);
    Recipe recipe =
        recipe().withMinimumUpdates(300).withLearningRate(5e-3); // enough to know 12 texts by heart
    try (TransformerLearner patient =
            TransformerLearner.create(Fixtures.path("models/distilbert/seqcls"), recipe);
        TransformerClassifier model =
            patient.fit(
                data,
                new FitContext<>(
                    LABELS, 1, Optional.empty(), List.of(), steps::add, () -> false))) {
      assertEquals(300, steps.size());
      assertEquals(300, steps.get(299).step());
      assertEquals(300, steps.get(0).steps());
      double early =
          steps.subList(0, 30).stream().mapToDouble(FitProgress::loss).average().orElseThrow();
      double late =
          steps.subList(270, 300).stream().mapToDouble(FitProgress::loss).average().orElseThrow();
      assertTrue(late < 0.5 * early, early + " -> " + late);
      assertEquals(
          12,
          rows(model, Output.PROBABILITIES, data.stream().map(Labelled::instance).toList()).size());
    }
  }

  @Test
  void fit_cancelled_stopsWithUsableModel() {
    List<FitProgress> steps = new ArrayList<>();
    try (TransformerClassifier model =
        learner.fit(
            labelled(12),
            new FitContext<>(
                LABELS, 1, Optional.empty(), List.of(), steps::add, () -> steps.size() == 3))) {
      assertEquals(3, steps.size());
      assertEquals(5, rows(model, Output.PROBABILITIES, texts(5)).size());
    }
  }

  @Test
  void fit_weightsThatOverflow_saysThatItDiverged(@TempDir Path dir) throws IOException {
    Path spoilt = spoilt(dir, Float.MAX_VALUE);
    try (TransformerLearner broken = TransformerLearner.create(spoilt, recipe())) {
      assertMessage(
          "training diverged: the loss is NaN after update 1 of 20",
          () -> broken.fit(labelled(4), FitContext.of(LABELS, 1)));
    }
  }

  @Test
  void fit_weightThatIsNoNumber_refusedByName(@TempDir Path dir) throws IOException {
    Path spoilt = spoilt(dir, Float.NaN);
    try (TransformerLearner broken = TransformerLearner.create(spoilt, recipe())) {
      assertMessage(
          spoilt.resolve("model.safetensors")
              + ": tensor distilbert.transformer.layer.0.ffn.lin1.weight has the value NaN at 0;"
              + " a model's weights must be finite",
          () -> broken.fit(labelled(4), FitContext.of(LABELS, 1)));
    }
  }

  private static Path spoilt(Path dir, float weight) throws IOException {
    Path spoilt = Fixtures.copy("models/distilbert/seqcls", dir.resolve("spoilt"));
    Path file = spoilt.resolve("model.safetensors");
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (SafeTensors stored = SafeTensors.open(file)) {
      stored.names().forEach(name -> tensors.put(name, stored.tensor(name)));
    }
    Arrays.fill(tensors.get("distilbert.transformer.layer.0.ffn.lin1.weight").values(), weight);
    SafeTensors.write(file, tensors, Map.of("format", "pt"));
    return spoilt;
  }

  @Test
  void forward_mixedLengths_eachTextAsIfAlone() {
    List<Instance> texts = texts(1100); // more than a window
    try (TransformerClassifier model = fit(labelled(6), 2)) {
      List<float[]> together = rows(model, Output.LOGITS, texts);
      for (int i = 0; i < texts.size(); i += 97) {
        assertArrayEquals(
            rows(model, Output.LOGITS, texts.subList(i, i + 1)).get(0), together.get(i), 1e-5f);
      }
      List<Instance> reversed = new ArrayList<>(texts);
      Collections.reverse(reversed);
      List<float[]> backwards = rows(model, Output.LOGITS, reversed);
      Collections.reverse(backwards);
      assertRows(together, backwards, 1e-5f);
    }
  }

  @Test
  void forward_members_areSeededAndDifferAmongThemselves() {
    List<Instance> texts = texts(9);
    try (TransformerClassifier model = fit(labelled(6), 2)) {
      List<float[][]> first = members(model, texts);
      List<float[][]> again = members(model, texts);
      assertEquals(4, first.size());
      for (int m = 0; m < 4; m++) {
        assertTrue(Arrays.deepEquals(first.get(m), again.get(m)));
      }
      assertFalse(Arrays.deepEquals(first.get(0), first.get(1)));
      float[] alone = members(model, texts.subList(4, 5)).get(2)[0];
      assertArrayEquals(first.get(2)[4], alone, 1e-5f);
    }
  }

  private static List<float[][]> members(TransformerClassifier model, List<Instance> texts) {
    List<float[][]> members = new ArrayList<>();
    model.forward(
        texts,
        Set.of(Output.MEMBER_PROBABILITIES),
        outputs -> {
          for (int m = 0; m < outputs.get(Output.MEMBER_PROBABILITIES).size(0); m++) {
            members.add(outputs.get(Output.MEMBER_PROBABILITIES).slice(m).toFloatMatrix());
          }
        });
    return members;
  }

  @Test
  void forward_emptyAndOverlongTexts_work() {
    String overlong = String.join(" ", Collections.nCopies(300, words.get(0)));
    List<Instance> texts = List.of(Instance.ofText("empty", ""), Instance.ofText("long", overlong));
    try (TransformerLearner fresh =
            TransformerLearner.create(Fixtures.path("models/distilbert/seqcls"), recipe());
        TransformerClassifier model = fresh.fit(labelled(4), FitContext.of(LABELS, 2))) {
      assertEquals(new TextsRead(0, 0, 40), model.textsRead(), "training is the learner's");
      assertEquals(2, rows(model, Output.EMBEDDING, texts).size());
      assertEquals(2, rows(model, Output.LOGITS, texts).size());
      assertEquals(new TextsRead(4, 2, 40), model.textsRead());
      Set<String> distinct = new HashSet<>();
      Stream.concat(texts.stream(), texts(4).stream()).forEach(text -> distinct.add(text.text()));
      assertEquals(new TextsRead(distinct.size(), 1, 40), fresh.textsRead());
    }
  }

  @Test
  void load_options_refuseCutAndMakePasses(@TempDir Path dir) throws IOException {
    List<Instance> texts = List.of(Instance.ofText("long", words.get(0) + " " + words.get(1)));
    try (TransformerClassifier model = fit(labelled(6), 2)) {
      model.save(dir.resolve("saved"));
    }
    LoadOptions options = LoadOptions.DEFAULT.withMaxLength(3).withDropout(3, 7);
    try (TransformerClassifier loaded = TransformerClassifier.load(dir.resolve("saved"), options)) {
      assertEquals(3, members(loaded, texts).size());
      assertEquals(new TextsRead(1, 1, 3), loaded.textsRead());
    }
    LoadOptions refusing = options.withTooLong(LongTexts.REFUSE);
    try (TransformerClassifier loaded = TransformerClassifier.load(dir.resolve("saved"), refusing);
        TransformerEncoder encoder =
            TransformerEncoder.load(dir.resolve("saved"), Pooling.MEAN, refusing)) {
      assertMessage("instance long: a text of", () -> rows(loaded, Output.LOGITS, texts));
      assertMessage(
          "instance 2: a text of",
          () -> encoder.encode(List.of("", texts.get(0).text()), vector -> {}));
    }
    assertMessage("at least 3", () -> LoadOptions.DEFAULT.withMaxLength(2));
    assertMessage("at least 1", () -> LoadOptions.DEFAULT.withDropout(0, 0));
  }

  @Test
  void save_thenLoad_sameOutputsAndEqualBytes(@TempDir Path dir) throws IOException {
    List<Instance> texts = texts(30);
    try (TransformerClassifier model = fit(labelled(6), 2)) {
      model.save(dir.resolve("one"));
      model.save(dir.resolve("two"));
      assertThrows(InvalidInputException.class, () -> model.save(dir.resolve("two")));
      for (String name : List.of("config.json", "model.safetensors", "vocab.txt")) {
        assertEquals(
            -1,
            Files.mismatch(dir.resolve("one").resolve(name), dir.resolve("two").resolve(name)),
            name);
      }
      try (TransformerClassifier loaded = TransformerClassifier.load(dir.resolve("one"))) {
        assertEquals(LABELS, loaded.labels());
        assertRows(rows(model, Output.LOGITS, texts), rows(loaded, Output.LOGITS, texts), 0);
        loaded.save(dir.resolve("three"));
        assertEquals(
            -1, Files.mismatch(dir.resolve("one/config.json"), dir.resolve("three/config.json")));
        assertEquals(
            -1,
            Files.mismatch(
                dir.resolve("one/model.safetensors"), dir.resolve("three/model.safetensors")));
      }
    }
    try (var left = Files.list(dir)) {
      assertEquals(3, left.count(), "nothing half-written is left");
    }
  }

  @Test
  void predict_anyText_givesMostProbableClass() {
    try (TransformerClassifier model = fit(labelled(6), 2)) {
      model.predict(
          texts(10),
          prediction -> {
            double[] p = prediction.probabilities();
            double best = Arrays.stream(p).max().orElseThrow();
            assertEquals(best, p[LABELS.index(prediction.annotation().name())]);
          });
    }
  }

  @Test
  void close_twice_thenUseIsRefused() {
    TransformerClassifier model = fit(labelled(4), 2);
    model.close();
    model.close();
    assertThrows(IllegalStateException.class, () -> rows(model, Output.LOGITS, texts(1)));
  }

  @Test
  void minimumUpdates_goldenCases_giveBatchAndEpochs() {
    Recipe plasm = Recipe.plasm();
    assertEquals(new MinimumUpdates(4, 28), MinimumUpdates.of(50, plasm));
    assertEquals(new MinimumUpdates(4, 1400), MinimumUpdates.of(1, plasm));
    assertEquals(new MinimumUpdates(16, 5), MinimumUpdates.of(1120, plasm));
    assertEquals(new MinimumUpdates(15, 5), MinimumUpdates.of(1119, plasm)); // 349.7 updates at 16
    assertThrows(InvalidInputException.class, () -> MinimumUpdates.of(0, plasm));
  }

  @Test
  void provider_badParameters_areNamed() {
    TransformerLearnerProvider provider = new TransformerLearnerProvider();
    assertMessage("checkpoint", () -> provider.create(ClassLabel.class, Map.of()));
    assertMessage(
        "epoch'", () -> provider.create(ClassLabel.class, Map.of("checkpoint", "x", "epoch", "3")));
    assertMessage(
        "whole number",
        () -> provider.create(ClassLabel.class, Map.of("checkpoint", "x", "epochs", "three")));
    assertMessage(
        "no such directory",
        () -> provider.create(ClassLabel.class, Map.of("checkpoint", "no/such/directory")));
    assertMessage(
        "at least 1",
        () -> provider.create(ClassLabel.class, Map.of("checkpoint", "x", "batch", "0")));
    assertMessage(
        "dropout-passes must be a whole number, found 'x'",
        () -> provider.create(ClassLabel.class, Map.of("checkpoint", "x", "dropout-passes", "x")));
    assertMessage(
        "dropout passes must be at least 1, found 0",
        () -> provider.create(ClassLabel.class, Map.of("checkpoint", "x", "dropout-passes", "0")));
  }

  @Test
  void provider_dropoutPasses_areTheModels() throws Exception {
    Map<String, String> parameters =
        Map.of(
            "checkpoint",
            Fixtures.path("models/distilbert/seqcls").toString(),
            "dropout-passes",
            "3",
            "updates",
            "1");
    try (TransformerLearner made =
            (TransformerLearner)
                new TransformerLearnerProvider().create(ClassLabel.class, parameters);
        TransformerClassifier model = made.fit(labelled(4), FitContext.of(LABELS, 1))) {
      assertEquals(3, members(model, texts(2)).size());
    }
  }

  private static void assertMessage(String part, Runnable work) {
    String message = assertThrows(InvalidInputException.class, work::run).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }
}
