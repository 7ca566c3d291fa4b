package org.al4j.study;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.pool.Pool;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.read.Splits;
import org.al4j.metrics.Score;
import org.al4j.study.report.StudyResult;

/**
 * A labelled data set in two parts.
 *
 * @param name one line for reports
 * @param kind what its annotations are
 * @param train the pool, with the gold labels the oracle gives
 * @param test what models are measured on
 * @param labels all labels of both parts; none for numbers
 * @param notes what to know about the data before it is used, a line each
 * @param <A> the kind of annotation
 */
public record Task<A extends Annotation>(
    String name,
    Class<A> kind,
    List<Labelled<A>> train,
    List<Labelled<A>> test,
    LabelSpace labels,
    List<String> notes) {
  /**
   * Copies the lists.
   *
   * @throws InvalidInputException if no study is of this kind, or an annotation is not of the
   *     labels
   */
  public Task {
    TaskKind.of(kind);
    train = List.copyOf(train);
    test = List.copyOf(test);
    notes = List.copyOf(notes);
    requireLabels(train, labels);
    requireLabels(test, labels);
  }

  private static void requireLabels(List<? extends Labelled<?>> items, LabelSpace labels) {
    for (Labelled<?> item : items) {
      labels
          .refusal(item.instance(), item.annotation())
          .ifPresent(
              why -> {
                throw new InvalidInputException("instance '" + item.instance().id() + "': " + why);
              });
    }
  }

  /** A task of one class a text with nothing to know about its data. */
  public static Task<ClassLabel> ofClasses(
      String name,
      List<Labelled<ClassLabel>> train,
      List<Labelled<ClassLabel>> test,
      LabelSpace labels) {
    return new Task<>(name, ClassLabel.class, train, test, labels, List.of());
  }

  /**
   * Reads a data set of one class a text: a file or folder in any of the formats that {@link
   * org.al4j.core.read.Datasets} knows, with columns {@code text} and {@code label}. Where there is
   * no test part, a fifth of the texts is split off, always the same.
   *
   * @throws InvalidInputException if it is missing, malformed, or has not two classes
   */
  public static Task<ClassLabel> read(Path data) {
    return read(data, LabelFormat.classLabel());
  }

  /** The same with labels of any kind that a study has. */
  public static <A extends Annotation> Task<A> read(Path data, LabelFormat<A> labels) {
    Splits<A> splits = Datasets.open(data, Optional.empty(), ReadOptions.DEFAULT, labels);
    return of(String.valueOf(data.getFileName()), labels.kind(), splits);
  }

  /**
   * A data set that was read or made elsewhere, split as {@link #read} does.
   *
   * @param name one line for reports
   * @throws InvalidInputException if nothing can be learnt from it
   */
  public static <A extends Annotation> Task<A> of(String name, Class<A> kind, Splits<A> splits) {
    return TaskLoader.task(name, kind, splits, TaskLoader.TEST_SHARE, false);
  }

  /** The same with other parts. */
  public Task<A> with(String newName, List<Labelled<A>> newTrain, List<Labelled<A>> newTest) {
    return new Task<>(newName, kind, newTrain, newTest, labels, notes);
  }

  /** How models are measured on the test part. */
  public Evaluator<A> evaluator() {
    return about().measure().evaluator(test);
  }

  /** The score by which strategies are compared. */
  public Score score() {
    return about().measure().main();
  }

  /** What is particular to its kind of annotation. */
  TaskKind<A> about() {
    return TaskKind.of(kind);
  }

  /** A pool of all train texts, none labelled. */
  public Pool<A> pool() {
    return Pool.unlabelled(Corpus.of(train.stream().map(Labelled::instance).toList()));
  }

  /** The gold annotation of each train text by id. */
  Map<String, A> gold() {
    Map<String, A> gold = new TreeMap<>();
    train.forEach(item -> gold.put(item.instance().id(), item.annotation()));
    return gold;
  }

  /** The classes and how many texts of both parts have them; none for numbers. */
  StudyResult.Classes classes() {
    return new StudyResult.Classes(about().classes(labels), counts(train), counts(test));
  }

  private List<Integer> counts(List<Labelled<A>> items) {
    List<String> names = about().classes(labels);
    Integer[] counts = new Integer[names.size()];
    Arrays.fill(counts, 0);
    items.stream()
        .flatMap(item -> about().classes(item.annotation()).stream())
        .forEach(name -> counts[names.indexOf(name)]++);
    return List.of(counts);
  }
}
