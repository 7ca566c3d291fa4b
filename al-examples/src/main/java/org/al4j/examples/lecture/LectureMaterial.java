package org.al4j.examples.lecture;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.study.Task;

/**
 * The data, and what some strategies want beside it: labelled texts to see where a model is wrong,
 * and texts of the domain that is aimed at. Neither is in the pool.
 *
 * @param task without the other two
 * @param validation with their labels, which the others do without
 * @param target texts of the same source as the pool, as there is no other domain
 * @param words the median number of words of a text of the pool
 */
public record LectureMaterial(
    Task<ClassLabel> task,
    List<Labelled<ClassLabel>> validation,
    List<Instance> target,
    int words) {
  private static final int LEAST = 10;

  /** Copies the lists. */
  public LectureMaterial {
    validation = List.copyOf(validation);
    target = List.copyOf(target);
  }

  /**
   * Takes the two from the train part, at random, always the same.
   *
   * @param texts how many of each
   * @throws InvalidInputException if fewer than half of the texts would be left
   */
  public static LectureMaterial of(Task<ClassLabel> whole, int texts) {
    List<Labelled<ClassLabel>> left = new ArrayList<>(whole.train());
    if (texts < 1 || 4L * texts > left.size() || left.size() < LEAST) {
      throw new InvalidInputException(
          "the data must have at least "
              + Math.max(LEAST, 4L * texts)
              + " texts, so that "
              + texts
              + " can be set aside twice; found "
              + left.size());
    }
    RandomGenerator random = new Seeds(0).generator("lecture", 0);
    List<Labelled<ClassLabel>> validation = take(left, texts, random);
    List<Instance> target = take(left, texts, random).stream().map(Labelled::instance).toList();
    int[] words = left.stream().mapToInt(item -> words(item.instance())).sorted().toArray();
    return new LectureMaterial(
        whole.with(whole.name(), left, whole.test()), validation, target, words[words.length / 2]);
  }

  private static List<Labelled<ClassLabel>> take(
      List<Labelled<ClassLabel>> left, int texts, RandomGenerator random) {
    List<Labelled<ClassLabel>> taken = new ArrayList<>();
    for (int i = 0; i < texts; i++) {
      taken.add(left.remove(random.nextInt(left.size())));
    }
    return taken;
  }

  private static int words(Instance instance) {
    return instance.text().strip().split("\\s+", -1).length;
  }

  /**
   * The two most frequent classes alone, on which all four uncertainties rank alike.
   *
   * @throws InvalidInputException if there are fewer than two classes
   */
  public Task<ClassLabel> twoClasses() {
    List<String> frequent =
        task.labels().names().stream()
            .sorted((a, b) -> Long.compare(count(b), count(a)))
            .limit(2)
            .toList();
    if (frequent.size() < 2) {
      throw new InvalidInputException("the data must have at least two classes");
    }
    return Task.ofClasses(
        task.name() + ", two classes",
        of(frequent, task.train()),
        of(frequent, task.test()),
        LabelSpace.sorted(frequent));
  }

  private long count(String label) {
    return task.train().stream().filter(item -> item.annotation().name().equals(label)).count();
  }

  private static List<Labelled<ClassLabel>> of(
      List<String> labels, List<Labelled<ClassLabel>> items) {
    return items.stream().filter(item -> labels.contains(item.annotation().name())).toList();
  }
}
