package org.al4j.server.desk;

import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.oracle.Answer;

/** Submissions as the loop's answers. */
final class DeskAnswers {
  private DeskAnswers() {}

  /** The answer; empty for a flag, which is a note. */
  static <A extends Annotation> Optional<Answer<A>> of(
      String who, Submission said, Optional<A> label) {
    String id = said.id();
    return switch (said.verb()) {
      case JUDGE -> label.map(one -> new Answer.Given<>(id, one, said.time(), who));
      case REVISE -> label.map(one -> new Answer.Revised<>(id, one, said.time(), who));
      case DECIDE -> label.map(one -> new Answer.Decided<>(id, one, who));
      case WITHDRAW -> Optional.of(new Answer.Withdrawn<>(id, said.note(), who));
      case SKIP -> Optional.of(new Answer.Skipped<>(id, said.note(), who));
      case POSTPONE -> Optional.of(new Answer.Postponed<>(id, said.note(), who));
      case FLAG -> Optional.empty();
    };
  }
}
