package org.al4j.models.internal.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * DistilBERT: as BERT, without segments and pooler, and without dropout between attention and
 * residual sum. Source: Sanh et al. 2019.
 */
record DistilBert(EncoderConfig settings) implements Architecture {
  /** Fixed in DistilBERT's code, not in its configuration. */
  private static final double EPSILON = 1e-12;

  static Architecture read(ConfigFields fields) {
    fields.refuseUnsupported();
    int hidden = fields.size("dim");
    return new DistilBert(
        new EncoderConfig(
            fields.shared(
                fields.positions("max_position_embeddings", 0),
                fields.layers("n_layers"),
                hidden,
                fields.padId(0)),
            new EncoderConfig.Sizes(
                hidden, 0, 0, fields.size("n_heads"), fields.size("hidden_dim")),
            new EncoderConfig.Dropout(
                fields.probability("dropout", 0.1),
                fields.probability("attention_dropout", 0.1),
                fields.probability("seq_classif_dropout", 0.2)),
            fields.activation("activation"),
            EPSILON,
            fields.tied()));
  }

  private PostNorm encoder() {
    Norm embeddings = settings.norm("embeddings.LayerNorm", 0);
    List<PostNorm.Layer> layers =
        IntStream.range(0, settings.layers()).mapToObj(this::layer).toList();
    return new PostNorm(settings, embeddings, null, layers, false);
  }

  private PostNorm.Layer layer(int i) {
    String module = "transformer.layer." + i + ".";
    String attention = module + "attention.";
    int depth = i + 1;
    int hidden = settings.hidden();
    int intermediate = settings.sizes().intermediate();
    return new PostNorm.Layer(
        new PostNorm.Half(
            new Linear(
                "layer." + i + ".qkv",
                List.of(attention + "q_lin", attention + "k_lin", attention + "v_lin"),
                hidden,
                3 * hidden,
                depth,
                Linear.Form.BIASED),
            settings.dense(attention + "out_lin", depth),
            settings.norm(module + "sa_layer_norm", depth)),
        new PostNorm.Half(
            Linear.of(module + "ffn.lin1", hidden, intermediate, depth),
            Linear.of(module + "ffn.lin2", intermediate, hidden, depth),
            settings.norm(module + "output_layer_norm", depth)));
  }

  @Override
  public ModelConfig config() {
    return settings.shared();
  }

  @Override
  public String className() {
    return "DistilBert";
  }

  @Override
  public Spelling spelling() {
    return new Spelling(
        "distilbert.",
        tables().get(0).tensor(),
        List.of("embeddings.", "transformer."),
        Bert.BUFFERS,
        Map.of());
  }

  @Override
  public Set<Head> heads() {
    return Set.of(
        Head.ENCODER, Head.SEQUENCE_CLASSIFICATION, Head.TOKEN_CLASSIFICATION, Head.MASKED_LM);
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
    EncoderConfig.Dropout dropout = settings.dropout();
    Linear classifier = Linear.of("classifier", settings.hidden(), purpose.classes(), depth);
    return switch (purpose.head()) {
      case SEQUENCE_CLASSIFICATION ->
          new Heads.Sequence(
              0, settings.dense("pre_classifier", depth), "relu", dropout.classifier(), classifier);
      case TOKEN_CLASSIFICATION -> // seq_classif_dropout is for sequences only
          new Heads.TokenClasses(dropout.hidden(), classifier);
      case MASKED_LM ->
          new Heads.Words(
              settings.dense("vocab_transform", depth),
              settings.activation(),
              settings.norm("vocab_layer_norm", depth),
              Heads.decoder(settings, "vocab_projector", "vocab_projector.bias"));
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
