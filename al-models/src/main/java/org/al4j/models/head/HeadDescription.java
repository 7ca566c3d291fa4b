package org.al4j.models.head;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.InputFile;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.kind.SeveralClasses;

/** The {@code head.json} of a saved head: kind, labels, options, and what embeds. */
record HeadDescription(Path file, JsonNode root, ProblemType problem) {
  private static final String FORMAT = "al4j-head-1";
  private static final String THRESHOLD = "threshold";
  private static final String MEMBERS = "members";
  private static final String EMBEDDER = "embedder";

  /** What is written of a model. */
  static void write(HeadModel<?> model, ObjectNode root) {
    HeadModel.Parts<?> parts = model.parts();
    root.put("format", FORMAT);
    root.put(ProblemType.FIELD, parts.kind().problem().text());
    parts.labels().names().forEach(root.putArray("labels")::add);
    root.put("c", parts.options().c().orElseThrow());
    root.put(MEMBERS, parts.options().members());
    if (parts.kind().problem() == ProblemType.MULTI_LABEL_CLASSIFICATION) {
      root.put(THRESHOLD, parts.options().threshold());
    }
    ObjectNode settings = root.putObject(EMBEDDER);
    new TreeMap<>(model.vectors().embedder().settings()).forEach(settings::put);
    SavedEncoder.write(model.vectors(), root);
  }

  static HeadDescription of(Path file, JsonNode root) {
    String format = root.path("format").asText();
    if (!FORMAT.equals(format)) {
      throw bad(file, "format must be " + FORMAT + ", found '" + format + "'");
    }
    String found = root.path(ProblemType.FIELD).asText();
    ProblemType problem =
        ProblemType.of(found)
            .orElseThrow(
                () ->
                    bad(
                        file,
                        ProblemType.FIELD
                            + " must be one of "
                            + ProblemType.known()
                            + ", found '"
                            + found
                            + "'"));
    return new HeadDescription(file, root, problem);
  }

  AnnotationKind<?> kind() {
    return AnnotationKind.of(problem);
  }

  /** The same kind with the threshold that was set. */
  @SuppressWarnings("unchecked") // several classes stay several classes
  <A extends Annotation> AnnotationKind<A> kind(AnnotationKind<A> usual) {
    return problem == ProblemType.MULTI_LABEL_CLASSIFICATION
        ? (AnnotationKind<A>) new SeveralClasses(options().threshold())
        : usual;
  }

  HeadOptions options() {
    JsonNode members = root.path(MEMBERS);
    if (!members.isInt()) {
      throw bad(MEMBERS + " must be a whole number, found " + shown(members));
    }
    double threshold =
        problem == ProblemType.MULTI_LABEL_CLASSIFICATION
            ? number(THRESHOLD)
            : AnnotationKind.THRESHOLD;
    try {
      return new HeadOptions(OptionalDouble.of(number("c")), members.intValue(), threshold);
    } catch (InvalidInputException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  LabelSpace labels() {
    List<String> names = new ArrayList<>();
    for (JsonNode name : root.path("labels")) {
      if (!name.isTextual() || name.asText().isBlank()) {
        throw bad("labels must be names, found " + name);
      }
      names.add(name.asText());
    }
    if (problem == ProblemType.REGRESSION) {
      return LabelSpace.none();
    }
    if (names.isEmpty()) {
      throw bad("labels must name at least one class, found none");
    }
    try {
      return LabelSpace.of(names);
    } catch (InvalidInputException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  /** Refuses vectors that are not those it was trained with. */
  void requireEmbedder(HeadVectors vectors) {
    Map<String, String> saved = new TreeMap<>();
    root.path(EMBEDDER)
        .properties()
        .forEach(one -> saved.put(one.getKey(), one.getValue().asText()));
    Map<String, String> given = new TreeMap<>(vectors.embedder().settings());
    if (!saved.equals(given)) {
      throw bad(
          "its vectors are of "
              + saved
              + ", found "
              + given
              + "; give the same with HeadModel.load(dir, embedder)");
    }
  }

  private double number(String field) {
    JsonNode node = root.path(field);
    if (!node.isNumber()) {
      throw bad(field + " must be a number, found " + shown(node));
    }
    return node.doubleValue();
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "none" : node.toString();
  }

  private InvalidInputException bad(String rule) {
    return bad(file, rule);
  }

  /** The error of a file that breaks a rule. */
  static InvalidInputException bad(Path file, String rule) {
    return new InvalidInputException(InputFile.oneLine(file + ": " + rule));
  }
}
