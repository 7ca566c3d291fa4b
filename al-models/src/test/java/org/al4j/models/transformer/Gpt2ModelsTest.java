package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.al4j.models.committee.Committee;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.training.Layers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPT-2 through the public classes: its folders, and whatever a model can learn. */
class Gpt2ModelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path BASE = Fixtures.path("models/gpt2/base");
  private static final LabelSpace LABELS = LabelSpace.of("short", "long");
  private static final Recipe RECIPE =
      Recipe.plasm().withMinimumUpdates(60).withBatchSize(8).withEpochs(2).withLearningRate(3e-3);

  @TempDir private Path dir;

  /** Texts of one to ten equal words: what they say is how long they are. */
  private static List<Instance> texts() {
    List<Instance> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add(
          Instance.ofText(String.format(Locale.ROOT, "t%02d", i), "the" + " cat".repeat(i % 10)));
    }
    return texts;
  }

  private static boolean isLong(Instance text) {
    return text.text().length() > 20;
  }

  private static List<Labelled<ClassLabel>> classes() {
    return texts().stream()
        .map(text -> new Labelled<>(text, new ClassLabel(isLong(text) ? "long" : "short")))
        .toList();
  }

  private static float[] floats(ActiveModel<?> model, Output output, List<Instance> texts) {
    float[][] found = new float[1][];
    model.forward(texts, Set.of(output), block -> found[0] = block.floats(output));
    return found[0];
  }

  private static SortedMap<String, Tensor> tensors(Path folder) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (SafeTensors file = SafeTensors.open(folder.resolve("model.safetensors"))) {
      file.names().forEach(name -> tensors.put(name, file.tensor(name)));
    }
    return tensors;
  }

  private static <A extends Annotation, M extends ActiveModel<A>> FitContext<A, M> warm(
      LabelSpace labels, M previous) {
    return FitContext.<A, M>of(labels, 2).withPrevious(Optional.of(previous));
  }

  @Test
  void save_whatWasLoaded_isTheSameModel() throws IOException {
    Path original = Fixtures.path("models/gpt2/seqcls");
    Path saved = dir.resolve("saved");
    List<Instance> texts = texts();
    float[] logits;
    try (TransformerClassifier model = TransformerClassifier.load(original)) {
      logits = floats(model, Output.LOGITS, texts);
      model.save(saved);
    }
    assertEquals(tensors(original), tensors(saved));
    assertEquals(
        -1,
        Files.mismatch(original.resolve("model.safetensors"), saved.resolve("model.safetensors")));
    for (String name : List.of("vocab.json", "merges.txt")) {
      assertEquals(-1, Files.mismatch(original.resolve(name), saved.resolve(name)));
    }
    JsonNode config = JSON.readTree(saved.resolve("config.json").toFile());
    assertEquals("[\"GPT2ForSequenceClassification\"]", config.get("architectures").toString());
    assertEquals(118, config.get("pad_token_id").asInt());
    // Another padding than the end of the text: what a tokenizer reads is left as it was.
    assertFalse(JSON.readTree(saved.resolve("tokenizer_config.json").toFile()).has("pad_token"));
    try (TransformerClassifier model = TransformerClassifier.load(saved)) {
      assertArrayEquals(logits, floats(model, Output.LOGITS, texts));
      model.save(dir.resolve("again"));
    }
    for (String name : List.of("model.safetensors", "config.json", "tokenizer_config.json")) {
      assertEquals(-1, Files.mismatch(saved.resolve(name), dir.resolve("again").resolve(name)));
    }
  }

  /** As the models that OpenAI published. */
  @Test
  void save_modelWithoutPadding_padsWithTheEndOfTheText() throws IOException {
    Path copy = Fixtures.copy("models/gpt2/seqcls", dir.resolve("copy"));
    ObjectNode config = (ObjectNode) JSON.readTree(copy.resolve("config.json").toFile());
    JSON.writeValue(copy.resolve("config.json").toFile(), config.putNull("pad_token_id"));
    Path saved = dir.resolve("saved");
    List<Instance> texts = List.of(Instance.ofText("a", "the cat<|endoftext|>"));
    float[] logits;
    try (TransformerClassifier model = TransformerClassifier.load(copy)) {
      logits = floats(model, Output.LOGITS, texts);
      model.save(saved);
    }
    assertEquals(
        119, JSON.readTree(saved.resolve("config.json").toFile()).get("pad_token_id").asInt());
    JsonNode settings = JSON.readTree(saved.resolve("tokenizer_config.json").toFile());
    assertEquals("<|endoftext|>", settings.get("pad_token").asText());
    try (TransformerClassifier model = TransformerClassifier.load(saved)) {
      assertArrayEquals(logits, floats(model, Output.LOGITS, texts));
    }
  }

  @Test
  void forward_emptyText_isTheEndOfTheText() {
    try (TransformerClassifier model =
        TransformerClassifier.load(Fixtures.path("models/gpt2/seqcls"))) {
      List<Instance> texts =
          List.of(Instance.ofText("a", ""), Instance.ofText("b", "<|endoftext|>"));
      float[] logits = floats(model, Output.LOGITS, texts);
      assertArrayEquals(Arrays.copyOf(logits, 3), Arrays.copyOfRange(logits, 3, 6), 1e-6f);
    }
  }

  /** What contrastive strategies and BADGE take for the input of the last layer is that. */
  @Test
  void forward_embeddingTimesTheScores_areTheLogits() {
    try (TransformerClassifier model =
        TransformerClassifier.load(Fixtures.path("models/gpt2/seqcls"))) {
      float[] features = floats(model, Output.EMBEDDING, texts());
      float[] logits = floats(model, Output.LOGITS, texts());
      float[] score = model.weights().get("score.weight").values();
      assertEquals(20 * 32, features.length);
      for (int i = 0; i < 20; i++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int k = 0; k < 32; k++) {
            sum += features[32 * i + k] * score[32 * c + k];
          }
          assertEquals(sum, logits[3 * i + c], 1e-4);
        }
      }
    }
  }

  @Test
  void fit_layersUnfrozenOneByOne_learnsAndStartsWarm() {
    Recipe recipe = RECIPE.withEpochs(4).withLayers(new Layers(0.9, 0, true));
    try (TransformerLearner learner = TransformerLearner.create(BASE, recipe);
        TransformerClassifier model = learner.fit(classes(), FitContext.of(LABELS, 1))) {
      assertEquals(20, right(model));
      FitContext<ClassLabel, TransformerClassifier> warm = warm(LABELS, model);
      try (TransformerClassifier next = learner.fit(classes(), warm)) {
        assertEquals(20, right(next));
        assertNotEquals(model.weights().get("score.weight"), next.weights().get("score.weight"));
      }
    }
  }

  private static int right(TransformerClassifier model) {
    float[] logits = floats(model, Output.LOGITS, texts());
    int right = 0;
    for (int i = 0; i < 20; i++) {
      right += isLong(texts().get(i)) == (logits[2 * i + 1] > logits[2 * i]) ? 1 : 0;
    }
    return right;
  }

  @Test
  void fit_severalClasses_learnsEachByItself() {
    LabelSpace labels = LabelSpace.of("long", "any");
    List<Labelled<LabelSet>> sets =
        texts().stream()
            .map(
                text ->
                    new Labelled<>(
                        text, LabelSet.of(isLong(text) ? List.of("long", "any") : List.of("any"))))
            .toList();
    try (TransformerMultiLabelLearner learner =
            TransformerMultiLabelLearner.create(BASE, RECIPE, 2);
        TransformerMultiLabelClassifier model = learner.fit(sets, FitContext.of(labels, 1))) {
      float[] p = floats(model, Output.INDEPENDENT_PROBABILITIES, texts());
      for (int i = 0; i < 20; i++) {
        int first = labels.index("long");
        assertEquals(isLong(texts().get(i)), p[2 * i + first] > 0.5, texts().get(i).text());
        assertTrue(p[2 * i + 1 - first] > 0.5);
      }
    }
  }

  /** Numbers around 5,000, by an output without a bias. */
  @Test
  void fit_numbers_givesThemInTheirUnitAndComesBackEqual() throws IOException {
    List<Labelled<RealValue>> numbers =
        texts().stream()
            .map(text -> new Labelled<>(text, new RealValue(5000 + 25 * text.text().length())))
            .toList();
    Path saved = dir.resolve("saved");
    float[] said;
    try (TransformerRegressionLearner learner =
            TransformerRegressionLearner.create(BASE, RECIPE, 2);
        TransformerRegressor model = learner.fit(numbers, FitContext.of(LabelSpace.none(), 1))) {
      said = floats(model, Output.VALUE, texts());
      double squares = 0;
      for (int i = 0; i < 20; i++) {
        squares += Math.pow(said[i] - numbers.get(i).annotation().value(), 2);
      }
      assertTrue(Math.sqrt(squares / 20) < 100, Arrays.toString(said)); // the spread is 287
      model.save(saved);
      FitContext<RealValue, TransformerRegressor> warm = warm(LabelSpace.none(), model);
      try (TransformerRegressor next = learner.fit(numbers, warm)) {
        float[] again = floats(next, Output.VALUE, texts());
        squares = 0;
        for (int i = 0; i < 20; i++) {
          squares += Math.pow(again[i] - numbers.get(i).annotation().value(), 2);
        }
        assertTrue(Math.sqrt(squares / 20) < 100, Arrays.toString(again));
      }
    }
    try (TransformerRegressor loaded = TransformerRegressor.load(saved)) {
      assertArrayEquals(said, floats(loaded, Output.VALUE, texts()));
    }
  }

  @Test
  void fit_committeeAndDropoutPasses_membersDiffer() {
    Recipe recipe = RECIPE.withMinimumUpdates(6).withEpochs(1);
    try (TransformerLearner learner = TransformerLearner.create(BASE, recipe, 3);
        Committee<ClassLabel> committee =
            CommitteeLearner.bagging(learner, 2).fit(classes(), FitContext.of(LABELS, 1));
        TransformerClassifier model = learner.fit(classes(), FitContext.of(LABELS, 1))) {
      float[] members = floats(committee, Output.MEMBER_PROBABILITIES, texts());
      assertEquals(2 * 20 * 2, members.length);
      assertFalse(Arrays.equals(Arrays.copyOf(members, 40), Arrays.copyOfRange(members, 40, 80)));
      float[] passes = floats(model, Output.MEMBER_PROBABILITIES, texts());
      assertEquals(3 * 20 * 2, passes.length);
      assertFalse(Arrays.equals(Arrays.copyOf(passes, 40), Arrays.copyOfRange(passes, 40, 80)));
      float[] norms = floats(model, Output.GRADIENT_NORM, texts());
      for (float norm : norms) {
        assertTrue(norm > 0 && Float.isFinite(norm));
      }
    }
  }
}
