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

  private static final String GPT2 =
      "{'model_type':'gpt2','vocab_size':10,'n_positions':8,'n_layer':2,'n_embd':4,'n_head':2}";

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
  void read_gpt2_itsOwnNames() {
    Gpt2 gpt2 = (Gpt2) Architectures.read(Fixtures.path("models/gpt2/seqcls"));
    assertEquals("gpt2", gpt2.config().modelType());
    assertEquals(120, gpt2.config().vocabulary());
    assertEquals(40, gpt2.config().positions());
    assertEquals(2, gpt2.config().layers());
    assertEquals(32, gpt2.config().hidden());
    assertEquals(118, gpt2.config().padId());
    assertEquals(List.of("LABEL_0", "LABEL_1", "LABEL_2"), gpt2.config().labels());
    assertEquals(new Gpt2.Sizes(2, 128), gpt2.sizes()); // n_inner is null: four times as wide
    assertEquals(new Gpt2.Dropout(0.1, 0.1, 0.1, 0.1), gpt2.dropout());
    assertEquals(new Gpt2.Options("gelu_new", 1e-5, true, false, true), gpt2.options());
    assertEquals(Tokens.LAST, gpt2.reads());
    assertEquals("GPT2LMHeadModel", gpt2.className(Head.CAUSAL_LM));
  }

  @Test
  void read_gpt2_fieldsThatMayBeAbsentOrSet() throws IOException {
    Gpt2 least = (Gpt2) read(GPT2);
    assertEquals(8, least.config().positions());
    assertEquals(9, least.config().padId()); // the last id: the end of the text, as published
    assertEquals(9, read(GPT2.replace("}", ",'eos_token_id':50256}")).config().padId());
    assertEquals(new Gpt2.Options("gelu_new", 1e-5, true, false, true), least.options());
    Gpt2 most =
        (Gpt2)
            read(
                GPT2.replace("n_positions", "n_ctx")
                    .replace(
                        "}",
                        ",'n_inner':6,'activation_function':'relu','layer_norm_epsilon':1e-6,"
                            + "'embd_pdrop':0,'attn_pdrop':0.2,'resid_pdrop':0.3,"
                            + "'classifier_dropout':0.4,'scale_attn_weights':false,"
                            + "'scale_attn_by_inverse_layer_idx':true,'eos_token_id':3,"
                            + "'reorder_and_upcast_attn':true,'tie_word_embeddings':false}"));
    assertEquals(8, most.config().positions());
    assertEquals(3, most.config().padId());
    assertEquals(new Gpt2.Sizes(2, 6), most.sizes());
    assertEquals(new Gpt2.Dropout(0, 0.2, 0.3, 0.4), most.dropout());
    assertEquals(new Gpt2.Options("relu", 1e-6, false, true, false), most.options());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'n_embd':4 | 'n_embd':5 | hidden size 5 is no multiple of the 2 attention heads
          'n_embd':4 | 'hidden_size':4 | n_embd must be a positive integer, found none
          'n_positions':8 | 'n_positions':0 | n_positions must be a positive integer, found 0
          'n_layer':2 | 'n_layer':2000 | n_layer must be at most 1000, found 2000
          'n_head':2 | 'n_head':2,'n_inner':0 | n_inner must be a positive integer, found 0
          'n_head':2 | 'n_head':2,'attn_pdrop':1 | attn_pdrop must be a number in [0, 1), found 1
          'n_head':2 | 'n_head':2,'scale_attn_weights':1 | scale_attn_weights must be true or false, found 1
          'n_head':2 | 'n_head':2,'pad_token_id':-1 | pad_token_id must be an id below vocab_size, found -1
          'n_head':2 | 'n_head':2,'activation_function':'mish' | unknown activation 'mish'; AL4J knows: gelu, gelu_new, gelu_pytorch_tanh, relu, tanh, silu, swish
          'n_head':2 | 'n_head':2,'layer_norm_epsilon':0 | layer_norm_epsilon must be a positive number below 1, found 0
          'n_head':2 | 'n_head':2,'add_cross_attention':true | add_cross_attention is true, only models without an encoder are supported
          'n_head':2 | 'n_head':2,'pruned_heads':{'0':[1]} | pruned_heads is {"0":[1]}, only whole layers are supported
          """)
  void read_badFieldOfGpt2_refusedWithTheCause(String from, String to, String cause) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> read(GPT2.replace(from, to)));
    assertEquals(dir.resolve("config.json") + ": " + cause, error.getMessage());
  }

  /** Old files keep the causal mask beside the weights, under a name that ends like a bias. */
  @Test
  void spelling_gpt2_buffersAreNoBiases() {
    Spelling spelling = Architectures.read(Fixtures.path("models/gpt2/base")).spelling();
    for (String name : List.of("h.0.attn.bias", "transformer.h.11.attn.masked_bias")) {
      assertTrue(spelling.buffers().stream().anyMatch(name::endsWith), name);
    }
    for (String name : List.of("h.0.attn.c_attn.bias", "h.0.ln_1.bias", "h.0.attn.c_proj.bias")) {
      assertTrue(spelling.buffers().stream().noneMatch(name::endsWith), name);
    }
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
          'bert' | 'gpt_neo' | unknown model_type 'gpt_neo'; AL4J knows: bert, distilbert, electra, roberta, xlm-roberta, camembert, gpt2
          'model_type':'bert', | `` | no model_type in it; add that of the model, one of: bert, distilbert, electra, roberta, xlm-roberta, camembert, gpt2
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
