package org.al4j.core.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
      long start = nanos.getAsLong();
      Collection<Answer<A>> given = oracle.ask(new Query(query.round(), List.of(item)));
      Duration time = Duration.ofNanos(Math.max(1, nanos.getAsLong() - start));
      given.forEach(answer -> answers.add(timed(answer, time)));
    }
    return answers;
  }

  /** A time that the oracle knows better is kept. */
  private static <A extends Annotation> Answer<A> timed(Answer<A> answer, Duration time) {
    return answer instanceof Answer.Given<A> given && given.time().isEmpty()
        ? new Answer.Given<>(given.id(), given.annotation(), time)
        : answer;
  }
}
