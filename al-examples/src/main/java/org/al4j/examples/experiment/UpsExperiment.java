package org.al4j.examples.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.strategies.ups.FullRounds;
import org.al4j.study.StudyPlan;
import org.al4j.study.StudyRunner;
import org.al4j.study.Task;
import org.al4j.study.report.Report;
import org.al4j.study.report.StudyResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Unlabelled pool subsampling against scoring the whole pool, a random subsample and the naive top
 * share: accuracy, forward passes, time (PLASM, figures 4 and 11 to 13). Writes the learning curves
 * as a report into the folder of the runs and prints a table.
 */
@Command(
    name = "UpsExperiment",
    description = "Pool subsampling against scoring everything.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class UpsExperiment implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Setting setting = new Setting();

  @Option(
      names = "--model",
      paramLabel = "DIR|tfidf",
      required = true,
      description = "Checkpoint folder or name, or tfidf.")
  private String model = "";

  @Option(
      names = "--variants",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "full,ups,random",
      description = "Of full, ups, random, top (default: ${DEFAULT-VALUE}).")
  private List<String> variants = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds = 15;

  @Option(
      names = "--share",
      defaultValue = "0.01",
      description = "Share of the pool labelled first, and each round (default: ${DEFAULT-VALUE}).")
  private double share = 0.01;

  @Option(names = "--gamma", defaultValue = "0.1", description = "Default: ${DEFAULT-VALUE}.")
  private double gamma = 0.1;

  @Option(
      names = "--temperature",
      defaultValue = "0.01",
      description = "Default: ${DEFAULT-VALUE}.")
  private double temperature = 0.01;

  @Option(
      names = "--full",
      paramLabel = "LIST",
      defaultValue = "0:1:4:8",
      description = "Queries that score everything (default: ${DEFAULT-VALUE}).")
  private String schedule = "0:1:4:8";

  /** Runs and prints. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(ExperimentProgram.of(new UpsExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    fullRounds();
    Map<String, Variant> byStrategy = strategies();
    Task<ClassLabel> task = setting.task(null);
    int batch = (int) Math.round(share * task.train().size());
    StudyPlan plan =
        new StudyPlan(
            List.copyOf(byStrategy.keySet()), 1, setting.run().seeds(), batch, batch, rounds);
    try (StudyRunner<ClassLabel> runner = new StudyRunner<>(task, plan, setting.learner(model))) {
      runner
          .recipe()
          .forEach((name, value) -> spec.commandLine().getErr().println(name + ": " + value));
      StudyResult study =
          runner.run(setting.run().out(), new ProgressLines(spec.commandLine().getErr()));
      Report.write(study, setting.run().out()).ifPresent(spec.commandLine().getErr()::println);
      List<UpsTable.Row> rows = new ArrayList<>();
      for (StudyResult.StrategyResult result : study.results()) {
        rows.add(row(byStrategy, plan, result));
      }
      spec.commandLine().getOut().println(new UpsTable(study.score().name(), rows).markdown());
    }
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "wall time %.0f s%n", (System.nanoTime() - start) / 1e9);
    return 0;
  }

  /** Full scoring, which the others are compared with, comes first in any case. */
  private Map<String, Variant> strategies() {
    Set<Variant> chosen = EnumSet.of(Variant.FULL);
    for (String name : variants) {
      try {
        chosen.add(Variant.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(
            "--variants must be of full, ups, random, top, found '" + name + "'", e);
      }
    }
    Map<String, Variant> strategies = new LinkedHashMap<>();
    chosen.forEach(
        variant -> strategies.put(variant.strategy(gamma, temperature, schedule), variant));
    return strategies;
  }

  private UpsTable.Row row(
      Map<String, Variant> byStrategy, StudyPlan plan, StudyResult.StrategyResult result) {
    Variant variant = byStrategy.getOrDefault(result.strategy(), Variant.FULL);
    List<List<ScoredRound>> scored = new ArrayList<>();
    for (StudyResult.SeedResult run : result.seeds()) {
      Path dir =
          setting
              .run()
              .out()
              .resolve("runs")
              .resolve(plan.runFolder(result.strategy(), (int) run.seed()));
      scored.add(
          variant == Variant.FULL
              ? ScoredRound.whole(run.history(), fullRounds())
              : ScoredRound.recorded(run.history(), dir));
    }
    return new UpsTable.Row(variant.title(), result.seeds(), scored);
  }

  private FullRounds fullRounds() {
    if (!schedule.matches("\\d{1,4}(:\\d{1,4})*")) {
      throw new InvalidInputException(
          "--full must be whole numbers as in 0:1:4:8, found '" + schedule + "'");
    }
    return FullRounds.listed(
        Stream.of(schedule.split(":", -1)).map(Integer::valueOf).toArray(Integer[]::new));
  }
}
