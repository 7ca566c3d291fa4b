package org.al4j.core.oracle;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Annotation;
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
    Map<String, A> byId = new HashMap<>();
    gold.forEach(item -> byId.put(item.instance().id(), item.annotation()));
    return query -> query.ids().stream().map(id -> answer(id, byId)).toList();
  }

  private static <A extends Annotation> Answer<A> answer(String id, Map<String, A> gold) {
    A annotation = gold.get(id);
    return annotation == null
        ? new Answer.Failed<>(id, "no gold annotation")
        : new Answer.Given<>(id, annotation);
  }
}
