package org.al4j.models.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An architecture that AL4J knows, by the {@code model_type} of its {@code config.json}. */
public enum Family {
  /** BERT: learnt positions and segment types, post-norm layers, a pooler. */
  BERT("bert", "Bert"),
  /** DistilBERT: as BERT, without segment types and pooler. */
  DISTILBERT("distilbert", "DistilBert"),
  /** ELECTRA's discriminator: as BERT, with embeddings of their own width and without pooler. */
  ELECTRA("electra", "Electra"),
  /**
   * RoBERTa: as BERT, with one segment type, and positions that begin after the padding id. XLM-R
   * and CamemBERT are such with another tokenizer, which is read from {@code tokenizer.json} only.
   */
  ROBERTA("roberta", "Roberta");

  /** The {@code model_type} of XLM-R. */
  private static final String XLM_ROBERTA = "xlm-roberta";

  /** That of CamemBERT, a RoBERTa for French. */
  private static final String CAMEMBERT = "camembert";

  private final String modelType;
  private final String className;

  Family(String modelType, String className) {
    this.modelType = modelType;
    this.className = className;
  }

  /** The {@code model_type} in {@code config.json}; XLM-R's and CamemBERT's differ. */
  public String modelType() {
    return modelType;
  }

  /** What the names in {@code architectures} begin with where this is the {@code model_type}. */
  String className(String name) {
    return switch (name) {
      case XLM_ROBERTA -> "XLM" + className;
      case CAMEMBERT -> "Camembert";
      default -> className;
    };
  }

  /** What stands before the encoder's tensor names in a checkpoint with a head: {@code "bert."}. */
  public String prefix() {
    return modelType + ".";
  }

  /**
   * The weights of a sequence classifier's head, without prefix: of the last layer, which has a row
   * for each class, and of the layer before it.
   */
  public List<String> classifierTensors() {
    return switch (this) {
      case BERT -> List.of("classifier.weight", "pooler.dense.weight");
      case DISTILBERT -> List.of("classifier.weight", "pre_classifier.weight");
      case ELECTRA, ROBERTA -> List.of("classifier.out_proj.weight", "classifier.dense.weight");
    };
  }

  static Optional<Family> of(String modelType) {
    boolean roberta = modelType.equals(XLM_ROBERTA) || modelType.equals(CAMEMBERT);
    String type = roberta ? ROBERTA.modelType : modelType;
    return Arrays.stream(values()).filter(f -> f.modelType.equals(type)).findFirst();
  }

  static String known() {
    return Stream.concat(
            Arrays.stream(values()).map(Family::modelType), Stream.of(XLM_ROBERTA, CAMEMBERT))
        .collect(Collectors.joining(", "));
  }
}
