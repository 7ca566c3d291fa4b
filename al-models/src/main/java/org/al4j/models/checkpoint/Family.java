package org.al4j.models.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** An architecture that AL4J knows, by the {@code model_type} of its {@code config.json}. */
public enum Family {
  /** BERT: learnt positions and segment types, post-norm layers, a pooler. */
  BERT("bert", "BertForSequenceClassification"),
  /** DistilBERT: as BERT, without segment types and pooler. */
  DISTILBERT("distilbert", "DistilBertForSequenceClassification");

  private final String modelType;
  private final String classifier;

  Family(String modelType, String classifier) {
    this.modelType = modelType;
    this.classifier = classifier;
  }

  /** The {@code model_type} in {@code config.json}. */
  public String modelType() {
    return modelType;
  }

  /** The name in {@code architectures} of this family's sequence classifier. */
  public String classifierArchitecture() {
    return classifier;
  }

  /** What stands before the encoder's tensor names in a checkpoint with a head: {@code "bert."}. */
  public String prefix() {
    return modelType + ".";
  }

  static Optional<Family> of(String modelType) {
    return Arrays.stream(values()).filter(f -> f.modelType.equals(modelType)).findFirst();
  }

  static String known() {
    return Arrays.stream(values()).map(Family::modelType).collect(Collectors.joining(", "));
  }
}
