package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.text.TokenIds;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TokenizerDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as people have them: padded, renamed, half downloaded, or another program's. */
class OddFoldersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEIGHTS = "model.safetensors";

  @TempDir Path parent;

  private Path copy(String name) throws IOException {
    return Fixtures.copy("models/" + name + "/seqcls", parent.resolve("dir"));
  }

  private static void edit(Path file, String field, String json) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
    root.set(field, JSON.readTree(json));
    Files.writeString(file, root.toString());
  }

  private static float[] logits(Path dir) {
    float[][] found = new float[1][];
    try (TransformerClassifier model = TransformerClassifier.load(dir)) {
      model.forward(
          List.of(Instance.ofText("1", "the cat runs")),
          Set.of(Output.LOGITS),
          outputs -> found[0] = outputs.get(Output.LOGITS).toFloatVector());
    }
    return found[0];
  }

  private static String refusal(Path dir) {
    String line =
        assertThrows(InvalidInputException.class, () -> TransformerClassifier.load(dir).close())
            .getMessage();
    assertEquals(1, line.lines().count(), line);
    return line;
  }

  private static void padEmbedding(Path dir, int rows) throws IOException {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (SafeTensors stored = SafeTensors.open(dir.resolve(WEIGHTS))) {
      stored.names().forEach(name -> tensors.put(name, stored.tensor(name)));
    }
    tensors.replaceAll(
        (name, tensor) ->
            name.endsWith("word_embeddings.weight")
                ? new Tensor(
                    new long[] {rows, tensor.shape()[1]},
                    Arrays.copyOf(tensor.values(), rows * (int) tensor.shape()[1]))
                : tensor);
    SafeTensors.write(dir.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
    edit(dir.resolve("config.json"), "vocab_size", Integer.toString(rows));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bert", "distilbert", "electra", "roberta"})
  void load_moreRowsThanTokens_sameModelAndSavedTheSame(String family) throws IOException {
    Path dir = copy(family);
    float[] before = logits(dir);
    int size = TokenizerDefinition.read(dir).vocabularySize();
    padEmbedding(dir, size + 8);
    assertArrayEquals(before, logits(dir));
    Path saved = parent.resolve("saved");
    try (TransformerClassifier model = TransformerClassifier.load(dir)) {
      model.save(saved);
    }
    assertArrayEquals(before, logits(saved));
  }

  @Test
  void load_addedToken_savedWithTheModel() throws IOException {
    Path dir = copy("bert");
    padEmbedding(dir, 104);
    Files.writeString(dir.resolve("added_tokens.json"), "{\"run\": 62, \"[new]\": 103}");
    float[] before = logits(dir);
    Path saved = parent.resolve("saved");
    try (TransformerClassifier model = TransformerClassifier.load(dir)) {
      model.save(saved);
    }
    assertArrayEquals(before, logits(saved));
    assertEquals(104, TokenizerDefinition.read(saved).vocabularySize());
  }

  @Test
  void sequence_idThatWraps_refusedByInstanceAndToken() {
    int wraps = (1 << 27) + 7;
    Encoding encoding = new Encoding(new int[] {2, wraps}, new int[2], new int[2], 2);
    assertEquals(
        "instance a: token 2 of its text has the id 134217735, the embedding has rows for 0 to 99;"
            + " the tokenizer is another model's",
        assertThrows(
                InvalidInputException.class,
                () -> TokenIds.sequence(encoding, Instance.ofText("a", "x"), 100))
            .getMessage());
    Encoding none = new Encoding(new int[0], new int[0], new int[0], 0);
    assertThrows(
        InvalidInputException.class, () -> TokenIds.sequence(none, Instance.ofText("a", "x"), 100));
  }

  @ParameterizedTest
  @CsvSource({
    "bert, model.safetensors",
    "bert, model.safetensors.index.json",
    "bert, pytorch_model.bin",
    "bert, pytorch_model.bin.index.json",
    "bert, model.onnx",
    "bert, config.json",
    "bert, vocab.txt",
    "bert, tokenizer.json",
    "bert, tokenizer_config.json",
    "bert, special_tokens_map.json",
    "bert, added_tokens.json",
    "roberta, vocab.json",
    "roberta, merges.txt"
  })
  void load_anotherThingInItsPlace_named(String family, String name) throws IOException {
    Path dir = copy(family);
    if (name.startsWith("model.") || name.startsWith("pytorch")) {
      Files.delete(dir.resolve(WEIGHTS));
    }
    Path file = dir.resolve(name);
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 267832560\n",
            "4d7a".repeat(16)));
    String pointer = refusal(dir);
    assertTrue(pointer.startsWith(file + ": a Git LFS pointer, not the "), pointer);
    assertTrue(pointer.endsWith("; run git lfs pull"), pointer);
    Files.writeString(file, "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>");
    assertTrue(refusal(dir).contains(file + ": an HTML page, not the "), refusal(dir));
    Files.writeString(file, "Entry not found");
    assertTrue(
        refusal(dir).contains(file + ": a server's answer 'entry not found', not the "),
        refusal(dir));
    Files.writeString(file, "");
    assertTrue(refusal(dir).contains(file + ": an empty file, not the "), refusal(dir));
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    assertTrue(refusal(dir).contains(file + ": a gzip archive, not the "), refusal(dir));
    Files.delete(file);
    Files.createDirectory(file);
    assertTrue(refusal(dir).contains(file + ": a folder where a file is expected"), refusal(dir));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id2label | {"0": 0, "1": 1, "2": 2.5}         | 0,1,2.5
          id2label | {"0": true, "1": false, "2": null} | true,false,LABEL_2
          id2label | ["neg", "neutral", "pos"]          | neg,neutral,pos
          label2id | {"pos": 2, "neg": 0, "x": "1"}     | neg,x,pos
          label2id | {}                                 | LABEL_0,LABEL_1,LABEL_2
          """)
  void load_labelsInAnotherForm_read(String field, String json, String names) throws IOException {
    Path dir = copy("bert");
    ObjectNode config = (ObjectNode) JSON.readTree(dir.resolve("config.json").toFile());
    config.remove(List.of("id2label", "label2id"));
    config.set(field, JSON.readTree(json));
    Files.writeString(dir.resolve("config.json"), config.toString());
    Path saved = parent.resolve("saved");
    try (TransformerClassifier model = TransformerClassifier.load(dir)) {
      assertEquals(names, String.join(",", model.labels().names()));
      model.save(saved);
    }
    try (TransformerClassifier model = TransformerClassifier.load(saved)) {
      assertEquals(names, String.join(",", model.labels().names()));
    }
  }

  @Test
  void load_camembert_isARobertaAndSavedAsItself() throws IOException {
    Path dir = copy("roberta");
    float[] before = logits(dir);
    edit(dir.resolve("config.json"), "model_type", "\"camembert\"");
    edit(dir.resolve("config.json"), "architectures", "[\"CamembertForSequenceClassification\"]");
    assertArrayEquals(before, logits(dir));
    Path saved = parent.resolve("saved");
    try (TransformerClassifier model = TransformerClassifier.load(dir)) {
      model.save(saved);
    }
    ObjectNode config = (ObjectNode) JSON.readTree(saved.resolve("config.json").toFile());
    assertEquals("camembert", config.path("model_type").asText());
    assertEquals(
        "CamembertForSequenceClassification", config.path("architectures").path(0).asText());
  }

  @Test
  void load_activationByAnotherName_readOrRefused() throws IOException {
    Path dir = copy("bert");
    float[] exact = logits(dir);
    edit(dir.resolve("config.json"), "hidden_act", "\"gelu_python\"");
    assertArrayEquals(exact, logits(dir));
    edit(dir.resolve("config.json"), "hidden_act", "\"gelu_new\"");
    float[] tanh = logits(dir);
    edit(dir.resolve("config.json"), "hidden_act", "\"gelu_fast\"");
    assertArrayEquals(tanh, logits(dir));
    edit(dir.resolve("config.json"), "hidden_act", "\"quick_gelu\"");
    assertTrue(refusal(dir).contains("unknown activation 'quick_gelu'; AL4J knows: "));
  }

  @ParameterizedTest
  @CsvSource({
    "tf_model.h5, TensorFlow's weights",
    "flax_model.msgpack, Flax's weights",
    "adapter_model.safetensors, of an adapter (PEFT)",
    "openvino_model.xml, of OpenVINO",
    "model-q4.gguf, of llama.cpp",
    "epoch=3.ckpt, a training program's checkpoint",
    "weights.pt, PyTorch's: if it is a state_dict",
    "a.safetensors, weights by another name"
  })
  void load_onlyAnothersWeights_saidWhatWasFound(String name, String what) throws IOException {
    Path dir = copy("bert");
    Files.delete(dir.resolve(WEIGHTS));
    Files.write(dir.resolve(name), new byte[9]);
    String line = refusal(dir);
    assertTrue(line.contains("; found " + name + ", " + what), line);
  }

  @Test
  void load_foldersAndFilesMixedUp_saidWhichToGive() throws IOException {
    Path dir = copy("bert");
    Path file = dir.resolve(WEIGHTS);
    assertEquals(
        file
            + ": a file; a checkpoint is a directory in Hugging Face layout, give the one it is in",
        refusal(file));
    assertTrue(
        refusal(parent).endsWith("; found dir/, which has a config.json: give that folder"),
        refusal(parent));
    Files.delete(dir.resolve("vocab.txt"));
    Files.write(dir.resolve("sentencepiece.bpe.model"), new byte[9]);
    assertTrue(
        refusal(dir).contains("; found sentencepiece.bpe.model, of SentencePiece"), refusal(dir));
  }

  @Test
  void load_onnxOfOneFixedLength_saidHowToExport() throws IOException {
    Path dir = copy("distilbert");
    Files.delete(dir.resolve(WEIGHTS));
    // The table of positions is not in such a file, but what one length takes of it.
    byte[] whole =
        Files.readAllBytes(Fixtures.path("models/distilbert/seqcls_forms/model_opset17.onnx"));
    String folded =
        new String(whole, StandardCharsets.ISO_8859_1)
            .replace("position_embeddings.weight", "position_embeddings.folded");
    Files.write(dir.resolve("model.onnx"), folded.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        dir.resolve("model.onnx")
            + ": no tensor embeddings.position_embeddings.weight; is the checkpoint a distilbert,"
            + " and exported with dynamic axes, not for one fixed length?",
        refusal(dir));
  }

  @Test
  void load_moreSpecialTokensThanTheLength_refusedByFile() throws IOException {
    Path dir = copy("bert");
    ObjectNode tokenizer = (ObjectNode) JSON.readTree(TokenizerDefinition.read(dir).json());
    ArrayNode single = (ArrayNode) tokenizer.at("/post_processor/single");
    for (int i = 0; i < 4; i++) {
      single.insert(0, single.get(0).deepCopy());
    }
    Files.writeString(dir.resolve("tokenizer.json"), tokenizer.toString());
    logits(dir);
    edit(dir.resolve("tokenizer_config.json"), "model_max_length", "6");
    String rule =
        dir.resolve("tokenizer.json")
            + ": the tokenizer's 6 special tokens leave no room for a text in 6 tokens; raise"
            + " max-length (model_max_length in tokenizer_config.json), within the model's"
            + " positions";
    assertEquals(rule, refusal(dir));
    assertEquals(
        rule,
        assertThrows(
                InvalidInputException.class,
                () -> TransformerEncoder.load(dir, TransformerEncoder.Pooling.MEAN).close())
            .getMessage());
    Recipe recipe = Recipe.plasm().withMaxLength(6);
    assertEquals(
        rule,
        assertThrows(
                InvalidInputException.class, () -> TransformerLearner.create(dir, recipe).close())
            .getMessage());
  }
}
