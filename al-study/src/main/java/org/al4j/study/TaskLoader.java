package org.al4j.study;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.read.Splits;

/** Reads a data set for a study, and splits a test part off where it has none. */
public final class TaskLoader {
  /** The share that is split off where nothing else is said. */
  static final double TEST_SHARE = 0.2;

  private TaskLoader() {}

  /**
   * Reads the parts with labels as the source says. Texts without a label are left out, as gold
   * labels answer the queries.
   *
   * @throws InvalidInputException if a file is missing, empty or malformed, or the test share
   *     leaves a part empty
   */
  public static Task<?> load(TaskSource source) {
    return load(source, source.labelReading().format());
  }

  /** The same with labels of a known kind, whatever the source says of them. */
  public static <A extends Annotation> Task<A> load(TaskSource source, LabelFormat<A> labels) {
    double share = source.testShare();
    if (!(share > 0 && share < 1)) {
      throw InvalidInputException.ofSettings(
          "{testShare} must lie between 0 and 1, found %s", share);
    }
    Path path = path(source.path());
    Optional<Path> testPath = Optional.ofNullable(source.test()).map(TaskLoader::path);
    Splits<A> splits = Datasets.open(path, testPath, options(source), labels);
    requireLearnable(path.toString(), labels.kind(), splits.train());
    if (source.test() != null && tested(splits).isEmpty()) {
      throw new InvalidInputException(source.test() + " has no labels to test on");
    }
    Task<A> task =
        task(
            String.valueOf(path.getFileName()),
            labels.kind(),
            splits,
            share,
            source.labelReading().isEmptyASet());
    return source.pool() == null ? task : sample(task, source.pool());
  }

  /** The parts of a data set; a test part is split off where there is none. */
  static <A extends Annotation> Task<A> task(
      String name, Class<A> kind, Splits<A> splits, double share, boolean emptySets) {
    Dataset<A> train = splits.train();
    requireLearnable(name, kind, train);
    List<String> notes = DataNotes.of(splits, emptySets);
    Optional<Dataset<A>> test = tested(splits);
    test.ifPresent(part -> TestClasses.require(train, part));
    Task<A> whole = new Task<>(name, kind, train.items(), List.of(), train.labels(), notes);
    return test.map(part -> whole.with(name, train.items(), part.items()))
        .orElseGet(() -> split(whole, share));
  }

  private static <A extends Annotation> void requireLearnable(
      String name, Class<A> kind, Dataset<A> train) {
    TaskKind.of(kind)
        .refusal(train)
        .ifPresent(
            why -> {
              throw new InvalidInputException(name + " " + why);
            });
  }

  private static <A extends Annotation> Optional<Dataset<A>> tested(Splits<A> splits) {
    return splits.test().filter(part -> !part.items().isEmpty());
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidInputException("'" + text + "' can be the name of no file here", e);
    }
  }

  private static ReadOptions options(TaskSource source) {
    Reading reading = source.reading() == null ? Reading.DEFAULT : source.reading();
    return reading.with(
        new Columns(
            source.textColumn(), source.labelColumn(), Optional.ofNullable(source.idColumn())));
  }

  /** Takes a part of the train texts at random, always the same. */
  private static <A extends Annotation> Task<A> sample(Task<A> task, int wanted) {
    int left = task.train().size();
    if (wanted < 1 || wanted > left) {
      throw InvalidInputException.ofSettings(
          "{pool} must lie between 1 and the %s train texts, found %s", left, wanted);
    }
    RandomGenerator random = new Seeds(0).generator("pool sample", 0);
    List<Labelled<A>> taken = new ArrayList<>();
    for (Labelled<A> item : task.train()) {
      if (random.nextInt(left--) < wanted - taken.size()) {
        taken.add(item);
      }
    }
    String note = task.name() + " (" + wanted + " of " + task.train().size() + " train texts)";
    return task.with(note, taken, task.test());
  }

  /**
   * Splits at random, always the same way: the items are ordered by id. Equal texts go to one side,
   * as a model would be tested on what it was trained on.
   */
  private static <A extends Annotation> Task<A> split(Task<A> all, double share) {
    List<Labelled<A>> train = new ArrayList<>();
    List<Labelled<A>> test = new ArrayList<>();
    Map<String, Integer> sizes = new HashMap<>();
    all.train().forEach(item -> sizes.merge(item.instance().textKey(), 1, Integer::sum));
    int left = all.train().size();
    int wanted = (int) Math.round(share * left);
    RandomGenerator random = new Seeds(0).generator("test split", 0);
    Map<String, Boolean> tested = new HashMap<>();
    int taken = 0;
    for (Labelled<A> item : all.train()) {
      String text = item.instance().textKey();
      Boolean chosen = tested.get(text);
      if (chosen == null) {
        chosen = random.nextInt(left) < wanted - taken;
        tested.put(text, chosen);
        int size = sizes.getOrDefault(text, 0);
        left -= size;
        taken += chosen ? size : 0;
      }
      (chosen ? test : train).add(item);
    }
    if (train.isEmpty() || test.isEmpty()) {
      throw InvalidInputException.ofSettings(
          "{testShare} %s of %s texts, %s of them different, leaves a part empty; give {test}",
          share, all.train().size(), sizes.size());
    }
    String note =
        String.format(Locale.ROOT, "%s (%.0f %% split off as test part)", all.name(), 100 * share);
    return all.with(note, train, test);
  }
}
