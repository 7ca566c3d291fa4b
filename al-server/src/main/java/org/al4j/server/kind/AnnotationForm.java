package org.al4j.server.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;

/**
 * A kind of annotation as people and programs exchange it: JSON.
 *
 * @param <A> the kind of annotation
 */
public interface AnnotationForm<A extends Annotation> {
  /** The kind of annotation. */
  Class<A> kind();

  /** The task's name: {@code classes} or {@code class-set}. */
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

  /**
   * The form of a task.
   *
   * @throws InvalidInputException if there is no such task
   */
  static AnnotationForm<?> of(String task) {
    return switch (task) {
      case "classes" -> new OneClassForm();
      case "class-set" -> new ClassSetForm();
      default ->
          throw InvalidInputException.ofSettings(
              "{task} must be classes or class-set, found '%s'", task);
    };
  }
}
