package org.al4j.server.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Prediction;

/**
 * A kind of annotation as people and programs exchange it: JSON.
 *
 * @param <A> the kind of annotation
 */
public interface AnnotationForm<A extends Annotation> {
  /** The kind of annotation. */
  Class<A> kind();

  /**
   * The task's name: {@code classes}, {@code class-set}, {@code spans} or {@code character-spans}.
   */
  String task();

  /**
   * Reads what somebody says of an instance. Whether its labels are the project's is not looked at.
   *
   * @throws InvalidInputException if it has another form
   */
  A read(Instance instance, JsonNode label);

  /** Writes an annotation so that {@link #read} gives it again. */
  JsonNode write(Instance instance, A annotation);

  /** The probability of the whole annotation as far as a model says one, NaN where it does not. */
  double confidence(A annotation, List<String> labels, Confidence confidence);

  /** How many labels a project needs at least. */
  default int fewestLabels() {
    return 2;
  }

  /** What a model learns of labels with these names. */
  default LabelSpace space(List<String> labels) {
    return LabelSpace.of(labels);
  }

  /**
   * An instance as it is labelled: with its words, where an annotation has a tag for each.
   *
   * @throws InvalidInputException naming it, if nothing in it can be labelled
   */
  default Instance prepared(Instance instance) {
    return instance;
  }

  /** Why an annotation is none of the project's, for people; empty if it is one. */
  default Optional<String> refusal(LabelSpace labels, Instance instance, A annotation) {
    return labels.refusal(instance, annotation);
  }

  /** What a model says, so that {@link #read} takes it. */
  default JsonNode suggestion(Prediction<A> said, LabelSpace labels) {
    return write(said.instance(), said.annotation());
  }

  /**
   * The form of a task.
   *
   * @throws InvalidInputException if there is no such task
   */
  static AnnotationForm<?> of(String task) {
    return switch (task) {
      case "classes" -> new OneClassForm();
      case "class-set" -> new ClassSetForm();
      case "spans" -> new SpansForm(task, WordCut.WORDS);
      case "character-spans" -> new SpansForm(task, WordCut.CHARACTERS);
      default ->
          throw InvalidInputException.ofSettings(
              "{task} must be classes, class-set, spans or character-spans, found '%s'", task);
    };
  }
}
