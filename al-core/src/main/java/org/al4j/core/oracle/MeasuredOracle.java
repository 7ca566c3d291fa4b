package org.al4j.core.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.al4j.core.data.Annotation;
import org.al4j.core.query.Selected;

/** Asks item by item and measures what each takes. */
record MeasuredOracle<A extends Annotation>(Oracle<A> oracle, LongSupplier nanos)
    implements Oracle<A> {
  @Override
  public Collection<Answer<A>> ask(Query query) {
    List<Answer<A>> answers = new ArrayList<>();
    for (Selected item : query.items()) {
      try {
        answers.addAll(ask(query.round(), item));
      } catch (RuntimeException e) {
        if (answers.isEmpty()) {
          throw e;
        }
        // what a person labelled before is not to be asked again
        answers.add(new Answer.Failed<>(item.instance().id(), e.toString()));
        return answers;
      }
    }
    return answers;
  }

  private List<Answer<A>> ask(int round, Selected item) {
    long start = nanos.getAsLong();
    Collection<Answer<A>> given = oracle.ask(new Query(round, List.of(item)));
    if (given == null) {
      throw new IllegalStateException(
          "the oracle returned null for instance '"
              + item.instance().id()
              + "'; it returns the answers that it has, possibly none");
    }
    Duration time = Duration.ofNanos(Math.max(1, nanos.getAsLong() - start));
    return given.stream().map(answer -> timed(answer, time)).toList();
  }

  /** A time that the oracle knows better is kept. */
  private static <A extends Annotation> Answer<A> timed(Answer<A> answer, Duration time) {
    return answer instanceof Answer.Given<A> given && given.time().isEmpty()
        ? new Answer.Given<>(given.id(), given.annotation(), Optional.of(time), given.annotator())
        : answer;
  }
}
