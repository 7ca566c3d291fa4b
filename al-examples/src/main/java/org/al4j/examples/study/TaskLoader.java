package org.al4j.examples.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.read.Splits;

/** Reads a data set for a study, and splits a test part off where it has none. */
public final class TaskLoader {
  private TaskLoader() {}

  /**
   * Reads the parts.
   *
   * @throws InvalidInputException if a file is missing, empty or malformed, or the test share
   *     leaves a part empty
   */
  public static Task load(StudySettings.DataSource source) {
    double share = source.testShare();
    if (!(share > 0 && share < 1)) {
      throw new InvalidInputException("--test-share must lie between 0 and 1, found " + share);
    }
    Columns columns =
        new Columns(
            source.textColumn(), source.labelColumn(), Optional.ofNullable(source.idColumn()));
    Path path = Path.of(source.path());
    Splits splits =
        Datasets.open(
            path, Optional.ofNullable(source.test()).map(Path::of), ReadOptions.of(columns));
    String name = String.valueOf(path.getFileName());
    Dataset<ClassLabel> train = splits.train();
    if (train.labels().size() < 2) {
      throw new InvalidInputException(
          path + " must have at least two labels, found only " + train.labels());
    }
    Task task =
        splits
            .test()
            .map(test -> new Task(name, train.items(), test.items(), train.labels()))
            .orElseGet(() -> split(name, train, share));
    return source.pool() == null ? task : sample(task, source.pool());
  }

  /** Takes a part of the train texts at random, always the same. */
  private static Task sample(Task task, int wanted) {
    int left = task.train().size();
    if (wanted < 1 || wanted > left) {
      throw new InvalidInputException(
          "--pool must lie between 1 and the " + left + " train texts, found " + wanted);
    }
    RandomGenerator random = new Seeds(0).generator("pool sample", 0);
    List<Labelled<ClassLabel>> taken = new ArrayList<>();
    for (Labelled<ClassLabel> item : task.train()) {
      if (random.nextInt(left--) < wanted - taken.size()) {
        taken.add(item);
      }
    }
    String note = task.name() + " (" + wanted + " of " + task.train().size() + " train texts)";
    return new Task(note, taken, task.test(), task.labels());
  }

  /** Splits at random, always the same way: the items are ordered by id. */
  private static Task split(String name, Dataset<ClassLabel> all, double share) {
    List<Labelled<ClassLabel>> train = new ArrayList<>();
    List<Labelled<ClassLabel>> test = new ArrayList<>();
    int left = all.items().size();
    int wanted = (int) Math.round(share * left);
    if (wanted == 0 || wanted == left) {
      throw new InvalidInputException(
          "--test-share "
              + share
              + " of "
              + left
              + " texts leaves a part empty; give --test or more texts");
    }
    RandomGenerator random = new Seeds(0).generator("test split", 0);
    for (Labelled<ClassLabel> item : all.items()) {
      boolean chosen = random.nextInt(left--) < wanted - test.size();
      (chosen ? test : train).add(item);
    }
    String note =
        String.format(Locale.ROOT, "%s (%.0f %% split off as test part)", name, 100 * share);
    return new Task(note, train, test, all.labels());
  }
}
