package org.al4j.models.internal.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * RoBERTa: as BERT, with one segment type, and positions that begin after the padding id. XLM-R and
 * CamemBERT are such with another tokenizer, which is read from {@code tokenizer.json} only.
 * Source: Liu et al. 2019; Conneau et al. 2020; Martin et al. 2020.
 */
record Roberta(EncoderConfig settings, String className) implements Architecture {
  static Architecture read(ConfigFields fields) {
    return of(fields, "Roberta");
  }

  static Architecture readXlmRoberta(ConfigFields fields) {
    return of(fields, "XLMRoberta");
  }

  static Architecture readCamembert(ConfigFields fields) {
    return of(fields, "Camembert");
  }

  private static Architecture of(ConfigFields fields, String className) {
    return new Roberta(EncoderConfig.bert(fields, fields.size("hidden_size"), 1, true), className);
  }

  @Override
  public ModelConfig config() {
    return settings.shared();
  }

  @Override
  public Spelling spelling() {
    return new Spelling(
        "roberta.",
        tables().get(0).tensor(),
        List.of("embeddings.", "encoder.", "pooler."),
        Bert.BUFFERS,
        Map.of("lm_head.decoder.bias", "lm_head.bias"));
  }

  @Override
  public Set<Head> heads() {
    return Set.of(
        Head.ENCODER,
        Head.POOLER,
        Head.SEQUENCE_CLASSIFICATION,
        Head.TOKEN_CLASSIFICATION,
        Head.MASKED_LM);
  }

  @Override
  public List<EmbeddingTable> tables() {
    return settings.tables();
  }

  @Override
  public List<Parameter> body() {
    return Bert.encoder(settings).parameters();
  }

  @Override
  public <V> V body(Blocks<V> blocks, boolean one) {
    return Bert.encoder(settings).build(blocks, one);
  }

  @Override
  public Heads.Top top(Purpose purpose) {
    int depth = settings.top();
    int hidden = settings.hidden();
    double dropout = settings.dropout().classifier();
    return switch (purpose.head()) {
      case POOLER -> new Heads.Pooler(settings.dense("pooler.dense", depth));
      case SEQUENCE_CLASSIFICATION ->
          new Heads.Sequence(
              dropout,
              settings.dense("classifier.dense", depth),
              "tanh",
              dropout,
              Linear.of("classifier.out_proj", hidden, purpose.classes(), depth));
      case TOKEN_CLASSIFICATION ->
          new Heads.TokenClasses(
              dropout, Linear.of("classifier", hidden, purpose.classes(), depth));
      case MASKED_LM -> // with GELU, whatever the layers' activation
          new Heads.Words(
              settings.dense("lm_head.dense", depth),
              "gelu",
              settings.norm("lm_head.layer_norm", depth),
              Heads.decoder(settings, "lm_head.decoder", "lm_head.bias"));
      default -> new Heads.Bare();
    };
  }

  @Override
  public int attentionHeads() {
    return settings.sizes().heads();
  }

  @Override
  public List<Object> shape() {
    return settings.shape();
  }
}
