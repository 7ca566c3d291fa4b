package org.al4j.examples.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.Sha256;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.read.LabelFormat;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.plasm.PseudoLabelFilter;
import org.al4j.study.Task;
import org.al4j.study.settings.QueryAmount;
import org.al4j.study.settings.QuerySizes;
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
  private static final int LONGEST_NAME = 150;

  @Spec private CommandSpec spec;
  @Mixin private Setting setting = new Setting();

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
      names = "--initial",
      paramLabel = "AMOUNT",
      defaultValue = "50",
      description = "Texts, or of tags also 2%%tokens or 400tokens (default: ${DEFAULT-VALUE}).")
  private String initial = "";

  @Option(
      names = "--batch",
      paramLabel = "AMOUNT",
      defaultValue = "50",
      description = "Default: ${DEFAULT-VALUE}.")
  private String batch = "";

  @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  private final long start = System.nanoTime();

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new PlasmExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    switch (labels) {
      case "class" -> run(setting.task(pool, LabelFormat.classLabel()));
      case "tags" -> run(setting.task(pool, LabelFormat.tags()));
      default ->
          throw new InvalidInputException("--labels must be class or tags, found '" + labels + "'");
    }
    return 0;
  }

  private <A extends Annotation> void run(Task<A> task) throws IOException {
    List<Instance> texts = task.train().stream().<Instance>map(Labelled::instance).toList();
    QuerySizes sizes =
        QuerySizes.of(
            QueryAmount.of("initial", initial), QueryAmount.of("batch", batch), rounds, texts);
    PlasmRuns<A> runs =
        new PlasmRuns<>(
            task, new PlasmRuns.Acquisition(sizes, rounds), setting.out().resolve("runs"));
    PlasmTable table = new PlasmTable(task.score().name());
    try (OpenLearners<A> models = new OpenLearners<>(runs.acquisition().labels())) {
      Learner<A, ActiveModel<A>> acquiring = models.add(setting.learner(student, task.kind()));
      Learner<A, ActiveModel<A>> teaching = models.add(setting.learner(teacher, task.kind()));
      Map<String, Learner<A, ActiveModel<A>>> trained = new LinkedHashMap<>();
      for (String name : Strategies.split(successors)) {
        trained.put(title(name), models.add(setting.learner(model(name), task.kind())));
      }
      for (int seed : setting.allSeeds()) {
        PlasmRuns.Acquired<A> gold = runs.acquire("acquire-student", acquiring, seed);
        models.shareFitsOn(gold.pool().labelledCount());
        say("student acquired, seed " + seed);
        for (Map.Entry<String, Learner<A, ActiveModel<A>>> successor : trained.entrySet()) {
          new Parts<>(
                  runs,
                  table,
                  successor.getKey(),
                  new PlasmRuns.Teaching<>(teaching, successor.getValue()))
              .measure(gold, seed);
        }
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
        "train s: a teacher is trained once for all successors of a seed; its time stands with the"
            + " first");
    out.printf(Locale.ROOT, "wall time %.0f s%n", seconds());
  }

  /** One successor's measurements. */
  private final class Parts<A extends Annotation> {
    private final PlasmRuns<A> runs;
    private final PlasmTable table;
    private final String name;
    private final PlasmRuns.Teaching<A> teaching;

    Parts(PlasmRuns<A> runs, PlasmTable table, String name, PlasmRuns.Teaching<A> teaching) {
      this.runs = runs;
      this.table = table;
      this.name = name;
      this.teaching = teaching;
    }

    void measure(PlasmRuns.Acquired<A> labels, int seed) {
      String folder = folder(name);
      PlasmRuns.Gold<A> gold = new PlasmRuns.Gold<>(labels.pool(), seed);
      Learner<A, ActiveModel<A>> successor = teaching.successor();
      add(PlasmTable.Source.RANDOM, Double.NaN, runs.random("random-" + folder, successor, seed));
      PlasmRuns.Acquired<A> own = runs.acquire("acquire-" + folder, successor, seed);
      add(
          PlasmTable.Source.SELF,
          own.seconds(),
          runs.onGold("self-" + folder, successor, new PlasmRuns.Gold<>(own.pool(), seed)));
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
      String score = runs.task().score().name();
      say(
          String.format(
              Locale.ROOT, "%s, %s: %s %.3f", name, source, score, iteration.scores().get(score)));
    }
  }

  /** Of a successor; a learner with many parameters has a shorter name than file systems take. */
  private static String folder(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9.-]", "_");
    return plain.length() <= LONGEST_NAME
        ? plain
        : plain.substring(0, LONGEST_NAME - 9)
            + "-"
            + Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
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
