package org.al4j.core.oracle;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;

/**
 * Who labels: a person, a service, or gold labels in a simulation.
 *
 * @param <A> the kind of annotation
 */
public interface Oracle<A extends Annotation> {
  /**
   * Labels what is asked. It may answer a part only, in any order; answers for what was not asked
   * are refused by the loop.
   */
  Collection<Answer<A>> ask(Query query);

  /**
   * An oracle that knows the gold annotations; instances without one are answered {@link
   * Answer.Failed}.
   */
  static <A extends Annotation> Oracle<A> gold(List<Labelled<A>> gold) {
    return gold(gold, instance -> Optional.empty());
  }

  /**
   * The same for data that tells how long people took, for example in an attribute of the instance.
   *
   * @param time of an instance, above 0; empty if it is not known
   */
  static <A extends Annotation> Oracle<A> gold(
      List<Labelled<A>> gold, Function<Instance, Optional<Duration>> time) {
    Map<String, Answer<A>> byId = new HashMap<>();
    for (Labelled<A> item : gold) {
      String id = item.instance().id();
      Answer<A> answer = new Answer.Given<>(id, item.annotation(), time.apply(item.instance()));
      Answer<A> other = byId.put(id, answer);
      if (other instanceof Answer.Given<A> given && !given.annotation().equals(item.annotation())) {
        throw new InvalidInputException(
            "gold annotations must be of one mind: instance '"
                + id
                + "' is "
                + given.annotation()
                + " and "
                + item.annotation());
      }
    }
    return query ->
        query.ids().stream()
            .map(id -> byId.getOrDefault(id, new Answer.Failed<>(id, "no gold annotation")))
            .toList();
  }

  /**
   * An oracle that asks {@code oracle} for one instance after the other and measures what each
   * takes: for one that shows a text to a person and waits. The answers come together when the last
   * was given. If {@code oracle} throws after others were answered, these are returned with an
   * {@link Answer.Failed} that says what it threw, and the rest is not asked this time; at the
   * first instance its exception is thrown on.
   */
  static <A extends Annotation> Oracle<A> measured(Oracle<A> oracle) {
    return new MeasuredOracle<>(oracle, System::nanoTime);
  }
}
