package org.al4j.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.tokenize.TokenizerDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  @TempDir Path temporary;
  private Path dir;

  @BeforeEach
  void copy() throws IOException {
    dir = Fixtures.copy("models/bert/seqcls", temporary.resolve("bert"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bert/base",
        "bert/seqcls",
        "distilbert/base",
        "distilbert/seqcls",
        "electra/base",
        "electra/seqcls"
      })
  void tensor_everyFixture_oneNameForTheEmbedding(String name) {
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path("models/" + name))) {
      Tensor words = checkpoint.tensor("embeddings.word_embeddings.weight");
      Architecture architecture = Architectures.of(checkpoint.config());
      int width = name.startsWith("electra") ? 16 : 32;
      assertArrayEquals(new long[] {100, width}, words.shape());
      String prefixed = architecture.spelling().prefix() + "embeddings.word_embeddings.weight";
      assertEquals(words, checkpoint.tensor(prefixed));
      assertEquals(
          name.endsWith("seqcls"),
          checkpoint.has(
              architecture.top(new Purpose(Head.SEQUENCE_CLASSIFICATION, 3)).output().get(0)));
      assertEquals(name.startsWith("bert"), checkpoint.has("pooler.dense.weight"));
    }
  }

  /** Old files have the causal mask among the weights, and some the decoder beside the words. */
  @Test
  void open_gpt2AsPublished_readsTheWeightsOnly() throws IOException {
    Path gpt2 = Fixtures.copy("models/gpt2/base", temporary.resolve("gpt2"));
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (SafeTensors file = SafeTensors.open(gpt2.resolve("model.safetensors"))) {
      file.names().forEach(name -> tensors.put(name, file.tensor(name)));
    }
    Tensor words = tensors.get("wte.weight");
    Set<String> own = Set.copyOf(tensors.keySet());
    tensors.put("h.0.attn.bias", new Tensor(new long[] {1, 1, 40, 40}, new float[1600]));
    tensors.put("h.1.attn.masked_bias", new Tensor(new long[] {}, new float[1]));
    SafeTensors.write(gpt2.resolve("model.safetensors"), tensors, Map.of("format", "pt"));
    try (Checkpoint checkpoint = Checkpoint.open(gpt2)) {
      assertEquals(own, checkpoint.names());
      assertEquals(words, checkpoint.tensor("transformer.wte.weight"));
      assertArrayEquals(new long[] {96}, checkpoint.shape("h.1.attn.c_attn.bias"));
    }
    SortedMap<String, Tensor> prefixed = new TreeMap<>();
    tensors.forEach((name, tensor) -> prefixed.put("transformer." + name, tensor));
    prefixed.put("lm_head.weight", words);
    SafeTensors.write(gpt2.resolve("model.safetensors"), prefixed, Map.of("format", "pt"));
    try (Checkpoint checkpoint = Checkpoint.open(gpt2)) {
      assertEquals(words, checkpoint.tensor("wte.weight"));
      assertTrue(checkpoint.has("lm_head.weight"));
    }
  }

  @Test
  void tensor_oldNormNames_foundByTheNew() {
    Tensor gamma = tensors().get("bert.embeddings.LayerNorm.weight");
    rename(
        n ->
            n.replace("LayerNorm.weight", "LayerNorm.gamma")
                .replace("LayerNorm.bias", "LayerNorm.beta"));
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(gamma, checkpoint.tensor("embeddings.LayerNorm.weight"));
      assertTrue(checkpoint.has("encoder.layer.1.output.LayerNorm.bias"));
    }
  }

  @Test
  void tokenizer_closedCheckpoint_stillEncodes() {
    Checkpoint checkpoint = Checkpoint.open(dir);
    try (TextTokenizer tokenizer = checkpoint.tokenizer()) {
      checkpoint.close();
      assertArrayEquals(
          new int[] {2, 57, 58, 62, 49, 3}, tokenizer.encode("the cat runs", 10).ids());
    }
  }

  @Test
  void sha256_fixture_asSha256sum() {
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(
          "4dd09a914bd64254b3c8ca513036e7216bfb82c2b27e64843b51c638057b85df", checkpoint.sha256());
    }
  }

  @Test
  void open_missingDirectory_refused() {
    assertEquals(
        temporary.resolve("x")
            + ": no such directory; a checkpoint is a directory in Hugging Face layout",
        refusal(temporary.resolve("x")));
  }

  @Test
  void open_missingConfig_refused() throws IOException {
    Files.delete(dir.resolve("config.json"));
    assertTrue(refusal(dir).startsWith(dir.resolve("config.json") + ": no such file"));
  }

  @Test
  void open_noWeights_refusedWithWhatWasLookedFor() throws IOException {
    Files.delete(dir.resolve("model.safetensors"));
    assertEquals(
        dir
            + ": no weights; looked for model.safetensors, model.safetensors.index.json,"
            + " pytorch_model.bin, pytorch_model.bin.index.json, model.onnx and *.onnx; found"
            + " after_adamw3_hf.safetensors, weights by another name: rename it to"
            + " model.safetensors",
        refusal(dir));
  }

  @Test
  void open_noConfiguration_doesNotAskToRenameTheWeightsToTheirName() throws IOException {
    Files.delete(dir.resolve("config.json"));
    for (String other : List.of("after_adamw3_hf", "after_adamw3_plain", "grads", "outputs")) {
      Files.deleteIfExists(dir.resolve(other + ".safetensors"));
    }
    assertFalse(refusal(dir).contains("rename it"), refusal(dir));
    Files.writeString(dir.resolve("tfidf.json"), "{}");
    assertTrue(
        refusal(dir)
            .contains("found tfidf.json, so it is a saved model, not a checkpoint to learn"),
        refusal(dir));
  }

  @Test
  void open_noVocabulary_refused() throws IOException {
    Files.delete(dir.resolve("vocab.txt"));
    assertEquals(
        dir + ": no tokenizer; looked for tokenizer.json, vocab.txt, vocab.json with merges.txt",
        refusal(dir));
  }

  @Test
  void open_vocabularyShorterThanEmbedding_read() throws IOException {
    List<String> lines = Files.readAllLines(dir.resolve("vocab.txt"));
    Files.write(dir.resolve("vocab.txt"), lines.subList(0, 99));
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(99, checkpoint.tokenizerDefinition().vocabularySize());
    }
  }

  @Test
  void open_tokenBeyondTheEmbedding_refusedByName() throws IOException {
    String json = TokenizerDefinition.read(dir).json();
    String rule =
        ": the token '[new]' has the id 100, the checkpoint's embedding has rows for 0 to 99; it is"
            + " another model's tokenizer";
    Files.writeString(dir.resolve("added_tokens.json"), "{\"[new]\": 100}");
    assertEquals(dir.resolve("vocab.txt") + rule, refusal(dir));
    Files.writeString(
        dir.resolve("tokenizer.json"), json.replace("\"vocab\":{", "\"vocab\":{\"[new]\":100,"));
    assertEquals(dir.resolve("tokenizer.json") + rule, refusal(dir));
  }

  @Test
  void open_truncatedWeights_refused() throws IOException {
    byte[] bytes = Files.readAllBytes(dir.resolve("model.safetensors"));
    Files.write(dir.resolve("model.safetensors"), Arrays.copyOf(bytes, bytes.length - 1));
    assertTrue(refusal(dir).startsWith(dir.resolve("model.safetensors") + ": "));
  }

  @Test
  void open_missingLayer_refusedByName() {
    rename(n -> n.replace("layer.1.attention.self.query.weight", "gone"));
    assertEquals(
        dir.resolve("model.safetensors")
            + ": no tensor encoder.layer.1.attention.self.query.weight; is the checkpoint a bert?",
        refusal(dir));
  }

  @Test
  void open_otherHiddenSize_refusedWithBothShapes() throws IOException {
    Path config = dir.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replace("\"hidden_size\": 32", "\"hidden_size\": 16"));
    assertEquals(
        dir.resolve("model.safetensors")
            + ": tensor bert.embeddings.word_embeddings.weight has the shape [100, 32],"
            + " config.json says [100, 16]",
        refusal(dir));
  }

  @Test
  void open_twoNamesForOneTensor_refused() {
    SortedMap<String, Tensor> tensors = tensors();
    tensors.put("pooler.dense.bias", tensors.get("bert.pooler.dense.bias"));
    SafeTensors.write(dir.resolve("model.safetensors"), tensors, Map.of());
    assertTrue(
        refusal(dir)
            .endsWith("bert.pooler.dense.bias and pooler.dense.bias are two names of one tensor"));
  }

  @Test
  void open_encoderBelowTwoPrefixes_refused() {
    SortedMap<String, Tensor> tensors = tensors();
    tensors.put(
        "teacher.embeddings.word_embeddings.weight",
        tensors.get("bert.embeddings.word_embeddings.weight"));
    SafeTensors.write(dir.resolve("model.safetensors"), tensors, Map.of());
    assertEquals(
        dir.resolve("model.safetensors")
            + ": 2 encoders, below the prefixes [bert., teacher.]; expected one",
        refusal(dir));
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.bert.", "model.", "encoder.", "module.encoder.", ""})
  void tensor_wrapperPrefix_foundByTheBareName(String prefix) {
    SortedMap<String, Tensor> before = tensors();
    String wrapper = prefix.endsWith("bert.") ? "module." : prefix;
    rename(n -> n.startsWith("bert.") ? prefix + n.substring(5) : wrapper + n);
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(before.size(), checkpoint.names().size());
      assertEquals(
          before.get("bert.encoder.layer.1.attention.self.query.weight"),
          checkpoint.tensor("encoder.layer.1.attention.self.query.weight"));
      assertEquals(before.get("classifier.weight"), checkpoint.tensor("classifier.weight"));
    }
  }

  @Test
  void names_savedBuffers_leftOut() {
    SortedMap<String, Tensor> tensors = tensors();
    int size = tensors.size();
    Tensor positions = new Tensor(new long[] {1, 2}, new float[] {0, 1});
    tensors.put("bert.embeddings.position_ids", positions);
    tensors.put("bert.embeddings.token_type_ids", positions);
    SafeTensors.write(dir.resolve("model.safetensors"), tensors, Map.of());
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(size, checkpoint.names().size());
      assertFalse(checkpoint.has("embeddings.position_ids"));
    }
  }

  @Test
  void tensor_outputBiasUnderItsOtherName_found() {
    SortedMap<String, Tensor> tensors = tensors();
    Tensor bias = new Tensor(new long[] {2}, new float[] {3, 4});
    tensors.put("cls.predictions.decoder.bias", bias);
    SafeTensors.write(dir.resolve("model.safetensors"), tensors, Map.of());
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      assertEquals(bias, checkpoint.tensor("cls.predictions.bias"));
      assertFalse(checkpoint.has("lm_head.bias"));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void tensor_notFinite_refusedByName(float value) {
    SortedMap<String, Tensor> tensors = tensors();
    tensors.get("bert.pooler.dense.bias").values()[3] = value;
    SafeTensors.write(dir.resolve("model.safetensors"), tensors, Map.of());
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      InvalidInputException error =
          assertThrows(InvalidInputException.class, () -> checkpoint.tensor("pooler.dense.bias"));
      assertEquals(
          dir.resolve("model.safetensors")
              + ": tensor bert.pooler.dense.bias has the value "
              + value
              + " at 3; a model's weights must be finite",
          error.getMessage());
    }
  }

  private static String refusal(Path checkpoint) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> Checkpoint.open(checkpoint).close());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    return error.getMessage();
  }

  private SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (SafeTensors file = SafeTensors.open(dir.resolve("model.safetensors"))) {
      file.names().forEach(name -> tensors.put(name, file.tensor(name)));
    }
    return tensors;
  }

  private void rename(UnaryOperator<String> change) {
    SortedMap<String, Tensor> renamed = new TreeMap<>();
    tensors().forEach((name, tensor) -> renamed.put(change.apply(name), tensor));
    SafeTensors.write(dir.resolve("model.safetensors"), renamed, Map.of());
  }
}
