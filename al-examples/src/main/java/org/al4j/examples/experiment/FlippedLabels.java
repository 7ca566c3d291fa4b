package org.al4j.examples.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.study.Task;

/**
 * A task of which some labels of the train part were replaced by another class at random.
 *
 * @param flipped ids of the texts whose label is wrong now
 */
record FlippedLabels(Task<ClassLabel> task, Set<String> flipped) {
  /** Copies the set. */
  FlippedLabels {
    flipped = Set.copyOf(flipped);
  }

  /**
   * Flips labels, each text as likely as another, to each other class as likely as another.
   *
   * @param share of the train texts, in (0, 1); rounded down to whole texts
   */
  static FlippedLabels of(Task<ClassLabel> task, double share, long seed) {
    RandomGenerator random = new Seeds(seed).generator("flipped labels", 0);
    int left = task.train().size();
    int wanted = (int) (share * left);
    List<Labelled<ClassLabel>> train = new ArrayList<>();
    Set<String> flipped = new HashSet<>();
    for (Labelled<ClassLabel> item : task.train()) {
      boolean taken = random.nextInt(left--) < wanted - flipped.size();
      if (taken) {
        flipped.add(item.instance().id());
      }
      train.add(
          taken
              ? new Labelled<>(item.instance(), other(item.annotation(), task.labels(), random))
              : item);
    }
    return new FlippedLabels(task.with(task.name(), train, task.test()), flipped);
  }

  private static ClassLabel other(ClassLabel label, LabelSpace labels, RandomGenerator random) {
    int place = random.nextInt(labels.size() - 1);
    return new ClassLabel(labels.name(place < labels.index(label.name()) ? place : place + 1));
  }
}
