package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.kernel.AttentionHeads;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * GPT-2: a token sees itself and those before it, each half of a layer normalises what it reads,
 * one more normalisation stands behind the last, and the last token of a text stands for it. Linear
 * layers lie in the file as {@code [in, out]}. Source: Radford et al. 2019.
 */
record Gpt2(ModelConfig config, Sizes sizes, Dropout dropout, Options options)
    implements Architecture {
  private static final String LAST_NORM = "ln_f";

  /** That of the end of a text, unless the file says another. */
  private static final int END_ID = 50256;

  /** Attention heads, and the width of the feed-forward layers. */
  record Sizes(int heads, int inner) {}

  /**
   * Probabilities of dropping.
   *
   * @param embeddings of their sum
   * @param attention of attention weights
   * @param residual of what each half adds
   * @param tokens before the last layer of a token classifier
   */
  record Dropout(double embeddings, double attention, double residual, double tokens) {}

  /**
   * The rest.
   *
   * @param activation of the feed-forward layers
   * @param epsilon added to the variance by every normalisation
   * @param scaled whether products of queries and keys are divided by the root of their width
   * @param byLayer whether they are divided by the layer's number, from 1
   * @param tied whether the language model multiplies by the word embeddings
   */
  record Options(
      String activation, double epsilon, boolean scaled, boolean byLayer, boolean tied) {}

  /** Reads its fields. {@code reorder_and_upcast_attn} changes nothing in float32. */
  static Architecture read(ConfigFields fields) {
    fields.refusePruned();
    fields.refuse("add_cross_attention", "only models without an encoder are supported");
    int hidden = fields.size("n_embd");
    return new Gpt2(
        fields.shared(
            fields.positions(fields.has("n_positions") ? "n_positions" : "n_ctx", 0),
            fields.layers("n_layer"),
            hidden,
            padId(fields)),
        new Sizes(
            fields.heads("n_head", hidden),
            fields.has("n_inner") ? fields.size("n_inner") : 4 * hidden),
        new Dropout(
            fields.probability("embd_pdrop", 0.1),
            fields.probability("attn_pdrop", 0.1),
            fields.probability("resid_pdrop", 0.1),
            fields.probability("classifier_dropout", fields.probability("hidden_dropout", 0.1))),
        new Options(
            fields.activation("activation_function", "gelu_new"),
            fields.epsilon("layer_norm_epsilon", 1e-5),
            fields.flag("scale_attn_weights", true),
            fields.flag("scale_attn_by_inverse_layer_idx", false),
            fields.tied()));
  }

  /**
   * Published models have none, and pad with the end of a text, as is the custom. Nothing here
   * pads, but who loads a saved model in transformers must. Smaller models often keep the published
   * id for the end, which they have not.
   */
  private static int padId(ConfigFields fields) {
    int words = fields.size("vocab_size");
    int end = fields.root().path("eos_token_id").asInt(END_ID);
    return fields.padId(end >= 0 && end < words ? end : words - 1);
  }

  @Override
  public String className() {
    return "GPT2";
  }

  @Override
  public Spelling spelling() {
    return new Spelling(
        "transformer.",
        "wte.weight",
        List.of("wte.", "wpe.", "h.", "ln_f."),
        List.of(".attn.bias", ".attn.masked_bias"),
        Map.of());
  }

  /** Which has seen all others. */
  @Override
  public Tokens reads() {
    return Tokens.LAST;
  }

  @Override
  public Set<Head> heads() {
    return Set.of(
        Head.ENCODER, Head.SEQUENCE_CLASSIFICATION, Head.TOKEN_CLASSIFICATION, Head.CAUSAL_LM);
  }

  /** No row is padding's: the id of padding is a token's, which is learnt. */
  @Override
  public List<EmbeddingTable> tables() {
    return List.of(
        EmbeddingTable.ofTokens(
            "wte.weight", config.vocabulary(), config.hidden(), EmbeddingTable.NONE),
        EmbeddingTable.ofPositions("wpe.weight", 0, config.positions(), config.hidden()));
  }

  /**
   * A half of a layer: {@code x + outer(f(inner(norm(x))))}.
   *
   * @param inner queries, keys and values joined, or the widening layer
   */
  private record Half(Norm norm, Linear inner, Linear outer) {
    List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(norm.parameters());
      all.addAll(inner.parameters());
      all.addAll(outer.parameters());
      return all;
    }

    <V> V enter(Blocks<V> blocks, V x) {
      return blocks.linear(blocks.norm(blocks.branch(x), norm), inner);
    }
  }

  private Half attention(int i) {
    int hidden = config.hidden();
    return new Half(
        norm("h." + i + ".ln_1", i + 1),
        flipped("h." + i + ".attn.c_attn", hidden, 3 * hidden, i + 1),
        flipped("h." + i + ".attn.c_proj", hidden, hidden, i + 1));
  }

  private Half feedForward(int i) {
    int hidden = config.hidden();
    return new Half(
        norm("h." + i + ".ln_2", i + 1),
        flipped("h." + i + ".mlp.c_fc", hidden, sizes.inner, i + 1),
        flipped("h." + i + ".mlp.c_proj", sizes.inner, hidden, i + 1));
  }

  private Norm norm(String module, int depth) {
    return new Norm(module, config.hidden(), options.epsilon, depth);
  }

  /** It is of the last layer's depth. */
  private Norm lastNorm() {
    return norm(LAST_NORM, config.layers());
  }

  private static Linear flipped(String module, int in, int out, int depth) {
    return new Linear(module, List.of(module), in, out, depth, Linear.Form.FLIPPED);
  }

  @Override
  public List<Parameter> body() {
    List<Parameter> all = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      all.addAll(attention(i).parameters());
      all.addAll(feedForward(i).parameters());
    }
    all.addAll(lastNorm().parameters());
    return all;
  }

  @Override
  public <V> V body(Blocks<V> blocks, boolean one) {
    V embedded = blocks.branch(blocks.embedded());
    DropoutSite site =
        DropoutSite.ofRows("dropout.embeddings", dropout.embeddings, false, config.hidden());
    V x = blocks.named(blocks.drop(embedded, site), Ports.hidden(0));
    for (int i = 0; i < config.layers(); i++) {
      boolean last = i == config.layers() - 1;
      x = layer(blocks, x, i, one && last ? reads() : Tokens.ALL);
      x = blocks.named(last ? blocks.norm(x, lastNorm()) : x, Ports.hidden(i + 1));
    }
    return x;
  }

  private <V> V layer(Blocks<V> blocks, V x, int i, Tokens queries) {
    Half attention = attention(i);
    V context =
        blocks.attention(i, attention.enter(blocks, x), heads(i, queries), dropout.attention);
    V attended =
        drop(blocks, blocks.linear(context, attention.outer), "dropout.attention." + i, queries);
    V middle = blocks.add(attended, queries.one() ? blocks.pick(queries, x, config.hidden()) : x);
    Half feedForward = feedForward(i);
    V inner =
        blocks.activate(options.activation, feedForward.enter(blocks, middle), Integer.toString(i));
    V outer = blocks.linear(inner, feedForward.outer);
    return blocks.add(drop(blocks, outer, "dropout.output." + i, queries), middle);
  }

  private <V> V drop(Blocks<V> blocks, V x, String mask, Tokens queries) {
    return blocks.drop(
        x, DropoutSite.ofRows(mask, dropout.residual, queries.one(), config.hidden()));
  }

  private AttentionHeads heads(int i, Tokens queries) {
    int width = config.hidden() / sizes.heads;
    float scale =
        (options.scaled ? AttentionHeads.scale(width) : 1) / (options.byLayer ? i + 1 : 1);
    return new AttentionHeads(sizes.heads, width, scale, queries, true);
  }

  @Override
  public Heads.Top top(Purpose purpose) {
    int depth = config.layers() + 1;
    int hidden = config.hidden();
    return switch (purpose.head()) {
      case SEQUENCE_CLASSIFICATION -> new Score(plain("score", hidden, purpose.classes(), depth));
      case TOKEN_CLASSIFICATION ->
          new Heads.TokenClasses(
              dropout.tokens, Linear.of("classifier", hidden, purpose.classes(), depth));
      case CAUSAL_LM ->
          new NextWord(plain("lm_head", hidden, config.vocabulary(), depth), options.tied);
      default -> new Heads.Bare();
    };
  }

  private static Linear plain(String module, int in, int out, int depth) {
    return new Linear(module, List.of(module), in, out, depth, Linear.Form.PLAIN);
  }

  /** An output for each sequence, from the state of its last token. */
  private record Score(Linear last) implements Heads.Top {
    @Override
    public List<Parameter> parameters() {
      return last.parameters();
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      V features = blocks.named(blocks.branch(x), Ports.FEATURES);
      blocks.named(blocks.linear(features, last), Ports.LOGITS);
    }

    @Override
    public List<String> output() {
      return last.names();
    }

    @Override
    public String shift() {
      return Parameter.bias(LAST_NORM);
    }
  }

  /** A score for each word at each token: for being the next one. */
  private record NextWord(Linear decoder, boolean tied) implements Heads.Top {
    @Override
    public List<Parameter> parameters() {
      return tied ? List.of() : decoder.parameters();
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      String weight = tied ? HeadedNetwork.TIED : Parameter.weight(decoder.name());
      blocks.named(blocks.product(x, weight), Ports.LOGITS);
    }

    @Override
    public List<String> output() {
      return decoder.names();
    }
  }

  @Override
  public int attentionHeads() {
    return sizes.heads;
  }

  @Override
  public List<Object> shape() {
    return Architecture.shape(config, sizes.heads, sizes.inner);
  }
}
