package org.al4j.examples.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.plasm.PseudoLabelFilter;
import org.al4j.study.Task;
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
              + " vocabulary), checkpoints, or learners such as tfidf (default: ${DEFAULT-VALUE}).")
  private String successors = "";

  @Option(
      names = "--pool",
      defaultValue = "2000",
      description = "Train texts taken at random (default: ${DEFAULT-VALUE}).")
  private int pool = 2000;

  @Option(names = "--initial", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
  private int initial = 50;

  @Option(names = "--batch", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
  private int batch = 50;

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  private final PlasmTable table = new PlasmTable();
  private final long start = System.nanoTime();

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new PlasmExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Task<ClassLabel> task = setting.task(pool);
    PlasmRuns runs =
        new PlasmRuns(
            task, new PlasmRuns.Acquisition(initial, batch, rounds), setting.out().resolve("runs"));
    try (OpenLearners models = new OpenLearners(runs.acquisition().labels())) {
      Learner<ClassLabel, ActiveModel<ClassLabel>> acquiring = models.add(setting.learner(student));
      Learner<ClassLabel, ActiveModel<ClassLabel>> teaching = models.add(setting.learner(teacher));
      Map<String, Learner<ClassLabel, ActiveModel<ClassLabel>>> trained = new LinkedHashMap<>();
      for (String name : Strategies.split(successors)) {
        trained.put(title(name), models.add(setting.learner(model(name))));
      }
      for (int seed : setting.allSeeds()) {
        PlasmRuns.Acquired labels = runs.acquire("acquire-student", acquiring, seed);
        say("student acquired, seed " + seed);
        for (Map.Entry<String, Learner<ClassLabel, ActiveModel<ClassLabel>>> successor :
            trained.entrySet()) {
          Parts parts =
              new Parts(
                  runs, successor.getKey(), new PlasmRuns.Teaching(teaching, successor.getValue()));
          parts.measure(labels, seed);
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(table.markdown());
    out.println(
        "train s: a teacher is trained once for all successors of a seed; its time stands with the"
            + " first");
    out.printf(Locale.ROOT, "wall time %.0f s%n", seconds());
    return 0;
  }

  /** One successor's measurements. */
  private final class Parts {
    private final PlasmRuns runs;
    private final String name;
    private final PlasmRuns.Teaching teaching;

    Parts(PlasmRuns runs, String name, PlasmRuns.Teaching teaching) {
      this.runs = runs;
      this.name = name;
      this.teaching = teaching;
    }

    void measure(PlasmRuns.Acquired labels, int seed) {
      String folder = name.replaceAll("[^A-Za-z0-9.-]", "_");
      PlasmRuns.Gold gold = new PlasmRuns.Gold(labels.pool(), seed);
      Learner<ClassLabel, ActiveModel<ClassLabel>> successor = teaching.successor();
      add(PlasmTable.Source.RANDOM, Double.NaN, runs.random("random-" + folder, successor, seed));
      PlasmRuns.Acquired own = runs.acquire("acquire-" + folder, successor, seed);
      add(
          PlasmTable.Source.SELF,
          own.seconds(),
          runs.onGold("self-" + folder, successor, new PlasmRuns.Gold(own.pool(), seed)));
      add(
          PlasmTable.Source.MISMATCH,
          labels.seconds(),
          runs.onGold("mismatch-" + folder, successor, gold));
      PlasmOptions all = PlasmOptions.defaults();
      add(
          PlasmTable.Source.PLASM,
          labels.seconds(),
          runs.onPseudo("plasm-" + folder, teaching, all, gold));
      add(
          PlasmTable.Source.FILTERED,
          labels.seconds(),
          runs.onPseudo(
              "plasm-confident-" + folder,
              teaching,
              all.withFilter(PseudoLabelFilter.confidence()),
              gold));
    }

    private void add(PlasmTable.Source source, double acquireSeconds, Iteration iteration) {
      table.add(name, source, acquireSeconds, iteration);
      say(
          String.format(
              Locale.ROOT,
              "%s, %s: accuracy %.3f",
              name,
              source,
              iteration.scores().get(ClassificationEvaluator.ACCURACY)));
    }
  }

  private String title(String name) {
    return switch (name) {
      case "teacher" -> Path.of(teacher).getFileName() + " (the teacher's kind)";
      case "random-bert" -> "BERT " + LAYERS + " x " + HIDDEN + ", random weights";
      case "tfidf" -> "TF-IDF";
      default -> name;
    };
  }

  private String model(String name) throws IOException {
    if (name.equals("teacher")) {
      return teacher;
    }
    if (!name.equals("random-bert")) {
      return name;
    }
    Path dir = setting.out().resolve("checkpoints").resolve("bert-" + LAYERS + "x" + HIDDEN);
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
