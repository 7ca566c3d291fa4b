package org.al4j.examples.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.read.LabelFormat;
import org.al4j.metrics.LabelErrors;
import org.al4j.strategies.Strategies;
import org.al4j.study.Study;
import org.al4j.study.Task;
import org.al4j.study.advice.SuspectedLabels;
import org.al4j.study.report.StudyResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Confident learning on labels of which some were flipped: how many of those that it suspects are
 * flipped, judged by cross-validation of all labels, and in active learning by the models that
 * queried the texts.
 */
@Command(
    name = "LabelErrorExperiment",
    description = "Suspected labels where some were flipped.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LabelErrorExperiment implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run = new RunOptions(5);
  @Mixin private AcquisitionOptions acquisition = new AcquisitionOptions(100, 9);

  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      defaultValue = "tfidf",
      description = "Checkpoint folder, or a learner by name (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--flip",
      paramLabel = "X",
      defaultValue = "0.05",
      description = "Share of the labels that are flipped (default: ${DEFAULT-VALUE}).")
  private double flip = 0.05;

  @Option(names = "--folds", defaultValue = "5", description = "Folds (default: ${DEFAULT-VALUE}).")
  private int folds = 5;

  @Option(
      names = "--strategy",
      paramLabel = "NAME,...",
      defaultValue = "random,margin",
      description = "Strategies of the runs (default: ${DEFAULT-VALUE}).")
  private String strategies = "";

  /** Runs and prints. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(ExperimentProgram.of(new LabelErrorExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (!(flip > 0 && flip < 1) || run.seeds() < 1 || folds < 2) {
      throw new InvalidInputException(
          "--flip must lie between 0 and 1, --seeds be at least 1 and --folds at least 2, found "
              + flip
              + ", "
              + run.seeds()
              + " and "
              + folds);
    }
    Task<ClassLabel> task = run.task(null, LabelFormat.classLabel());
    Map<String, List<LabelErrorTable.Found>> found = new LinkedHashMap<>();
    for (int seed : run.allSeeds()) {
      FlippedLabels flipped = FlippedLabels.of(task, flip, seed);
      for (LabelErrors.Order order : LabelErrors.Order.values()) {
        add(
            found,
            folds + " folds of all, by " + word(order),
            validated(flipped, flipped.task().train(), seed, order));
      }
      for (StudyResult.StrategyResult result : simulated(flipped, seed).results()) {
        SuspectedLabels queried = result.seeds().get(0).advice().labels();
        add(
            found,
            result.strategy() + ", the model that queried",
            LabelErrorTable.Found.of(queried, flipped));
        add(
            found,
            result.strategy() + ", " + folds + " folds of the same labels",
            validated(flipped, labels(flipped, queried), seed, LabelErrors.Order.SELF_CONFIDENCE));
      }
    }
    LabelErrorTable table = new LabelErrorTable();
    found.forEach(table::add);
    spec.commandLine().getOut().println(table.markdown());
    return 0;
  }

  private static void add(
      Map<String, List<LabelErrorTable.Found>> all, String way, LabelErrorTable.Found one) {
    all.computeIfAbsent(way, first -> new ArrayList<>()).add(one);
  }

  private static String word(LabelErrors.Order order) {
    return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Labelled<ClassLabel>> labels(FlippedLabels flipped, SuspectedLabels of) {
    Set<String> ids = Set.copyOf(of.checked());
    return flipped.task().train().stream()
        .filter(item -> ids.contains(item.instance().id()))
        .toList();
  }

  private LabelErrorTable.Found validated(
      FlippedLabels flipped,
      List<Labelled<ClassLabel>> labelled,
      int seed,
      LabelErrors.Order order) {
    try (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner = learner()) {
      Dataset<ClassLabel> all = new Dataset<>(labelled, flipped.task().labels());
      return LabelErrorTable.Found.of(
          SuspectedLabels.crossValidated(learner, all, folds, seed, order), flipped);
    }
  }

  private StudyResult simulated(FlippedLabels flipped, int seed) throws IOException {
    Path dir = Files.createDirectories(run.out()).resolve("flipped-" + seed);
    try (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner = learner()) {
      return Study.on(flipped.task())
          .learner(learner)
          .strategies(Strategies.split(strategies).toArray(String[]::new))
          .firstSeed(seed)
          .seeds(1)
          .initial(acquisition.initial())
          .batch(acquisition.batch())
          .rounds(acquisition.rounds())
          .run(dir);
    }
  }

  private Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner() {
    return Files.isDirectory(Path.of(model))
        ? Learners.named("transformer", Map.of("checkpoint", model), ClassLabel.class)
        : Setting.named(model, ClassLabel.class);
  }
}
