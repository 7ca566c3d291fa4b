package org.al4j.models.kind;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the outputs of a model over whole texts are. Hugging Face's {@code config.json} and AL4J's
 * own files name it as {@code problem_type}.
 */
public enum ProblemType {
  /** One class of several: a softmax. */
  SINGLE_LABEL_CLASSIFICATION,
  /** Any number of classes: a sigmoid for each. */
  MULTI_LABEL_CLASSIFICATION,
  /** A number: one output as it is. */
  REGRESSION;

  /** The name of the field in files. */
  public static final String FIELD = "problem_type";

  /** The name in files, for example {@code regression}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a name in files; empty if there is none of that name. */
  public static Optional<ProblemType> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }

  /** The names in files, for messages. */
  public static String known() {
    return Arrays.stream(values()).map(ProblemType::text).collect(Collectors.joining(", "));
  }
}
