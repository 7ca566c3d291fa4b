package org.al4j.examples.paper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.distil.DistillationLoss;
import org.al4j.models.distil.DistillationSettings;
import org.al4j.models.distil.StudentLayers;
import org.al4j.models.distil.StudentSchedule;
import org.al4j.study.Task;

/**
 * Students of a successor, distilled here on the texts without their labels: some that differ in
 * what they learn, and some that differ in their layers.
 *
 * @param elaborate what they learn, simplest first
 * @param sizes their layers, smallest first, taught by the simplest
 * @param layers of those that differ in what they learn
 */
record ReuseStudents(List<String> elaborate, List<Integer> sizes, int layers) {
  /** Ever more elaborate: as DistilBERT's without words, and on to TinyBERT's. */
  private static final Map<String, Map<DistillationLoss, Double>> LOSSES =
      Map.of(
          "cosine",
          Map.of(DistillationLoss.COSINE, 1.0),
          "hidden",
          Map.of(DistillationLoss.COSINE, 1.0, DistillationLoss.HIDDEN, 1.0),
          "attention",
          Map.of(
              DistillationLoss.COSINE,
              1.0,
              DistillationLoss.HIDDEN,
              1.0,
              DistillationLoss.EMBEDDING,
              1.0,
              DistillationLoss.ATTENTION,
              1.0));

  private static final List<String> ORDER = List.of("cosine", "hidden", "attention");
  private static final double RATE = 5e-4;
  private static final int BATCH = 16;

  /** What a student begins and is taught with. */
  private record Lesson(String losses, int layers) {
    String title() {
      return "student-" + losses + "-" + layers;
    }
  }

  /**
   * Refuses losses that are not known, and any order but from the simplest and the smallest on.
   *
   * @param teacher a checkpoint, by folder or name
   */
  static ReuseStudents of(String teacher, List<String> elaborate, List<Integer> sizes) {
    for (String one : elaborate) {
      if (!LOSSES.containsKey(one)) {
        throw new InvalidInputException(
            "--students must be of cosine, hidden and attention, found '" + one + "'");
      }
    }
    requireAscending("--students", elaborate.stream().map(ORDER::indexOf).toList(), elaborate);
    requireAscending("--sizes", sizes, sizes);
    try (Checkpoint checkpoint = Checkpoint.open(Checkpoints.folder(teacher))) {
      return new ReuseStudents(elaborate, sizes, Math.max(1, checkpoint.config().layers() / 2));
    }
  }

  private static void requireAscending(String option, List<Integer> places, List<?> found) {
    for (int i = 1; i < places.size(); i++) {
      if (places.get(i) <= places.get(i - 1)) {
        throw new InvalidInputException(
            option + " must begin with the simplest or smallest, each once, found " + found);
      }
    }
  }

  /** A number of layers. */
  static int number(String layers) {
    if (!layers.matches("[1-9][0-9]{0,2}")) {
      throw new InvalidInputException(
          "--sizes must be numbers of layers from 1 on, found '" + layers + "'");
    }
    return Integer.parseInt(layers);
  }

  /** Their titles where what they learn differs, simplest first. */
  List<String> elaborateTitles() {
    return elaborate.stream().map(one -> new Lesson(one, layers).title()).toList();
  }

  /** Their titles where their layers differ, smallest first. */
  List<String> sizeTitles() {
    return sizes.stream().map(n -> new Lesson("cosine", n).title()).toList();
  }

  /** All of them, each once. */
  List<String> titles() {
    List<String> all = new ArrayList<>(elaborateTitles());
    sizeTitles().stream().filter(title -> !all.contains(title)).forEach(all::add);
    return all;
  }

  /**
   * Makes those that are not there.
   *
   * @param epochs over the texts
   * @param tokens where a text is cut
   * @return their folders by title
   * @throws InvalidInputException if a folder has a student that was taught otherwise
   */
  Map<String, Path> make(String teacher, Task<?> task, int epochs, int tokens, Path dir) {
    List<Lesson> lessons = new ArrayList<>();
    elaborate.forEach(one -> lessons.add(new Lesson(one, layers)));
    sizes.forEach(n -> lessons.add(new Lesson("cosine", n)));
    List<Instance> texts = task.train().stream().<Instance>map(Labelled::instance).toList();
    StudentSchedule schedule =
        StudentSchedule.DEFAULT
            .withEpochs(epochs)
            .withLearningRate(RATE)
            .withBatch(BATCH)
            .withMaxLength(tokens);
    Map<String, Path> folders = new LinkedHashMap<>();
    for (Lesson lesson : lessons) {
      Path folder = dir.resolve(lesson.title());
      if (folders.put(lesson.title(), folder) == null) {
        DistillationSettings settings =
            DistillationSettings.DEFAULT
                .withLayers(StudentLayers.evenly(lesson.layers()))
                .withLosses(LOSSES.getOrDefault(lesson.losses(), Map.of()))
                .withTraining(schedule);
        TaughtOnce.student(Checkpoints.folder(teacher), settings, texts, folder);
      }
    }
    return folders;
  }
}
