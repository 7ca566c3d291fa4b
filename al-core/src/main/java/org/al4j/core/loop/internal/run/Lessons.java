package org.al4j.core.loop.internal.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the models of a run are trained on, round by round.
 *
 * @param changes of labels, in the order in which they were made
 * @param marks one for each trained round, ascending
 */
public record Lessons<A extends Annotation>(List<Change<A>> changes, List<Mark> marks) {
  /** A round, and how many changes were made and labels there when its models were trained. */
  record Mark(int round, int changes, int labels) {
    static Mark of(RunEvent.Trained done) {
      return new Mark(done.iteration().round(), done.changes(), done.iteration().labelled());
    }
  }

  /** An instance's next label; null if it has none any more. */
  public record Change<A extends Annotation>(Instance instance, @Nullable A annotation) {}

  public Lessons {
    changes = List.copyOf(changes);
    marks = List.copyOf(marks);
  }

  public int size() {
    return marks.size();
  }

  public int round(int lesson) {
    return marks.get(lesson).round();
  }

  /** The lesson of a round, or -1. */
  public int of(int round) {
    for (int i = 0; i < size(); i++) {
      if (round(i) == round) {
        return i;
      }
    }
    return -1;
  }

  /** How many labels a lesson has. */
  public int count(int lesson) {
    return marks.get(lesson).labels();
  }

  /** How many changes a lesson knows of. */
  public int changes(int lesson) {
    return marks.get(lesson).changes();
  }

  /** All labels of a lesson, ordered by id. */
  public List<Labelled<A>> all(int lesson) {
    return List.copyOf(labels(changes(lesson)).values());
  }

  /** The labels of a lesson that the one before did not have or had otherwise, ordered by id. */
  public List<Labelled<A>> fresh(int lesson) {
    Map<String, Labelled<A>> before = lesson == 0 ? Map.of() : labels(changes(lesson - 1));
    Map<String, Labelled<A>> now = new TreeMap<>(touched(lesson));
    now.values().removeIf(item -> item.equals(before.get(item.instance().id())));
    return List.copyOf(now.values());
  }

  private Map<String, Labelled<A>> touched(int lesson) {
    return fold(lesson == 0 ? 0 : changes(lesson - 1), changes(lesson));
  }

  private Map<String, Labelled<A>> labels(int to) {
    return fold(0, to);
  }

  /** What changes leave, by id. */
  private Map<String, Labelled<A>> fold(int from, int to) {
    Map<String, Labelled<A>> labels = new HashMap<>();
    for (Change<A> change : changes.subList(from, to)) {
      String id = change.instance().id();
      if (change.annotation() == null) {
        labels.remove(id);
      } else {
        labels.put(id, new Labelled<>(change.instance(), change.annotation()));
      }
    }
    return new TreeMap<>(labels);
  }
}
