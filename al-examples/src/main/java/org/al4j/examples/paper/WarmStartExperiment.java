package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.al4j.core.data.ClassLabel;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.strategies.Strategies;
import org.al4j.study.LoopChoices;
import org.al4j.study.Study;
import org.al4j.study.Task;
import org.al4j.study.report.Report;
import org.al4j.study.report.StudyResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A model that goes on with each round's new labels only, against a new one on all labels: labels
 * to the peak, what comes after it, time (Aabol and Dragsten 2023, tables 5.1 to 5.11).
 */
@Command(
    name = "norwegian",
    description = "Going on with the new labels against training anew on all.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WarmStartExperiment implements Callable<Integer> {
  /** As the learner was given. */
  private static final String USUAL = "its recipe";

  private static final String ALL = "least-confidence,margin,entropy";

  /**
   * How large: texts first and a round, rounds, texts of the pool (null for all), test texts, what
   * the model is told, what queries.
   */
  private record Size(
      int batch,
      int rounds,
      @Nullable Integer pool,
      int test,
      String parameters,
      String strategies) {
    static Size of(ExperimentScale scale) {
      return switch (scale) {
        case QUICK ->
            new Size(
                30,
                12,
                null,
                300,
                "max-length=32,epochs=5,batch=8,updates=0,learning-rate=1e-3",
                "margin");
        case MEDIUM ->
            new Size(50, 10, 1500, 500, "max-length=48,epochs=3,updates=0,learning-rate=1e-4", ALL);
        case PAPER ->
            new Size(
                200,
                114,
                null,
                25_000,
                "max-length=256,epochs=5,batch=32,accumulation=8,updates=0,learning-rate=5e-5",
                ALL);
      };
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();

  @Option(
      names = "--model",
      paramLabel = "LEARNER",
      description =
          "A learner that can go on, with its parameters, such as"
              + " transformer(checkpoint=minilm,optimizer=adafactor) (default: a transformer, of"
              + " quick the embedded one of 2 layers, else minilm).")
  private @Nullable String model;

  @Option(
      names = {"--strategies", "--strategy"},
      paramLabel = "NAME,...",
      description =
          "What queries beside random choice (default of quick: margin, else least-confidence, margin"
              + " and entropy, which ask the same of two classes).")
  private @Nullable String strategies;

  @Option(
      names = "--optimizers",
      paramLabel = "NAME,...",
      split = ",",
      description =
          "adamw, adafactor: each is run; claims are judged by the first (default: adamw, of paper"
              + " adafactor,adamw).")
  private List<String> optimizers = List.of();

  @Option(
      names = "--schedules",
      paramLabel = "NAME,...",
      split = ",",
      description =
          "linear, slanted-triangular, constant: as --optimizers (default: linear, of paper"
              + " linear,constant).")
  private List<String> schedules = List.of();

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new WarmStartExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Size size = Size.of(options.scale());
    if (model != null) {
      run(size, model);
    } else if (options.scale() == ExperimentScale.QUICK) {
      try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
        run(size, "transformer(checkpoint=" + embedded.dir() + "," + size.parameters() + ")");
      }
    } else {
      run(size, "transformer(checkpoint=minilm," + size.parameters() + ")");
    }
    return 0;
  }

  private void run(Size size, String learner) throws IOException {
    Task<ClassLabel> task = options.task(size.pool(), size.test());
    List<String> named = Strategies.split(strategies == null ? size.strategies() : strategies);
    Map<Claim, ToDoubleFunction<WarmStartRuns>> claims = WarmStartClaims.of(named);
    Map<String, String> recipes = recipes(learner);
    ClaimSheet sheet =
        new ClaimSheet(
            "Going on with the new labels against training anew on all",
            List.copyOf(claims.keySet()),
            List.of(
                task.name() + ", " + task.train().size() + " texts, for NoReC",
                size.batch()
                    + " labels first and in each of "
                    + size.rounds()
                    + " rounds, for 200 in each of 114",
                learner.replaceAll("checkpoint=[^,)]*[/\\\\]", "checkpoint=")
                    + " by "
                    + String.join(" and ", recipes.keySet())
                    + ", for NB-BERT by Adafactor"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(sheet.before());
    Map<String, List<WarmStartRuns>> seeds = new LinkedHashMap<>();
    options.eachSeed(
        spec.commandLine().getErr(),
        seed ->
            recipes.forEach(
                (recipe, made) ->
                    seeds
                        .computeIfAbsent(recipe, first -> new ArrayList<>())
                        .add(runs(new Arm(task, size, recipe, made), named, seed))));
    print(sheet, seeds, claims, named);
  }

  /** Learners by what they are trained with; as it was given where nothing else is asked for. */
  private Map<String, String> recipes(String learner) {
    boolean paper = options.scale() == ExperimentScale.PAPER && model == null;
    List<String> by =
        optimizers.isEmpty() && paper ? List.of("adafactor", "adamw") : orOne(optimizers);
    List<String> over =
        schedules.isEmpty() && paper ? List.of("linear", "constant") : orOne(schedules);
    Map<String, String> all = new LinkedHashMap<>();
    for (String optimizer : by) {
      for (String schedule : over) {
        String given = optimizer.isEmpty() ? "" : ",optimizer=" + optimizer;
        given += schedule.isEmpty() ? "" : ",schedule=" + schedule;
        String name = (optimizer + " " + schedule).strip();
        all.put(name.isEmpty() ? USUAL : name, with(learner, given));
      }
    }
    return all;
  }

  private static List<String> orOne(List<String> names) {
    return names.isEmpty() ? List.of("") : names;
  }

  private static String with(String learner, String parameters) {
    if (parameters.isEmpty()) {
      return learner;
    }
    return learner.endsWith(")")
        ? learner.substring(0, learner.length() - 1) + parameters + ")"
        : learner + "(" + parameters.substring(1) + ")";
  }

  /** What is run with each seed: a recipe's learner. */
  private record Arm(Task<ClassLabel> task, Size size, String recipe, String learner) {
    Path folder(Path runs, String training, int seed) {
      String name = recipe.equals(USUAL) ? "" : recipe.replace(' ', '-') + "-";
      return runs.resolve(name + training + "-seed" + seed);
    }
  }

  private WarmStartRuns runs(Arm arm, List<String> named, int seed) {
    List<String> all = new ArrayList<>(List.of(WarmStartRuns.RANDOM));
    all.addAll(named);
    Map<String, StudyResult.SeedResult> found = new LinkedHashMap<>();
    for (String training : List.of(WarmStartRuns.ANEW, WarmStartRuns.ON)) {
      try {
        StudyResult result =
            Study.on(arm.task())
                .learner(arm.learner())
                .strategies(all.toArray(String[]::new))
                .firstSeed(seed)
                .seeds(1)
                .initial(arm.size().batch())
                .batch(arm.size().batch())
                .rounds(arm.size().rounds())
                .loop(new LoopChoices(training, 1, false))
                .run(arm.folder(options.out().resolve("runs"), training, seed));
        result
            .results()
            .forEach(
                one -> found.put(WarmStartRuns.name(training, one.strategy()), one.seeds().get(0)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new WarmStartRuns(found);
  }

  private void print(
      ClaimSheet sheet,
      Map<String, List<WarmStartRuns>> seeds,
      Map<Claim, ToDoubleFunction<WarmStartRuns>> claims,
      List<String> named)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (Map.Entry<String, List<WarmStartRuns>> recipe : seeds.entrySet()) {
      WarmStartTables tables = new WarmStartTables(named, recipe.getValue());
      if (seeds.size() > 1) {
        out.println("trained by " + recipe.getKey() + ":\n");
      }
      out.println(tables.peaks());
      out.println(tables.savings());
      out.println(tables.seconds());
    }
    List<WarmStartRuns> judged = seeds.values().iterator().next();
    Map<Claim, double[]> measured = WarmStartClaims.measured(claims, judged);
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    Report.writeCurves(
            options.out(),
            "warm-start",
            sheet.title(),
            WarmStartRuns.ACCURACY,
            new WarmStartTables(named, judged).curves())
        .ifPresent(out::println);
  }
}
