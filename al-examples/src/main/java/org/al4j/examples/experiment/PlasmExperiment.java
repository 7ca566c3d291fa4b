package org.al4j.examples.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.read.LabelFormat;
import org.al4j.examples.checkpoint.RandomCheckpoint;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.strategies.Strategies;
import org.al4j.study.Task;
import org.al4j.study.settings.QuerySizes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A small student acquires labels; successors of several kinds are trained on random labels, on
 * labels they acquired themselves, on the student's, and on the student's with a teacher's
 * pseudo-labels (PLASM, figures 3 and 8 to 10).
 */
@Command(
    name = "PlasmExperiment",
    description = "Pseudo-labelling for acquisition-successor mismatch.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlasmExperiment implements Callable<Integer> {
  private static final int LAYERS = 2;
  private static final int HIDDEN = 64;
  private static final int HEADS = 2;

  @Spec private CommandSpec spec;
  @Mixin private Setting setting = new Setting();
  @Mixin private AcquisitionOptions acquisition = new AcquisitionOptions(50, 5);

  @Option(
      names = "--labels",
      paramLabel = "KIND",
      defaultValue = "class",
      description = "class, or tags of words (default: ${DEFAULT-VALUE}).")
  private String labels = "";

  @Option(
      names = "--student",
      paramLabel = "DIR|tfidf",
      required = true,
      description = "Who acquires: a checkpoint, or a learner such as tfidf.")
  private String student = "";

  @Option(
      names = "--teacher",
      paramLabel = "DIR|tfidf",
      required = true,
      description = "Who gives pseudo-labels: a checkpoint, or a learner such as tfidf.")
  private String teacher = "";

  @Option(
      names = "--successors",
      paramLabel = "NAME,...",
      defaultValue = "teacher,random-bert,tfidf",
      description =
          "Of teacher (the same kind), random-bert (2 x 64, never trained, the teacher's"
              + " vocabulary), checkpoints, or learners with their parameters (default:"
              + " ${DEFAULT-VALUE}; for tags name others than tfidf).")
  private String successors = "";

  @Option(
      names = "--pool",
      defaultValue = "2000",
      description = "Train texts taken at random (default: ${DEFAULT-VALUE}).")
  private int pool = 2000;

  @Option(
      names = "--rows",
      paramLabel = "NAME,...",
      defaultValue = "random,itself,student,pseudo,confident",
      description =
          "Where a successor's labels come from (default: ${DEFAULT-VALUE}). random, itself, student:"
              + " who chose them. Besides the student's, pseudo-labels of the teacher: pseudo, all of"
              + " them; confident and tracin, without the least reliable; tracin takes a training"
              + " pass over the pool for each of three epochs. by-student, by-itself: pseudo-labels"
              + " of the student or the successor. all: every row.")
  private String rows = "";

  @Option(
      names = "--drop",
      paramLabel = "X",
      description =
          "Share of the pseudo-labels that confident and tracin drop (default: the teacher's error"
              + " on a tenth of the gold labels).")
  private @Nullable Double drop;

  private final long start = System.nanoTime();

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new PlasmExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    PlasmChoice choice =
        PlasmChoice.of(rows, drop == null ? OptionalDouble.empty() : OptionalDouble.of(drop));
    switch (labels) {
      case "class" -> run(setting.task(pool, LabelFormat.classLabel()), choice);
      case "tags" -> run(setting.task(pool, LabelFormat.tags()), choice);
      default ->
          throw new InvalidInputException("--labels must be class or tags, found '" + labels + "'");
    }
    return 0;
  }

  private <A extends Annotation> void run(Task<A> task, PlasmChoice choice) throws IOException {
    List<Instance> texts = task.train().stream().<Instance>map(Labelled::instance).toList();
    QuerySizes sizes = acquisition.sizes(texts);
    PlasmRuns<A> runs =
        new PlasmRuns<>(
            task,
            new PlasmRuns.Acquisition(sizes, acquisition.rounds()),
            setting.run().out().resolve("runs"));
    PlasmTable table = new PlasmTable(task.score().name());
    PlasmRows<A> measured = new PlasmRows<>(runs, choice, table, this::say);
    try (OpenLearners<A> models = new OpenLearners<>(runs.acquisition().labels())) {
      Learner<A, ActiveModel<A>> acquiring = models.add(setting.learner(student, task.kind()));
      Learner<A, ActiveModel<A>> teaching =
          models.addTeacher(setting.learner(teacher, task.kind()));
      choice.require(teaching);
      List<PlasmRows.Successor<A>> trained = new ArrayList<>();
      for (String name : Strategies.split(successors)) {
        trained.add(
            new PlasmRows.Successor<>(
                title(name), models.add(setting.learner(model(name), task.kind()))));
      }
      for (int seed : setting.run().allSeeds()) {
        PlasmRuns.Acquired<A> gold = runs.acquire("acquire-student", acquiring, seed);
        models.shareFitsOn(gold.pool().labelledCount());
        say("student acquired, seed " + seed);
        PlasmRows.Given<A> given = new PlasmRows.Given<>(gold, seed, acquiring, teaching);
        trained.forEach(successor -> measured.measure(successor, given));
      }
    }
    print(table, sizes.tokens());
  }

  private void print(PlasmTable table, boolean tokens) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(table.markdown());
    if (labels.equals("tags")) {
      out.println(
          "gold: sentences"
              + (tokens ? ", which the budget of tokens gave with the first seed" : "")
              + "; pseudo: spans");
    }
    out.println(
        "train s: a teacher is trained once for all successors of a seed, for tracin once for each;"
            + " its time stands with the first");
    out.printf(Locale.ROOT, "wall time %.0f s%n", seconds());
  }

  private String title(String name) {
    return switch (name) {
      case "teacher" -> teacherName() + " (the teacher's kind)";
      case "random-bert" -> "BERT " + LAYERS + " x " + HIDDEN + ", random weights";
      case "tfidf" -> "TF-IDF";
      default -> name;
    };
  }

  /** Of a folder its last part: a learner's parameters may hold paths too. */
  private String teacherName() {
    Path folder = Path.of(teacher);
    return Files.isDirectory(folder) ? folder.getFileName().toString() : teacher;
  }

  private String model(String name) throws IOException {
    if (name.equals("teacher")) {
      return teacher;
    }
    if (!name.equals("random-bert")) {
      return name;
    }
    Path dir = setting.run().out().resolve("checkpoints").resolve("bert-" + LAYERS + "x" + HIDDEN);
    RandomCheckpoint.write(dir, Checkpoints.folder(teacher), LAYERS, HIDDEN, HEADS);
    return dir.toString();
  }

  private void say(String what) {
    spec.commandLine().getErr().printf(Locale.ROOT, "%4.0f s, %s%n", seconds(), what);
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
