package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.checkpoint.Family;

/** What Hugging Face calls the tensors of a family, without the family's prefix. */
public record TensorNames(Family family) {
  public static final String WORD = "embeddings.word_embeddings.weight";
  public static final String POSITION = "embeddings.position_embeddings.weight";
  public static final String TYPE = "embeddings.token_type_embeddings.weight";
  public static final String EMBEDDING_NORM = "embeddings.LayerNorm";

  /** Where embeddings have a width of their own: from theirs to that of the layers. */
  public static final String PROJECTION = "embeddings_project";

  /** The modules whose rows are stacked into one product for query, key and value. */
  public List<String> queryKeyValue(int layer) {
    List<String> parts =
        distil()
            ? List.of("q_lin", "k_lin", "v_lin")
            : List.of("self.query", "self.key", "self.value");
    List<String> names = new ArrayList<>();
    parts.forEach(part -> names.add(layer(layer) + "attention." + part));
    return names;
  }

  public String attentionOutput(int layer) {
    return layer(layer) + (distil() ? "attention.out_lin" : "attention.output.dense");
  }

  public String attentionNorm(int layer) {
    return layer(layer) + (distil() ? "sa_layer_norm" : "attention.output.LayerNorm");
  }

  public String feedForwardIn(int layer) {
    return layer(layer) + (distil() ? "ffn.lin1" : "intermediate.dense");
  }

  public String feedForwardOut(int layer) {
    return layer(layer) + (distil() ? "ffn.lin2" : "output.dense");
  }

  public String outputNorm(int layer) {
    return layer(layer) + (distil() ? "output_layer_norm" : "output.LayerNorm");
  }

  private String layer(int layer) {
    return (distil() ? "transformer.layer." : "encoder.layer.") + layer + ".";
  }

  private boolean distil() {
    return family == Family.DISTILBERT;
  }
}
