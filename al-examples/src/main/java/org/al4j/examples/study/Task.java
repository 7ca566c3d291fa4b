package org.al4j.examples.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;
import org.al4j.examples.report.Study;

/**
 * A labelled data set in two parts.
 *
 * @param name one line for reports
 * @param train the pool, with the gold labels the oracle gives
 * @param test what models are measured on
 * @param labels all labels of both parts
 * @param notes what to know about the data before it is used, a line each
 */
public record Task(
    String name,
    List<Labelled<ClassLabel>> train,
    List<Labelled<ClassLabel>> test,
    LabelSpace labels,
    List<String> notes) {
  /** Copies the lists. */
  public Task {
    train = List.copyOf(train);
    test = List.copyOf(test);
    notes = List.copyOf(notes);
  }

  /** A task with nothing to know about its data. */
  public Task(
      String name,
      List<Labelled<ClassLabel>> train,
      List<Labelled<ClassLabel>> test,
      LabelSpace labels) {
    this(name, train, test, labels, List.of());
  }

  /** A pool of all train texts, none labelled. */
  Pool<ClassLabel> pool() {
    return Pool.unlabelled(Corpus.of(train.stream().map(Labelled::instance).toList()));
  }

  /** The gold label of each train text by id. */
  Map<String, String> gold() {
    Map<String, String> gold = new TreeMap<>();
    train.forEach(item -> gold.put(item.instance().id(), item.annotation().name()));
    return gold;
  }

  /** The classes and how frequent they are in both parts. */
  Study.Classes classes() {
    return new Study.Classes(labels.names(), counts(train), counts(test));
  }

  private List<Integer> counts(List<Labelled<ClassLabel>> items) {
    Integer[] counts = new Integer[labels.size()];
    Arrays.fill(counts, 0);
    items.forEach(item -> counts[labels.index(item.annotation().name())]++);
    return List.of(counts);
  }
}
