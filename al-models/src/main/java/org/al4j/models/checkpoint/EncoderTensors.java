package org.al4j.models.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors that an encoder of a configuration consists of, and their shapes. */
final class EncoderTensors {
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final ModelConfig config;

  private EncoderTensors(ModelConfig config) {
    this.config = config;
  }

  /** Normalised name to shape; the pooler, which not every checkpoint has, is not among them. */
  static Map<String, long[]> of(ModelConfig config) {
    EncoderTensors tensors = new EncoderTensors(config);
    tensors.embeddings();
    for (int layer = 0; layer < config.layers(); layer++) {
      switch (config.family()) {
        case BERT, ELECTRA, ROBERTA -> tensors.bertLayer("encoder.layer." + layer + ".");
        case DISTILBERT -> tensors.distilBertLayer("transformer.layer." + layer + ".");
      }
    }
    return tensors.shapes;
  }

  private void embeddings() {
    int width = config.embedding();
    shapes.put(Checkpoint.WORD_EMBEDDINGS, new long[] {config.vocabulary(), width});
    shapes.put(
        "embeddings.position_embeddings.weight",
        new long[] {config.firstPosition() + config.positions(), width});
    if (config.typeVocabulary() > 0) {
      shapes.put(
          "embeddings.token_type_embeddings.weight", new long[] {config.typeVocabulary(), width});
    }
    norm("embeddings.LayerNorm", width);
    if (width != config.hidden()) {
      linear("embeddings_project", width, config.hidden());
    }
  }

  private void bertLayer(String layer) {
    for (String part : new String[] {"self.query", "self.key", "self.value", "output.dense"}) {
      linear(layer + "attention." + part, config.hidden(), config.hidden());
    }
    norm(layer + "attention.output.LayerNorm");
    linear(layer + "intermediate.dense", config.hidden(), config.intermediate());
    linear(layer + "output.dense", config.intermediate(), config.hidden());
    norm(layer + "output.LayerNorm");
  }

  private void distilBertLayer(String layer) {
    for (String part : new String[] {"q_lin", "k_lin", "v_lin", "out_lin"}) {
      linear(layer + "attention." + part, config.hidden(), config.hidden());
    }
    norm(layer + "sa_layer_norm");
    linear(layer + "ffn.lin1", config.hidden(), config.intermediate());
    linear(layer + "ffn.lin2", config.intermediate(), config.hidden());
    norm(layer + "output_layer_norm");
  }

  private void linear(String name, long in, long out) {
    shapes.put(name + ".weight", new long[] {out, in});
    shapes.put(name + ".bias", new long[] {out});
  }

  private void norm(String name) {
    norm(name, config.hidden());
  }

  private void norm(String name, int width) {
    shapes.put(name + ".weight", new long[] {width});
    shapes.put(name + ".bias", new long[] {width});
  }
}
