package org.al4j.models.internal.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * BERT: learnt positions and segments, layers that normalise after the sums, a pooler over the
 * first token. Source: Devlin et al. 2019.
 */
record Bert(EncoderConfig settings) implements Architecture {
  static final List<String> BUFFERS =
      List.of("embeddings.position_ids", "embeddings.token_type_ids");

  static Architecture read(ConfigFields fields) {
    return new Bert(EncoderConfig.bert(fields, fields.size("hidden_size"), 0, false));
  }

  /** The layers of BERT and of those that took over its names, without projection. */
  static PostNorm encoder(EncoderConfig config) {
    Norm embeddings =
        new Norm("embeddings.LayerNorm", config.sizes().embedding(), config.epsilon(), 0);
    List<PostNorm.Layer> layers =
        IntStream.range(0, config.layers()).mapToObj(i -> layer(config, i)).toList();
    return new PostNorm(config, embeddings, null, layers, true);
  }

  private static PostNorm.Layer layer(EncoderConfig config, int i) {
    String module = "encoder.layer." + i + ".";
    String self = module + "attention.self.";
    int depth = i + 1;
    int hidden = config.hidden();
    int intermediate = config.sizes().intermediate();
    return new PostNorm.Layer(
        new PostNorm.Half(
            new Linear(
                "layer." + i + ".qkv",
                List.of(self + "query", self + "key", self + "value"),
                hidden,
                3 * hidden,
                depth,
                Linear.Form.BIASED),
            config.dense(module + "attention.output.dense", depth),
            config.norm(module + "attention.output.LayerNorm", depth)),
        new PostNorm.Half(
            Linear.of(module + "intermediate.dense", hidden, intermediate, depth),
            Linear.of(module + "output.dense", intermediate, hidden, depth),
            config.norm(module + "output.LayerNorm", depth)));
  }

  @Override
  public ModelConfig config() {
    return settings.shared();
  }

  @Override
  public String className() {
    return "Bert";
  }

  @Override
  public Spelling spelling() {
    return new Spelling(
        "bert.",
        tables().get(0).tensor(),
        List.of("embeddings.", "encoder.", "pooler."),
        BUFFERS,
        Map.of("cls.predictions.decoder.bias", "cls.predictions.bias"));
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
    return encoder(settings).parameters();
  }

  @Override
  public <V> V body(Blocks<V> blocks, boolean one) {
    return encoder(settings).build(blocks, one);
  }

  @Override
  public Heads.Top top(Purpose purpose) {
    int depth = settings.top();
    double dropout = settings.dropout().classifier();
    Linear pooler = settings.dense("pooler.dense", depth);
    Linear classifier = Linear.of("classifier", settings.hidden(), purpose.classes(), depth);
    return switch (purpose.head()) {
      case POOLER -> new Heads.Pooler(pooler);
      case SEQUENCE_CLASSIFICATION -> new Heads.Sequence(0, pooler, "tanh", dropout, classifier);
      case TOKEN_CLASSIFICATION -> new Heads.TokenClasses(dropout, classifier);
      case MASKED_LM ->
          new Heads.Words(
              settings.dense("cls.predictions.transform.dense", depth),
              settings.activation(),
              settings.norm("cls.predictions.transform.LayerNorm", depth),
              Heads.decoder(settings, "cls.predictions.decoder", "cls.predictions.bias"));
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
