package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fitting, saving and loading a classifier of each family, from an encoder without head. */
class FamiliesTest {
  private static final LabelSpace LABELS = LabelSpace.of("no", "yes");
  private static final int PAIRS = 8;

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert", "electra", "roberta", "xlm-roberta", "gpt2"})
  void fit_twoWords_learntSavedAndLoaded(String family) throws IOException {
    Path checkpoint = checkpoint(family);
    List<Labelled<ClassLabel>> labelled = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      labelled.add(labelled(2 * i, "cat ".repeat(i + 1), "yes"));
      labelled.add(labelled(2 * i + 1, "runs ".repeat(i + 1), "no"));
    }
    List<Instance> texts = labelled.stream().map(Labelled::instance).toList();
    Recipe recipe = Recipe.plasm().withMinimumUpdates(60).withLearningRate(1e-3);
    Path saved = temporary.resolve("saved");
    float[][] logits;
    try (TransformerLearner learner = TransformerLearner.create(checkpoint, recipe);
        TransformerClassifier model = learner.fit(labelled, FitContext.of(LABELS, 1))) {
      logits = logits(model, texts);
      model.save(saved);
    }
    for (int i = 0; i < logits.length; i++) {
      assertTrue(i % 2 == 0 ? logits[i][1] > logits[i][0] : logits[i][0] > logits[i][1]);
    }
    try (TransformerClassifier loaded = TransformerClassifier.load(saved)) {
      assertEquals(LABELS, loaded.labels());
      float[][] again = logits(loaded, texts);
      for (int i = 0; i < logits.length; i++) {
        assertArrayEquals(logits[i], again[i]);
      }
    }
    JsonNode config = new ObjectMapper().readTree(saved.resolve("config.json").toFile());
    assertEquals(family, config.get("model_type").asText());
    assertEquals(
        switch (family) {
          case "bert" -> "[\"BertForSequenceClassification\"]";
          case "distilbert" -> "[\"DistilBertForSequenceClassification\"]";
          case "electra" -> "[\"ElectraForSequenceClassification\"]";
          case "roberta" -> "[\"RobertaForSequenceClassification\"]";
          case "gpt2" -> "[\"GPT2ForSequenceClassification\"]";
          default -> "[\"XLMRobertaForSequenceClassification\"]";
        },
        config.get("architectures").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert",
        "distilbert",
        "electra",
        "roberta",
        "roberta bytes",
        "xlm-roberta",
        "gpt2"
      })
  void save_modelOfShorterTexts_readsAsMuchWhenLoaded(String family) throws IOException {
    Path checkpoint =
        family.endsWith("bytes") ? Fixtures.path("models/roberta/base") : checkpoint(family);
    Recipe recipe = Recipe.plasm().withEpochs(1).withMinimumUpdates(1).withMaxLength(8);
    List<Instance> texts = List.of(Instance.ofText("long", "cat runs ".repeat(9)));
    Path saved = temporary.resolve("saved");
    float[][] logits;
    try (TransformerLearner learner = TransformerLearner.create(checkpoint, recipe);
        TransformerClassifier model =
            learner.fit(List.of(labelled(1, "cat", "yes")), FitContext.of(LABELS, 1))) {
      logits = logits(model, texts);
      model.save(saved);
    }
    JsonNode settings =
        new ObjectMapper().readTree(saved.resolve("tokenizer_config.json").toFile());
    assertEquals(8, settings.get("model_max_length").asInt());
    assertEquals("right", settings.get("truncation_side").asText());
    try (TransformerClassifier loaded = TransformerClassifier.load(saved);
        TransformerEncoder encoder = TransformerEncoder.load(saved, Pooling.MEAN)) {
      assertArrayEquals(logits[0], logits(loaded, texts)[0]);
      encoder.encode(List.of(texts.get(0).text(), "cat"), vector -> {});
      assertEquals(1, encoder.textsRead().truncated());
      loaded.save(temporary.resolve("again"));
    }
    assertEquals(
        -1,
        Files.mismatch(
            saved.resolve("tokenizer_config.json"),
            temporary.resolve("again/tokenizer_config.json")));
  }

  private static Labelled<ClassLabel> labelled(int id, String text, String label) {
    return new Labelled<>(Instance.ofText("t" + id, text), new ClassLabel(label));
  }

  private static float[][] logits(TransformerClassifier model, List<Instance> texts) {
    List<float[]> rows = new ArrayList<>();
    model.forward(
        texts,
        Set.of(Output.LOGITS),
        outputs -> rows.addAll(Arrays.asList(outputs.get(Output.LOGITS).toFloatMatrix())));
    return rows.toArray(float[][]::new);
  }

  /** RoBERTa's with a tokenizer of whole words: what matters here is the model. */
  private Path checkpoint(String family) throws IOException {
    Path fixture = Fixtures.path("models/" + family.replace("xlm-", "") + "/base");
    if (family.equals("xlm-roberta")) {
      return xlm();
    }
    if (!family.equals("roberta")) {
      return fixture;
    }
    Path copy = Fixtures.copy("models/roberta/base", temporary.resolve("roberta"));
    ObjectMapper json = new ObjectMapper();
    ObjectNode vocabulary = json.createObjectNode();
    List<String> words = List.of("<s>", "<pad>", "</s>", "<unk>", "cat", "runs");
    words.forEach(word -> vocabulary.put(word, words.indexOf(word)));
    String definition =
        String.format(
            Locale.ROOT,
            """
            {"version":"1.0","truncation":null,"padding":null,"normalizer":null,"decoder":null,
             "added_tokens":[{"id":1,"content":"<pad>","special":true,"single_word":false,
               "lstrip":false,"rstrip":false,"normalized":false}],
             "pre_tokenizer":{"type":"Whitespace"},
             "post_processor":{"type":"RobertaProcessing","sep":["</s>",2],"cls":["<s>",0],
               "trim_offsets":true,"add_prefix_space":false},
             "model":{"type":"WordLevel","unk_token":"<unk>","vocab":%s}}
            """,
            vocabulary);
    Files.writeString(copy.resolve("tokenizer.json"), definition);
    return copy;
  }

  /** As XLM-R comes: RoBERTa's tensors, a unigram tokenizer, names of its own. */
  private Path xlm() throws IOException {
    Path copy = Fixtures.copy("models/roberta/base", temporary.resolve("xlm"));
    Path config = copy.resolve("config.json");
    String json = Files.readString(config).replace("\"roberta\"", "\"xlm-roberta\"");
    Files.writeString(config, json.replace("RobertaModel", "XLMRobertaModel"));
    Files.delete(copy.resolve("vocab.json"));
    Files.delete(copy.resolve("merges.txt"));
    Files.writeString(
        copy.resolve("tokenizer_config.json"), "{\"tokenizer_class\":\"XLMRobertaTokenizer\"}");
    Files.writeString(
        copy.resolve("tokenizer.json"),
        """
        {"version":"1.0","truncation":null,"padding":null,"normalizer":null,"decoder":null,
         "added_tokens":[{"id":1,"content":"<pad>","special":true,"single_word":false,
           "lstrip":false,"rstrip":false,"normalized":false}],
         "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always",
           "split":true},
         "post_processor":{"type":"RobertaProcessing","sep":["</s>",2],"cls":["<s>",0],
           "trim_offsets":true,"add_prefix_space":false},
         "model":{"type":"Unigram","unk_id":3,"vocab":[["<s>",0],["<pad>",0],["</s>",0],
           ["<unk>",0],["▁cat",-1],["▁runs",-2],["▁",-3]]}}
        """);
    return copy;
  }
}
