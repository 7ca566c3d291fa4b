package org.al4j.models.distil;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.Heads;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.kind.ProblemType;

/** What stands on a teacher, as its {@code config.json} and tensors say. */
final class TeacherHead {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TeacherHead() {}

  /**
   * The head whose logits a student learns.
   *
   * @throws InvalidInputException if the folder has none that AL4J knows
   */
  static Purpose of(Checkpoint checkpoint) {
    JsonNode root = json(checkpoint);
    Architecture architecture = Architectures.of(checkpoint.config());
    for (Head head :
        List.of(Head.SEQUENCE_CLASSIFICATION, Head.TOKEN_CLASSIFICATION, Head.MASKED_LM)) {
      for (JsonNode name : root.path("architectures")) {
        if (name.asText().endsWith(head.suffix()) && architecture.heads().contains(head)) {
          return of(checkpoint, architecture, head);
        }
      }
    }
    throw InvalidInputException.ofSettings(
        "{loss}: losses of logits need a teacher with a head, and %s has none: architectures in"
            + " its config.json is %s; give a fine-tuned folder, or other losses",
        checkpoint.directory(), root.path("architectures"));
  }

  private static Purpose of(Checkpoint checkpoint, Architecture architecture, Head head) {
    Heads.Top top = architecture.top(new Purpose(head, 1));
    for (Parameter parameter : top.parameters()) {
      if (!checkpoint.has(parameter.name())) {
        throw new InvalidInputException(
            checkpoint.directory()
                + ": no tensor "
                + parameter.name()
                + ", though config.json names a model with one");
      }
    }
    boolean classes = head == Head.SEQUENCE_CLASSIFICATION || head == Head.TOKEN_CLASSIFICATION;
    int rows = classes ? (int) checkpoint.shape(top.output().get(0))[0] : 0;
    return new Purpose(head, rows, problem(checkpoint, head, rows));
  }

  private static ProblemType problem(Checkpoint checkpoint, Head head, int rows) {
    if (head != Head.SEQUENCE_CLASSIFICATION) {
      return ProblemType.SINGLE_LABEL_CLASSIFICATION;
    }
    return ProblemType.of(json(checkpoint).path(ProblemType.FIELD).asText())
        .orElse(rows == 1 ? ProblemType.REGRESSION : ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }

  /** The names of the classes, as transformers has them where the file has none. */
  static List<String> labels(Checkpoint checkpoint, Purpose purpose) {
    List<String> named = checkpoint.config().labels();
    return named.size() == purpose.classes()
        ? named
        : IntStream.range(0, purpose.classes()).mapToObj(i -> "LABEL_" + i).toList();
  }

  private static JsonNode json(Checkpoint checkpoint) {
    try {
      return JSON.readTree(checkpoint.config().json());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration's json is no JSON", e);
    }
  }
}
