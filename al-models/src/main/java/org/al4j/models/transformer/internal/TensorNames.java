package org.al4j.models.transformer.internal;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.checkpoint.Family;

/** What Hugging Face calls the tensors of a family, without the family's prefix. */
record TensorNames(Family family) {
  static final String WORD = "embeddings.word_embeddings.weight";
  static final String POSITION = "embeddings.position_embeddings.weight";
  static final String TYPE = "embeddings.token_type_embeddings.weight";
  static final String EMBEDDING_NORM = "embeddings.LayerNorm";
  static final String CLASSIFIER = "classifier";

  /** The modules whose rows are stacked into one product for query, key and value. */
  List<String> queryKeyValue(int layer) {
    List<String> parts =
        family == Family.BERT
            ? List.of("self.query", "self.key", "self.value")
            : List.of("q_lin", "k_lin", "v_lin");
    List<String> names = new ArrayList<>();
    parts.forEach(part -> names.add(layer(layer) + "attention." + part));
    return names;
  }

  String attentionOutput(int layer) {
    return layer(layer) + (family == Family.BERT ? "attention.output.dense" : "attention.out_lin");
  }

  String attentionNorm(int layer) {
    return layer(layer) + (family == Family.BERT ? "attention.output.LayerNorm" : "sa_layer_norm");
  }

  String feedForwardIn(int layer) {
    return layer(layer) + (family == Family.BERT ? "intermediate.dense" : "ffn.lin1");
  }

  String feedForwardOut(int layer) {
    return layer(layer) + (family == Family.BERT ? "output.dense" : "ffn.lin2");
  }

  String outputNorm(int layer) {
    return layer(layer) + (family == Family.BERT ? "output.LayerNorm" : "output_layer_norm");
  }

  /** The layer between the encoder and the classification layer. */
  String headDense() {
    return family == Family.BERT ? "pooler.dense" : "pre_classifier";
  }

  /** The name in a file of a sequence classifier: heads have no prefix, all else has. */
  String stored(String name) {
    boolean head = name.startsWith(CLASSIFIER + ".") || name.startsWith("pre_classifier.");
    return head ? name : family.prefix() + name;
  }

  private String layer(int layer) {
    return (family == Family.BERT ? "encoder.layer." : "transformer.layer.") + layer + ".";
  }
}
