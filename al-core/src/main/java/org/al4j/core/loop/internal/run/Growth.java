package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;

/** What a pool grows by. */
public final class Growth {
  private Growth() {}

  /** The instances that are not there yet, ordered by id. */
  public static <A extends Annotation> List<Instance> of(
      RunState<A> state, Collection<Instance> instances) {
    Map<String, Instance> fresh = new TreeMap<>();
    for (Instance instance : instances) {
      String id = instance.id();
      if (state.book().people().known(id).isPresent()) {
        throw refused(id, "is a known item of the qualification; give it another id");
      }
      Instance before =
          state.ordinal(id) >= 0 ? state.instance(id) : fresh.getOrDefault(id, instance);
      if (!before.equals(instance)) {
        throw refused(id, "is in the pool with another content; give the new one another id");
      }
      if (state.ordinal(id) < 0) {
        fresh.put(id, instance);
      }
    }
    return new ArrayList<>(fresh.values());
  }

  private static InvalidInputException refused(String id, String why) {
    return new InvalidInputException("the pool cannot grow by '" + id + "': it " + why);
  }
}
