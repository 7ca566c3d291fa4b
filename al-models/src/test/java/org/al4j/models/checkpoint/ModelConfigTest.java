package org.al4j.models.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {
  private static final String BERT =
      "{'model_type':'bert','vocab_size':10,'max_position_embeddings':8,'num_hidden_layers':2,"
          + "'hidden_size':4,'num_attention_heads':2,'intermediate_size':16}";

  @TempDir Path dir;

  @Test
  void read_bert_everyField() {
    ModelConfig config = ModelConfig.read(Fixtures.path("models/bert/seqcls"));
    assertEquals(Family.BERT, config.family());
    assertEquals(100, config.vocabulary());
    assertEquals(40, config.positions());
    assertEquals(2, config.typeVocabulary());
    assertEquals(2, config.layers());
    assertEquals(32, config.hidden());
    assertEquals(2, config.heads());
    assertEquals(16, config.headWidth());
    assertEquals(64, config.intermediate());
    assertEquals("gelu", config.activation());
    assertEquals(1e-12, config.layerNormEpsilon());
    assertEquals(0.1, config.hiddenDropout());
    assertEquals(0.1, config.attentionDropout());
    assertEquals(0.1, config.classifierDropout()); // null in the file: the hidden dropout
    assertEquals(0, config.padId());
    assertEquals(List.of("LABEL_0", "LABEL_1", "LABEL_2"), config.labels());
  }

  @Test
  void read_distilBert_itsOwnNames() {
    ModelConfig config = ModelConfig.read(Fixtures.path("models/distilbert/seqcls"));
    assertEquals(Family.DISTILBERT, config.family());
    assertEquals(0, config.typeVocabulary());
    assertEquals(2, config.layers());
    assertEquals(32, config.hidden());
    assertEquals(64, config.intermediate());
    assertEquals(0.2, config.classifierDropout());
    assertEquals(1e-12, config.layerNormEpsilon());
  }

  @Test
  void read_electra_embeddingsOfTheirOwnWidth() {
    ModelConfig config = ModelConfig.read(Fixtures.path("models/electra/seqcls"));
    assertEquals(Family.ELECTRA, config.family());
    assertEquals(16, config.embedding());
    assertEquals(32, config.hidden());
    assertEquals(40, config.positions());
    assertEquals(0, config.firstPosition());
  }

  @Test
  void read_roberta_positionsAfterThePadding() {
    ModelConfig config = ModelConfig.read(Fixtures.path("models/roberta/mlm"));
    assertEquals(Family.ROBERTA, config.family());
    assertEquals(1, config.padId());
    assertEquals(2, config.firstPosition());
    assertEquals(38, config.positions()); // 40 rows
    assertEquals(1, config.typeVocabulary());
    assertEquals(1e-5, config.layerNormEpsilon());
    assertTrue(config.tied());
  }

  @Test
  void toJson_everyHead_itsArchitectureAndNoLabelsWithoutClasses() throws IOException {
    ModelConfig config = read(BERT.replace("}", ",'id2label':{'0':'x'}}"));
    String masked = config.toJson(Head.MASKED_LM);
    assertTrue(masked.contains("BertForMaskedLM"), masked);
    assertFalse(masked.contains("problem_type"), masked);
    JsonNode tokens =
        new ObjectMapper()
            .readTree(config.withLabels(List.of("O", "B")).toJson(Head.TOKEN_CLASSIFICATION));
    assertEquals("[\"BertForTokenClassification\"]", tokens.path("architectures").toString());
    assertEquals("{\"0\":\"O\",\"1\":\"B\"}", tokens.path("id2label").toString());
  }

  @Test
  void read_onlyTheSizes_defaultsOfTransformers() throws IOException {
    ModelConfig config = read(BERT);
    assertEquals(2, config.typeVocabulary());
    assertEquals(0.1, config.classifierDropout());
    assertEquals(List.of(), config.labels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'0':'a','2':'b'}", "{'0':{},'1':1}", "{'0':'a','1':'a'}"})
  void read_oddLabels_areNone(String labels) throws IOException {
    ModelConfig config = read(BERT.replace("}", ",'id2label':" + labels + "}"));
    assertEquals(List.of(), config.labels());
  }

  @Test
  void write_newLabels_classifierWithTheUnknownFieldsKept() throws IOException {
    ModelConfig config =
        read(BERT.replace(
                "}", ",'mine':{'x':[1]},'dtype':'bfloat16','architectures':['BertForMaskedLM']}"))
            .withLabels(List.of("no", "yes"));
    Path out = Files.createDirectory(dir.resolve("out"));
    config.write(out, Head.SEQUENCE_CLASSIFICATION);
    JsonNode json = new ObjectMapper().readTree(out.resolve("config.json").toFile());
    assertEquals("[\"BertForSequenceClassification\"]", json.path("architectures").toString());
    assertEquals("{\"0\":\"no\",\"1\":\"yes\"}", json.path("id2label").toString());
    assertEquals("{\"no\":0,\"yes\":1}", json.path("label2id").toString());
    assertEquals("{\"x\":[1]}", json.path("mine").toString());
    assertEquals("float32", json.path("torch_dtype").asText());
    assertFalse(json.has("dtype"), "newer transformers would prefer it");
    assertEquals(List.of("no", "yes"), ModelConfig.read(out).labels());
    assertEquals(4, ModelConfig.read(out).hidden());
  }

  private ModelConfig read(String json) throws IOException {
    Files.writeString(dir.resolve("config.json"), json.replace('\'', '"'));
    return ModelConfig.read(dir);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'bert' | 'gpt2' | unknown model_type 'gpt2'; AL4J knows: bert, distilbert, electra, roberta, xlm-roberta, camembert
          'model_type':'bert', | `` | no model_type in it; add that of the model, one of: bert, distilbert, electra, roberta, xlm-roberta, camembert
          'hidden_size':4, | `` | hidden_size must be a positive integer, found none
          'hidden_size':4 | 'hidden_size':'4' | hidden_size must be a positive integer, found "4"
          'hidden_size':4 | 'hidden_size':5 | hidden size 5 is no multiple of the 2 attention heads
          'vocab_size':10 | 'vocab_size':0 | vocab_size must be a positive integer, found 0
          'vocab_size':10 | 'vocab_size':10,'pad_token_id':10 | pad_token_id must be an id below vocab_size, found 10
          'vocab_size':10 | 'vocab_size':10,'hidden_dropout_prob':1.5 | hidden_dropout_prob must be a number in [0, 1), found 1.5
          'vocab_size':10 | 'vocab_size':10,'position_embedding_type':'relative_key' | position_embedding_type is 'relative_key', only 'absolute' is supported
          'vocab_size':10 | 'vocab_size':10,'hidden_act':'mish' | unknown activation 'mish'; AL4J knows: gelu, gelu_new, gelu_pytorch_tanh, relu, tanh, silu, swish
          'bert','vocab_size':10 | 'roberta','vocab_size':10,'pad_token_id':7 | max_position_embeddings must be more than pad_token_id + 1 = 8, found 8
          'vocab_size':10 | 'vocab_size':10,'is_decoder':true | is_decoder is true, only encoders are supported
          """)
  void read_badField_refusedWithTheCause(String from, String to, String cause) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> read(BERT.replace(from, to)));
    assertEquals(dir.resolve("config.json") + ": " + cause, error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock = "{ | not valid JSON\n[] | not a JSON object\nx | not valid")
  void read_noJson_refused(String content, String cause) {
    InvalidInputException error = assertThrows(InvalidInputException.class, () -> read(content));
    assertEquals(
        dir.resolve("config.json") + ": " + cause,
        error
            .getMessage()
            .substring(0, dir.resolve("config.json").toString().length() + 2 + cause.length()));
    assertFalse(error.getMessage().contains("\n"));
  }
}
