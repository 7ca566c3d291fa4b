package org.al4j.models.internal.architecture;

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
import org.al4j.models.internal.engine.kernel.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitecturesTest {
  private static final String BERT =
      "{'model_type':'bert','vocab_size':10,'max_position_embeddings':8,'num_hidden_layers':2,"
          + "'hidden_size':4,'num_attention_heads':2,'intermediate_size':16}";

  @TempDir Path dir;

  private static EncoderConfig settings(String path) {
    Architecture architecture = Architectures.read(Fixtures.path("models/" + path));
    if (architecture instanceof Bert bert) {
      return bert.settings();
    }
    if (architecture instanceof DistilBert distilBert) {
      return distilBert.settings();
    }
    return architecture instanceof Electra electra
        ? electra.settings()
        : ((Roberta) architecture).settings();
  }

  @Test
  void read_bert_everyField() {
    EncoderConfig config = settings("bert/seqcls");
    assertEquals("bert", config.shared().modelType());
    assertEquals(100, config.shared().vocabulary());
    assertEquals(40, config.shared().positions());
    assertEquals(2, config.layers());
    assertEquals(32, config.hidden());
    assertEquals(0, config.shared().padId());
    assertEquals(List.of("LABEL_0", "LABEL_1", "LABEL_2"), config.shared().labels());
    assertEquals(new EncoderConfig.Sizes(32, 2, 0, 2, 64), config.sizes());
    assertEquals(16, config.heads(Tokens.ALL).width());
    assertEquals("gelu", config.activation());
    assertEquals(1e-12, config.epsilon());
    // the classifier's is null in the file: the hidden dropout
    assertEquals(new EncoderConfig.Dropout(0.1, 0.1, 0.1), config.dropout());
  }

  @Test
  void read_distilBert_itsOwnNames() {
    EncoderConfig config = settings("distilbert/seqcls");
    assertEquals("distilbert", config.shared().modelType());
    assertEquals(2, config.layers());
    assertEquals(32, config.hidden());
    assertEquals(new EncoderConfig.Sizes(32, 0, 0, 2, 64), config.sizes());
    assertEquals(0.2, config.dropout().classifier());
    assertEquals(1e-12, config.epsilon());
  }

  @Test
  void read_electra_embeddingsOfTheirOwnWidth() {
    EncoderConfig config = settings("electra/seqcls");
    assertEquals("electra", config.shared().modelType());
    assertEquals(16, config.sizes().embedding());
    assertEquals(32, config.hidden());
    assertEquals(40, config.shared().positions());
    assertEquals(0, config.sizes().firstPosition());
  }

  @Test
  void read_roberta_positionsAfterThePadding() {
    EncoderConfig config = settings("roberta/mlm");
    assertEquals("roberta", config.shared().modelType());
    assertEquals(1, config.shared().padId());
    assertEquals(2, config.sizes().firstPosition());
    assertEquals(38, config.shared().positions()); // 40 rows
    assertEquals(1, config.sizes().types());
    assertEquals(1e-5, config.epsilon());
    assertTrue(config.tied());
  }

  @Test
  void json_everyHead_itsArchitectureAndNoLabelsWithoutClasses() throws IOException {
    Architecture bert = read(BERT.replace("}", ",'id2label':{'0':'x'}}"));
    String masked = ConfigJson.of(bert, new Purpose(Head.MASKED_LM, 0), List.of());
    assertTrue(masked.contains("BertForMaskedLM"), masked);
    assertFalse(masked.contains("problem_type"), masked);
    JsonNode tokens =
        new ObjectMapper()
            .readTree(
                ConfigJson.of(bert, new Purpose(Head.TOKEN_CLASSIFICATION, 2), List.of("O", "B")));
    assertEquals("[\"BertForTokenClassification\"]", tokens.path("architectures").toString());
    assertEquals("{\"0\":\"O\",\"1\":\"B\"}", tokens.path("id2label").toString());
  }

  @ParameterizedTest
  @CsvSource({"roberta, Roberta", "xlm-roberta, XLMRoberta", "camembert, Camembert"})
  void className_ofARoberta_goesByModelType(String type, String name) throws IOException {
    Architecture architecture =
        read(BERT.replace("'bert'", "'" + type + "'").replace("_embeddings':8", "_embeddings':9"));
    assertEquals(name + "ForMaskedLM", architecture.className(Head.MASKED_LM));
    assertEquals("roberta.", architecture.spelling().prefix());
  }

  @Test
  void read_onlyTheSizes_defaultsOfTransformers() throws IOException {
    Bert bert = (Bert) read(BERT);
    assertEquals(2, bert.settings().sizes().types());
    assertEquals(0.1, bert.settings().dropout().classifier());
    assertEquals(List.of(), bert.config().labels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'0':'a','2':'b'}", "{'0':{},'1':1}", "{'0':'a','1':'a'}"})
  void read_oddLabels_areNone(String labels) throws IOException {
    Architecture bert = read(BERT.replace("}", ",'id2label':" + labels + "}"));
    assertEquals(List.of(), bert.config().labels());
  }

  @Test
  void write_newLabels_classifierWithTheUnknownFieldsKept() throws IOException {
    Architecture bert =
        read(
            BERT.replace(
                "}", ",'mine':{'x':[1]},'dtype':'bfloat16','architectures':['BertForMaskedLM']}"));
    Path out = Files.createDirectory(dir.resolve("out"));
    Purpose purpose = new Purpose(Head.SEQUENCE_CLASSIFICATION, 2);
    ConfigJson.write(out, bert, purpose, List.of("no", "yes"));
    JsonNode json = new ObjectMapper().readTree(out.resolve("config.json").toFile());
    assertEquals("[\"BertForSequenceClassification\"]", json.path("architectures").toString());
    assertEquals("{\"0\":\"no\",\"1\":\"yes\"}", json.path("id2label").toString());
    assertEquals("{\"no\":0,\"yes\":1}", json.path("label2id").toString());
    assertEquals("{\"x\":[1]}", json.path("mine").toString());
    assertEquals("float32", json.path("torch_dtype").asText());
    assertFalse(json.has("dtype"), "newer transformers would prefer it");
    assertEquals(List.of("no", "yes"), Architectures.read(out).config().labels());
    assertEquals(4, Architectures.read(out).config().hidden());
  }

  private Architecture read(String json) throws IOException {
    Files.writeString(dir.resolve("config.json"), json.replace('\'', '"'));
    return Architectures.read(dir);
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
