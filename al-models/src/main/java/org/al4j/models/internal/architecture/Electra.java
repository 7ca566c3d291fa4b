package org.al4j.models.internal.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * ELECTRA's discriminator: as BERT, with embeddings of a width of their own and without pooler.
 * Source: Clark et al. 2020.
 */
record Electra(EncoderConfig settings) implements Architecture {
  static Architecture read(ConfigFields fields) {
    return new Electra(EncoderConfig.bert(fields, fields.size("embedding_size", 128), 0, false));
  }

  private PostNorm encoder() {
    PostNorm bert = Bert.encoder(settings);
    int width = settings.sizes().embedding();
    return width == settings.hidden()
        ? bert
        : new PostNorm(
            settings,
            bert.embeddings(),
            Linear.of("embeddings_project", width, settings.hidden(), 0),
            bert.layers(),
            bert.dropsAttention());
  }

  @Override
  public ModelConfig config() {
    return settings.shared();
  }

  @Override
  public String className() {
    return "Electra";
  }

  @Override
  public Spelling spelling() {
    return new Spelling(
        "electra.",
        tables().get(0).tensor(),
        List.of("embeddings.", "embeddings_project.", "encoder."),
        Bert.BUFFERS,
        Map.of());
  }

  @Override
  public Set<Head> heads() {
    return Set.of(
        Head.ENCODER,
        Head.SEQUENCE_CLASSIFICATION,
        Head.TOKEN_CLASSIFICATION,
        Head.REPLACED_TOKEN_DETECTION);
  }

  @Override
  public List<EmbeddingTable> tables() {
    return settings.tables();
  }

  @Override
  public List<Parameter> body() {
    return encoder().parameters();
  }

  @Override
  public <V> V body(Blocks<V> blocks, boolean one) {
    return encoder().build(blocks, one);
  }

  @Override
  public Heads.Top top(Purpose purpose) {
    int depth = settings.top();
    int hidden = settings.hidden();
    double dropout = settings.dropout().classifier();
    return switch (purpose.head()) {
      case SEQUENCE_CLASSIFICATION -> // with GELU, whatever the layers' activation
          new Heads.Sequence(
              dropout,
              settings.dense("classifier.dense", depth),
              "gelu",
              dropout,
              Linear.of("classifier.out_proj", hidden, purpose.classes(), depth));
      case TOKEN_CLASSIFICATION ->
          new Heads.TokenClasses(
              dropout, Linear.of("classifier", hidden, purpose.classes(), depth));
      case REPLACED_TOKEN_DETECTION ->
          new Heads.Replaced(
              settings.dense("discriminator_predictions.dense", depth),
              settings.activation(),
              Linear.of("discriminator_predictions.dense_prediction", hidden, 1, depth));
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
