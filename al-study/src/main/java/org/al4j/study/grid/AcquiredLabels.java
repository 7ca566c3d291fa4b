package org.al4j.study.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.study.Task;

/**
 * Labels of one seed after each round, whoever chose them.
 *
 * @param folder of the run, and of what others make of its labels
 * @param seed of the run
 * @param counts how many there are after each round, in texts, or in tokens where a budget of
 *     tokens gave them
 * @param rounds what was labelled after each round, round 0 first, each with that of the rounds
 *     before
 * @param own the curve of the model that acquired; empty where none did
 * @param seconds to train and to choose, without the model that would make the next query
 * @param scoringSeconds of these, what it took to choose
 * @param <A> the kind of annotation
 */
public record AcquiredLabels<A extends Annotation>(
    String folder,
    long seed,
    List<Integer> counts,
    List<List<Labelled<A>>> rounds,
    Optional<SeedCurve> own,
    double seconds,
    double scoringSeconds) {
  /** Copies the lists. */
  public AcquiredLabels {
    counts = List.copyOf(counts);
    rounds = rounds.stream().map(List::copyOf).toList();
    if (counts.size() != rounds.size()) {
      throw new IllegalArgumentException(
          "counts must be as many as rounds: " + counts.size() + " for " + rounds.size());
    }
  }

  /**
   * Labels drawn at random, each larger number with the smaller ones' among them.
   *
   * @param folder of what is made of them: a name, as of an acquirer
   * @param counts ascending, the last at most the texts of the task
   */
  public static <A extends Annotation> AcquiredLabels<A> drawn(
      Task<A> task, String folder, List<Integer> counts, long seed) {
    AcquisitionGrid.requireFolderName(folder);
    int most = counts.get(counts.size() - 1);
    if (most > task.train().size()) {
      throw new IllegalArgumentException(
          "counts must be at most the " + task.train().size() + " texts, found " + most);
    }
    List<Labelled<A>> left = new ArrayList<>(task.train());
    var random = new Seeds(seed).generator("drawn labels", 0);
    for (int i = 0; i < most; i++) {
      int other = i + random.nextInt(left.size() - i);
      Labelled<A> swapped = left.set(i, left.get(other));
      left.set(other, swapped);
    }
    return new AcquiredLabels<>(
        folder + "-seed" + seed,
        seed,
        counts,
        counts.stream().map(n -> List.copyOf(left.subList(0, n))).toList(),
        Optional.empty(),
        0,
        0);
  }
}
