package org.al4j.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.TagSequence;

/**
 * How a language model says an annotation of some kind.
 *
 * @param <A> the kind of annotation
 */
interface ReplyForm<A extends Annotation> {
  /** What it is to answer with, for the prompt. */
  String instruction();

  /**
   * What an answer says.
   *
   * @param dropped how many parts of it could not be used
   */
  record Said<A extends Annotation>(A annotation, int dropped) {}

  /** How many labels there must be to choose from. */
  default int fewestLabels() {
    return 2;
  }

  /** An annotation of a text in that form. */
  ObjectNode write(Instance text, A annotation);

  /**
   * What an answer says; empty if it has another form, or names what is no label.
   *
   * @param answer without blanks around it
   * @param labels the names that there are
   * @param text what it is about
   */
  Optional<Said<A>> parse(String answer, List<String> labels, Instance text);

  /** The form as a JSON schema. */
  ObjectNode schema(List<String> labels);

  /**
   * The form of a kind.
   *
   * @throws InvalidInputException if there is none
   */
  @SuppressWarnings("unchecked") // the kind is looked at
  static <A extends Annotation> ReplyForm<A> of(Class<A> kind) {
    if (kind == ClassLabel.class) {
      return (ReplyForm<A>) new OneClassReply();
    }
    if (kind == LabelSet.class) {
      return (ReplyForm<A>) new ClassSetReply();
    }
    if (kind == TagSequence.class) {
      return (ReplyForm<A>) new SpansReply();
    }
    throw new InvalidInputException(
        "a language model annotates one class or sets of classes a text, or spans, not "
            + kind.getSimpleName());
  }
}
