package org.al4j.core.loop;

import java.util.Comparator;
import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;

/**
 * What the models of a run are trained on, round by round.
 *
 * @param labels in the order in which they were given
 * @param marks one for each trained round, ascending
 */
record Lessons<A extends Annotation>(List<Labelled<A>> labels, List<Mark> marks) {
  /** A round and how many labels there were when its models were trained. */
  record Mark(int round, int labels) {}

  Lessons {
    labels = List.copyOf(labels);
    marks = List.copyOf(marks);
  }

  int size() {
    return marks.size();
  }

  int round(int lesson) {
    return marks.get(lesson).round();
  }

  /** The lesson of a round, or -1. */
  int of(int round) {
    for (int i = 0; i < size(); i++) {
      if (round(i) == round) {
        return i;
      }
    }
    return -1;
  }

  /** How many labels a lesson has. */
  int count(int lesson) {
    return marks.get(lesson).labels();
  }

  /** All labels of a lesson, ordered by id. */
  List<Labelled<A>> all(int lesson) {
    return between(0, marks.get(lesson).labels());
  }

  /** The labels of a lesson that the one before did not have, ordered by id. */
  List<Labelled<A>> fresh(int lesson) {
    return between(lesson == 0 ? 0 : marks.get(lesson - 1).labels(), marks.get(lesson).labels());
  }

  private List<Labelled<A>> between(int from, int to) {
    Comparator<Labelled<A>> byId = Comparator.comparing(item -> item.instance().id());
    return labels.subList(from, to).stream().sorted(byId).toList();
  }
}
