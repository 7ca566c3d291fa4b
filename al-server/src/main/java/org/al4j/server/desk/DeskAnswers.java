package org.al4j.server.desk;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Note;
import org.al4j.core.people.Withdrawal;
import org.al4j.server.insight.Insights;

/** Submissions as the loop's answers. */
final class DeskAnswers {
  private DeskAnswers() {}

  /** What is to be recorded. */
  static <A extends Annotation> Recorder.Entry<A> entry(
      String who, Submission said, Optional<A> label) {
    return new Recorder.Entry<>(who, said.id(), said.key(), of(who, said, label), notes(who, said));
  }

  /** What is noted besides. */
  private static List<Note> notes(String who, Submission said) {
    return switch (said.verb()) {
      case FLAG -> List.of(new Note(LabelDesk.FLAG, said.id(), who, said.note()));
      case KEEP ->
          List.of(new Note(Insights.KEEP, said.id(), who, said.label().orElseThrow().toString()));
      case POSTPONE -> List.of(new Note(Later.NOTE, said.id(), who, said.note()));
      case JUDGE, REVISE, DECIDE, UNDECIDE, WITHDRAW, SKIP -> List.of();
    };
  }

  /** The answer; empty for a flag and what is kept, which are notes. */
  static <A extends Annotation> Optional<Answer<A>> of(
      String who, Submission said, Optional<A> label) {
    String id = said.id();
    return switch (said.verb()) {
      case JUDGE -> label.map(one -> new Answer.Given<>(id, one, said.time(), who));
      case REVISE -> label.map(one -> new Answer.Revised<>(id, one, said.time(), who));
      case DECIDE -> label.map(one -> new Answer.Decided<>(id, one, who));
      case WITHDRAW ->
          Optional.of(new Answer.Withdrawn<>(id, said.note(), who, Withdrawal.JUDGEMENT));
      case UNDECIDE ->
          Optional.of(new Answer.Withdrawn<>(id, said.note(), who, Withdrawal.DECISION));
      case SKIP -> Optional.of(new Answer.Skipped<>(id, said.note(), who));
      case POSTPONE -> Optional.of(new Answer.Postponed<>(id, said.note(), who));
      case KEEP, FLAG -> Optional.empty();
    };
  }
}
